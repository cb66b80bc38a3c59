"""Materials of a meeting (материалы заседания): files and addresses, laid out before it opens."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.core.errors import Conflict, FieldProblem, Invalid, NotFound, TooLarge
from service.core.language import N_
from service.documents.model import StoredFile
from service.meetings.actions.calling import found
from service.meetings.model.agenda import Material
from service.meetings.names import MeetingsEvent
from service.meetings.queries import meetings as reads
from service.meetings.queries.rights import allow_keeping
from service.meetings.rules.states import BEFORE
from service.tenancy.scope import Scope

LARGEST = 20 * 1024 * 1024
"""Bytes of one file; the table holds to it too."""
EMPTY = N_("Файл пуст: выберите другой.")
TOO_BIG = N_("Файл больше 20 МБ: разделите его или дайте ссылку.")
NOT_ITS_ITEM = N_("Этого вопроса нет в повестке заседания.")
NOT_WEB = N_("Адрес начинается с https:// или http://.")
OPENED = N_("Заседание уже открыто: материалы больше не меняются.")


@dataclass(frozen=True)
class Upload:
    """A file as it came: its name, what it says it is, its bytes."""

    name: str
    media_type: str
    content: bytes


def add_link(scope: Scope, meeting_id: int, draft: Mapping[str, Any]) -> Material:
    """Add a material by its address."""
    if not str(draft["url"]).startswith(("https://", "http://")):
        raise Invalid(fields=(FieldProblem("url", NOT_WEB),))
    return _add(scope, meeting_id, draft, url=draft["url"])


def add_file(scope: Scope, meeting_id: int, draft: Mapping[str, Any], upload: Upload) -> Material:
    """Add a file as a material; raises TooLarge over twenty megabytes."""
    if not upload.content:
        raise Invalid(fields=(FieldProblem("file", EMPTY),))
    if len(upload.content) > LARGEST:
        raise TooLarge(TOO_BIG)
    file = StoredFile(
        name=upload.name[:300],
        media_type=upload.media_type,
        size=len(upload.content),
        sha256=hashlib.sha256(upload.content).hexdigest(),
        content=upload.content,
        stored_by=scope.actor.account_id,
    )
    scope.db.add(file)
    scope.db.flush()
    return _add(scope, meeting_id, draft, file_id=file.id)


def _add(scope: Scope, meeting_id: int, draft: Mapping[str, Any], **what: Any) -> Material:
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    if meeting.state not in BEFORE:
        raise Conflict(OPENED)
    item_id = draft.get("item_id")
    if item_id is not None and item_id not in {one.id for one in reads.agenda(scope, meeting.id)}:
        raise Invalid(fields=(FieldProblem("item_id", NOT_ITS_ITEM),))
    row = Material(meeting_id=meeting.id, item_id=item_id, title=draft["title"], added_at=scope.now, **what)
    scope.db.add(row)
    scope.record(MeetingsEvent.MATERIAL_ADDED, row, detail={"meeting": meeting.id})
    return row


def remove(scope: Scope, material_id: int) -> None:
    """Take a material away before the meeting opens; afterwards it is part of what was discussed."""
    row = scope.db.get(Material, (scope.db.tenant_id, material_id))
    if row is None:
        raise NotFound()
    meeting, body = found(scope, row.meeting_id)
    allow_keeping(scope, body)
    if meeting.state not in BEFORE:
        raise Conflict(OPENED)
    scope.record(MeetingsEvent.MATERIAL_REMOVED, row, detail={"meeting": meeting.id})
    scope.db.delete(row)
    scope.db.flush()
