"""Static files: put together at start, named by their hash, compressed once, cached for ever.

Bootstrap, htmx and the icons come out of the installed packages; nothing of theirs is kept in the project.
"""

import gzip
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from markupsafe import Markup

from service.web.stylesheet import dark_theme, without_components

OWN = Path(__file__).parent / "static"
STYLES = (
    "layout",
    "pieces",
    "figures",
    "charts",
    "portal",
    "forms",
    "tables",
    "api",
    "meetings",
    "narrow",
    "print",
)
SCRIPTS = ("requests", "drafts", "details")
PREFIX = "/static/"


@dataclass(frozen=True)
class Assets:
    """What was collected: the directory to serve and the address of each file by its plain name."""

    directory: Path
    names: dict[str, str]

    def url(self, name: str) -> str:
        """The address of a file: `app.css`, `app.js`, `favicon.svg`."""
        return PREFIX + self.names[name]


def collect(directory: Path) -> Assets:
    """Write every file with its compressed twins into `directory`, unless it is there already."""
    directory.mkdir(parents=True, exist_ok=True)
    contents = {"app.css": stylesheet(), "app.js": script(), "favicon.svg": _own("favicon.svg")}
    return Assets(directory, {name: _store(directory, name, data) for name, data in contents.items()})


def stylesheet() -> bytes:
    """Our layer over the parts of Bootstrap that we use, in one file."""
    bootstrap = _carried("flask_bootstrap", "static/bootstrap5/css/bootstrap.min.css")
    own = [_own_text(f"styles/{name}.css") for name in STYLES]
    parts = [
        without_components(bootstrap),
        _own_text("styles/tokens.css"),
        dark_theme(_own_text("styles/dark.css")),
    ]
    return "\n".join([*parts, *own]).encode()


def script() -> bytes:
    """htmx and our few lines, in one file; pages work without it."""
    htmx = _carried("django_htmx", "static/django_htmx/htmx-2.min.js")
    return ";\n".join([htmx, *(_own_text(f"scripts/{name}.js") for name in SCRIPTS)]).encode()


@lru_cache(maxsize=256)
def icon(name: str) -> Markup:
    """An icon inlined from Bootstrap Icons; it decorates, words stand beside it."""
    sprite = _sprite()
    at = sprite.find(f'id="{name}"')
    if at < 0:
        raise LookupError(f"no icon named {name!r}")
    body = sprite[sprite.index(">", at) + 1 : sprite.index("</symbol>", at)]
    opening = (
        '<svg class="icon" width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">'
    )
    return Markup(f"{opening}{body}</svg>")  # noqa: S704 - both parts are our own files


@lru_cache(maxsize=1)
def _sprite() -> str:
    return _carried("flask_bootstrap", "static/bootstrap5/icons/bootstrap-icons.svg")


def _carried(package: str, path: str) -> str:
    """The text of a file inside an installed package, found without importing the package."""
    spec = find_spec(package)
    places: Iterable[str] = (spec.submodule_search_locations or ()) if spec else ()
    for place in places:
        file = Path(place) / path
        if file.exists():
            text = file.read_text("utf-8")
            return "\n".join(line for line in text.splitlines() if "sourceMappingURL=" not in line)
    raise FileNotFoundError(f"package {package} does not carry {path}")


def _own(path: str) -> bytes:
    return (OWN / path).read_bytes()


def _own_text(path: str) -> str:
    return _own(path).decode("utf-8")


def _store(directory: Path, name: str, data: bytes) -> str:
    stem, _, suffix = name.partition(".")
    hashed = f"{stem}.{hashlib.sha256(data).hexdigest()[:12]}.{suffix}"
    for ending, packed in FORMS.items():
        target = directory / (hashed + ending)
        if not target.exists():
            _write(target, packed(data))
    return hashed


def _plain(data: bytes) -> bytes:
    return data


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _brotli(data: bytes) -> bytes:
    packed: bytes = brotli.compress(data)
    return packed


FORMS: Mapping[str, Callable[[bytes], bytes]] = {"": _plain, ".gz": _gzip, ".br": _brotli}
"""How a file is kept, by what its name ends with."""


def _write(target: Path, data: bytes) -> None:
    # Several workers start at once: each writes its own file, renames are atomic, the content is equal.
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.chmod(name, 0o644)
    os.replace(name, target)
