"""Minutes (протокол): drafted from a closed meeting, written up by question, sent for signing and back."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select, text

from service.core.errors import Conflict, NotFound
from service.core.language import N_, format_date
from service.documents import files
from service.documents.paper import PROFILES, Profile, to_docx, to_pdf
from service.meetings.events import AfterEvent
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.minutes import Minutes, MinutesBlock, Signature
from service.meetings.papers.frozen import freeze
from service.meetings.papers.minutes import minutes as paper
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import minutes as minutes_reads
from service.meetings.queries.rights import allow_minutes
from service.meetings.refusals import WORDS, in_words
from service.tenancy.scope import Scope

NOT_HELD = N_("Протокол составляют, когда заседание закрыто или не состоялось.")
SIGNED_ALREADY = N_("Под протоколом уже есть подпись: вернуть его в черновик нельзя.")
NOT_OUT = N_("Протокол не на подписи.")
NO_SUCH_ITEM = N_("Такого вопроса в повестке нет.")
AFTER = frozenset({"closed", "no_quorum"})
FIELDS = ("heard", "spoke", "decided")


def begin(scope: Scope, meeting_id: int) -> Minutes:
    """Begin the minutes of a meeting that is over (составить протокол); again gives those there are."""
    meeting = reads.meeting(scope, meeting_id, locked=True)
    body = body_reads.body(scope, meeting.body_id)
    allow_minutes(scope, body, meeting.keeper_id)
    found = minutes_reads.minutes_of(scope, meeting.id)
    if found is not None:
        return found
    if meeting.state not in AFTER:
        raise Conflict(NOT_HELD)
    policy = MeetingPolicy.of(scope.profile, body.kind)
    row = Minutes(meeting_id=meeting.id, body_id=body.id, year=minutes_reads.year_of(scope, policy, meeting))
    scope.db.add(row)
    scope.db.flush()
    scope.db.add_all(
        MinutesBlock(minutes_id=row.id, item_id=item.id) for item in reads.agenda(scope, meeting.id)
    )
    scope.record(AfterEvent.MINUTES_DRAFTED, row, detail={"meeting": meeting.id})
    return row


def writing(scope: Scope, minutes_id: int) -> tuple[Minutes, Meeting, Body]:
    """Minutes under a lock, for whoever writes them; raises Forbidden for others."""
    row = minutes_reads.minutes(scope, minutes_id, locked=True)
    meeting = reads.meeting(scope, row.meeting_id)
    body = body_reads.body(scope, row.body_id)
    allow_minutes(scope, body, meeting.keeper_id)
    return row, meeting, body


def write(scope: Scope, minutes_id: int, item_id: int, draft: Mapping[str, Any]) -> MinutesBlock:
    """Write what was heard, said and decided on one question (слушали, выступили, решили).

    Raises Conflict carrying the text as it stands when another has written since `version`.
    """
    row, _, _ = writing(scope, minutes_id)
    if row.state != "draft":
        raise Conflict(WORDS["minutes_signed" if row.state == "signed" else "minutes_frozen"])
    block = minutes_reads.blocks(scope, row.id).get(item_id)
    if block is None:
        if item_id not in {item.id for item in reads.agenda(scope, row.meeting_id)}:
            raise NotFound(NO_SUCH_ITEM)
        block = MinutesBlock(minutes_id=row.id, item_id=item_id)
        scope.db.add(block)
        scope.db.flush()
    if draft.get("version") is not None and draft["version"] != block.version:
        raise Conflict(current=block)
    changed = [name for name in FIELDS if getattr(block, name) != (draft.get(name) or "")]
    for name in changed:
        setattr(block, name, draft.get(name) or "")
    if changed:
        scope.record(AfterEvent.MINUTES_WRITTEN, block, fields=changed, detail={"minutes": row.id})
    return block


def gost(policy: MeetingPolicy) -> Profile:
    """The edition of the standard by which the papers of a body are laid out."""
    return PROFILES[f"7.0.97-{policy.minutes_gost}"]


def number(scope: Scope, row: Minutes) -> int:
    """The next number of the body and year, under a lock: two who ask at once get one each (edge 64)."""
    scope.db.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended('minutes', :tenant * 1000003::bigint + :body))"),
        {"tenant": scope.db.tenant_id, "body": row.body_id},
    )
    highest = select(func.coalesce(func.max(Minutes.number), 0)).where(
        Minutes.body_id == row.body_id, Minutes.year == row.year
    )
    return (scope.db.execute(highest).scalar_one() or 0) + 1


def to_review(scope: Scope, minutes_id: int) -> Minutes:
    """Send minutes for signing (на подпись): number, paper and digest are fixed, the words are locked.

    The number is given here, under a lock, so that what is signed bears it; it stays with these minutes
    should they go back to draft, so that the numbers of a year have no gap at any time.
    """
    row, meeting, body = writing(scope, minutes_id)
    if row.state != "draft":
        raise Conflict(WORDS["minutes_signed" if row.state == "signed" else "minutes_frozen"])
    with in_words():
        if row.number is None:
            row.number = number(scope, row)
            scope.db.flush()
        data = minutes_reads.content(scope, meeting, row)
        profile = gost(MeetingPolicy.of(scope.profile, body.kind))
        made = paper(data)
        name = N_("Протокол № %(number)s от %(day)s") % {
            "number": row.number,
            "day": format_date(data.days[0]),
        }
        pdf = files.keep(scope, f"{name}.pdf", files.PDF, to_pdf(made, profile=profile))
        docx = files.keep(scope, f"{name}.docx", files.DOCX, to_docx(made, profile=profile))
        row.content, row.pdf_sha256 = freeze(data), pdf.sha256
        row.pdf_id, row.docx_id = pdf.id, docx.id
        row.state = "review"
        scope.record(
            AfterEvent.MINUTES_REVIEWED, row, fields=["state", "number"], detail={"number": row.number}
        )
    return row


def to_draft(scope: Scope, minutes_id: int) -> Minutes:
    """Take minutes back from signing, while nobody has signed; the number stays with them."""
    row, _, _ = writing(scope, minutes_id)
    if row.state != "review":
        raise Conflict(NOT_OUT)
    signed = select(Signature.id).where(Signature.minutes_id == row.id).limit(1)
    if scope.db.execute(signed).first() is not None:
        raise Conflict(SIGNED_ALREADY)
    row.state, row.content, row.pdf_sha256, row.pdf_id, row.docx_id = "draft", None, None, None, None
    with in_words():
        scope.record(AfterEvent.MINUTES_RETURNED, row, fields=["state"])
    return row
