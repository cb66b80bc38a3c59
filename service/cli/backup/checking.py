"""Checking a copy (проверка копии): checksums, every row against the manifest, the archive to its end."""

from gettext import gettext as _
from pathlib import Path

import click

from service.cli.backup import counting, manifest


def check(copy: Path) -> manifest.Manifest:
    """Read a whole copy; raises ClickException naming what does not hold."""
    said = manifest.read(copy)
    for name, digest in said.sha256.items():
        path = copy / name
        if not path.is_file() or manifest.digest(path) != digest:
            raise click.ClickException(_("%(path)s повреждён или подменён.") % {"path": path})
    wrong = counting.differences(said.tables, counting.in_dump(copy / manifest.DUMP))
    if manifest.count_files(copy / manifest.FILES) != said.files:
        wrong.append(manifest.FILES)
    if wrong:
        words = _("Копия не та, что сосчитана: %(what)s.")
        raise click.ClickException(words % {"what": "; ".join(wrong[:10])})
    return said
