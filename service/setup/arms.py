"""The tenant's coat of arms (герб): put up, replaced, taken down; drawn on papers and on pages."""

from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.orm import undefer

from service.core.errors import NotFound
from service.documents import files, pictures
from service.documents.model import CoatOfArms, StoredFile
from service.setup.names import SetupEvent, SetupPermission
from service.setup.queries import present
from service.tenancy.scope import Scope

PNG = "image/png"
FIELD = "file"
ON_PAPER, ON_PAGES = 300, 96
"""Points of height: seventeen millimetres of print, forty of a screen twice as dense."""
NAME, SMALL_NAME = "Герб.png", "Герб для страниц.png"
SHOW = text("SELECT platform.show_arms(:arms)")


@dataclass(frozen=True)
class Arms:
    """The coat of arms in use and its file."""

    row: CoatOfArms
    sha256: str


def arms(scope: Scope) -> Arms | None:
    """The coat of arms in use at this moment; None where there is none."""
    number = present(scope).arms_id
    chosen = (
        select(CoatOfArms, StoredFile.sha256)
        .join(StoredFile, StoredFile.id == CoatOfArms.file_id)
        .where(CoatOfArms.id == number, CoatOfArms.removed_at.is_(None))
    )
    found = scope.db.execute(chosen).one_or_none() if number is not None else None
    return Arms(found[0], found[1]) if found else None


def picture(scope: Scope, arms_id: int | None = None) -> bytes:
    """The picture for papers; with a number the small one of that coat of arms, while it is in use."""
    column = CoatOfArms.file_id if arms_id is None else CoatOfArms.small_id
    number = scope.tenant.arms_id if arms_id is not None else present(scope).arms_id
    if number is None or (arms_id is not None and arms_id != number):
        raise NotFound()
    chosen = select(StoredFile).join(CoatOfArms, column == StoredFile.id).options(undefer(StoredFile.content))
    file = scope.db.execute(chosen.where(CoatOfArms.id == number, CoatOfArms.removed_at.is_(None))).scalar()
    if file is None:
        raise NotFound()
    return file.content


def put_up(scope: Scope, data: bytes) -> CoatOfArms:
    """Put a picture up as the coat of arms (поставить герб) in the place of the one before.

    Raises Invalid naming the field for what is no picture, does not decode, is too large or too small.
    """
    scope.allow(SetupPermission.MANAGE)
    seen = pictures.seen(data, FIELD)
    large, small = pictures.drawn(data, seen, FIELD, ON_PAPER, ON_PAGES)
    before = arms(scope)
    if before is not None:
        _remove(scope, before.row)
    row = CoatOfArms(
        file_id=files.keep(scope, NAME, PNG, large).id,
        small_id=files.keep(scope, SMALL_NAME, PNG, small).id,
        width=seen.width,
        height=seen.height,
        put_at=scope.now,
        put_by=scope.actor.account_id,
    )
    scope.db.add(row)
    scope.db.flush()
    scope.db.execute(SHOW, {"arms": row.id})
    scope.record(SetupEvent.ARMS_PUT, row, detail={"replaced": before is not None})
    return row


def take_down(scope: Scope) -> None:
    """Take the coat of arms down (убрать герб): papers made before keep theirs. Raises NotFound for none."""
    scope.allow(SetupPermission.MANAGE)
    found = arms(scope)
    if found is None:
        raise NotFound()
    _remove(scope, found.row)
    scope.db.execute(SHOW, {"arms": None})
    scope.record(SetupEvent.ARMS_REMOVED, found.row)


def _remove(scope: Scope, row: CoatOfArms) -> None:
    row.removed_at, row.removed_by = scope.now, scope.actor.account_id
