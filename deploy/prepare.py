"""Makes ahead what a service would else make at its start: compiled catalogues and static files.

python deploy/prepare.py DIRECTORY_OF_ASSETS
"""

import sys
from pathlib import Path

from service.core.language import LANGUAGES
from service.core.language.catalogue import LOCALES
from service.core.language.compiling import compile_all
from service.web.assets import collect

if __name__ == "__main__":
    made = compile_all(LOCALES, LANGUAGES)
    assets = collect(Path(sys.argv[1]))
    print(f"{len(made)} catalogues, {len(assets.names)} static files")
