"""An uploaded workbook between preview and confirmation: kept outside the web root, forgotten after a day."""

import time
from pathlib import Path

from service.core.errors import FieldProblem, Invalid, NotFound
from service.core.language import N_
from service.people.importing import sheets
from service.people.importing.refusal import Refused
from service.people.importing.tables import Table
from service.people.storage import FOLDER, NoFile, drop, fetch, keep

PLACE = "registers"
KEPT_SECONDS = 24 * 3600
GONE = N_("Загруженного файла уже нет. Загрузите его ещё раз.")


def keep_workbook(files: Path, tenant_id: int, data: bytes, filename: str) -> str:
    """Keep a workbook that can be read and return its key; raises Invalid on the field `file`."""
    tables(data, filename)
    _sweep(files, tenant_id)
    return keep(files / PLACE, tenant_id, data)


def kept_table(files: Path, tenant_id: int, key: str) -> Table:
    """The table of a key of this tenant; raises NotFound when it is gone."""
    try:
        data = fetch(files / PLACE, tenant_id, key)
    except NoFile as error:
        raise NotFound(GONE) from error
    return tables(data, "")[0]


def forget(files: Path, tenant_id: int, key: str) -> None:
    """Forget the workbook of a key; a key that is none is forgotten already."""
    try:
        drop(files / PLACE, tenant_id, key)
    except NoFile:
        return


def tables(data: bytes, filename: str) -> tuple[Table, ...]:
    """The tables of a workbook; raises Invalid on the field `file` for what is none."""
    try:
        return sheets.read(data, filename)
    except Refused as refused:
        message = refused.refusal.message
        raise Invalid(fields=(FieldProblem("file", message.msgid, message.params),)) from refused


def _sweep(files: Path, tenant_id: int) -> None:
    """Remove workbooks that nobody confirmed."""
    oldest = time.time() - KEPT_SECONDS
    for left in (files / PLACE / FOLDER / str(int(tenant_id))).glob("*"):
        if left.stat().st_mtime < oldest:
            left.unlink(missing_ok=True)
