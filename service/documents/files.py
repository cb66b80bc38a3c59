"""Files kept with the records (файлы): stored once, read as they were stored, checked by their digest."""

import hashlib

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from service.core.errors import Conflict, FieldProblem, Invalid, NotFound, TooLarge
from service.core.language import N_
from service.documents.model import StoredFile
from service.tenancy.scope import Scope

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST = 20 * 1024 * 1024
MEGABYTE = 1024 * 1024
FULL = N_("Файл не помещается: предел файлов района – %(limit)s МБ. Предел меняет оператор службы.")
EMPTY = N_("Файл пуст. Выберите другой.")
TOO_LARGE = N_("Файл больше 20 МБ. Уменьшите его и попробуйте ещё раз.")
SPOILT = N_("Файл изменён в обход службы: отпечаток не сходится. Сообщите администратору.")


def keep(scope: Scope, name: str, media_type: str, content: bytes) -> StoredFile:
    """Store a file with its digest; the caller's transaction decides whether it stays."""
    if not content:
        raise Invalid(fields=(FieldProblem("file", EMPTY),))
    if len(content) > LARGEST:
        raise TooLarge(TOO_LARGE)
    _demand_room(scope, len(content))
    row = StoredFile(
        name=name[:300],
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        stored_by=scope.actor.account_id,
    )
    scope.db.add(row)
    scope.db.flush()
    return row


def _demand_room(scope: Scope, more: int) -> None:
    """Raise TooLarge where a file would go beyond what the operator lets the tenant keep."""
    limit = scope.tenant.quota_bytes
    if limit is not None:
        here = scope.db.execute(select(func.coalesce(func.sum(StoredFile.size), 0))).scalar_one()
        if here + more > limit:
            raise TooLarge(FULL, limit=limit // MEGABYTE)


def stored(scope: Scope, file_id: int) -> StoredFile:
    """A stored file with its bytes; raises NotFound."""
    chosen = select(StoredFile).where(StoredFile.id == file_id).options(undefer(StoredFile.content))
    found = scope.db.execute(chosen.execution_options(populate_existing=True)).scalar()
    if found is None:
        raise NotFound()
    return found


def intact(file: StoredFile, sha256: str | None = None) -> bool:
    """Whether the bytes are those that were stored, and those that were signed where a digest is given."""
    return hashlib.sha256(file.content).hexdigest() == (sha256 or file.sha256)


def demand_intact(file: StoredFile, sha256: str) -> StoredFile:
    """Raise Conflict when the bytes are not those with the digest; gives the file back."""
    if not intact(file, sha256):
        raise Conflict(SPOILT)
    return file
