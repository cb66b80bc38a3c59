"""Papers that excuse an absence (оправдательные документы): a scan beside the reason, for the keeper."""

from sqlalchemy import select

from service.core.errors import Conflict, NotFound
from service.core.language import N_
from service.documents import files, scans
from service.documents.model import StoredFile
from service.meetings.actions.calling import found
from service.meetings.model.presence import Participation
from service.meetings.names import MeetingsEvent
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries.rights import allow_keeping
from service.meetings.refusals import in_words
from service.tenancy.scope import Scope

NOT_EXCUSED = N_("Документ прикладывают к уважительной причине: сначала отметьте отсутствие и причину.")
NAME = N_("Причина отсутствия")


def attach(scope: Scope, meeting_id: int, person_id: int, content: bytes) -> Participation:
    """Attach the scan of a paper that excuses somebody (council.md D1); a later one stands for an earlier."""
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    row = _participation(scope, meeting.id, person_id)
    if row is None or row.status != "excused":
        raise Conflict(NOT_EXCUSED)
    row.file_id = scans.keep(scope, NAME, content).id
    with in_words():
        scope.record(MeetingsEvent.PRESENCE_CHANGED, row, fields=["file_id"], detail={"meeting": meeting.id})
    return row


def paper(scope: Scope, meeting_id: int, person_id: int) -> StoredFile:
    """The paper of an absence, for whoever keeps the body; raises NotFound without one."""
    meeting = reads.meeting(scope, meeting_id)
    allow_keeping(scope, body_reads.body(scope, meeting.body_id))
    row = _participation(scope, meeting.id, person_id)
    if row is None or row.file_id is None:
        raise NotFound()
    kept = files.stored(scope, row.file_id)
    return files.demand_intact(kept, kept.sha256)


def _participation(scope: Scope, meeting_id: int, person_id: int) -> Participation | None:
    chosen = select(Participation).where(
        Participation.meeting_id == meeting_id, Participation.person_id == person_id
    )
    return scope.db.execute(chosen).scalar()
