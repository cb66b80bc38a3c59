"""Reads of materials: those of a meeting with what is known of their files, the bytes of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import undefer

from service.core.errors import NotFound
from service.documents.model import StoredFile
from service.meetings.model.agenda import Material
from service.tenancy.scope import Scope


@dataclass(frozen=True)
class Laid:
    """A material with its file; None where it is an address."""

    row: Material
    file: StoredFile | None


def materials(scope: Scope, meeting_id: int) -> Sequence[Laid]:
    """Materials of a meeting in the order they came."""
    chosen = (
        select(Material, StoredFile)
        .outerjoin(StoredFile, StoredFile.id == Material.file_id)
        .where(Material.meeting_id == meeting_id)
        .order_by(Material.id)
    )
    return [Laid(row, file) for row, file in scope.db.execute(chosen)]


def file_of(scope: Scope, material_id: int) -> StoredFile:
    """The file of a material with its bytes; raises NotFound."""
    chosen = (
        select(StoredFile)
        .join(Material, Material.file_id == StoredFile.id)
        .where(Material.id == material_id)
        .options(undefer(StoredFile.content))
        .execution_options(populate_existing=True)
    )
    found = scope.db.execute(chosen).scalar()
    if found is None:
        raise NotFound()
    return found
