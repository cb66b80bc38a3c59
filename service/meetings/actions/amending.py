"""Amendments (исправления): signed minutes stay as they are, what was wrong is corrected beside them."""

from datetime import date

from sqlalchemy import func, select

from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_
from service.documents import files
from service.documents.paper import Profile, to_docx, to_pdf
from service.meetings.actions.minutes import gost, writing
from service.meetings.actions.signing import Signed
from service.meetings.events import AfterEvent
from service.meetings.model.meetings import Meeting
from service.meetings.model.minutes import Amendment, Minutes
from service.meetings.papers import facts, naming
from service.meetings.papers.amendment import AmendmentData
from service.meetings.papers.amendment import amendment as paper
from service.meetings.papers.frozen import thaw
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import minutes as minutes_reads
from service.meetings.queries.bodies import composition
from service.meetings.queries.row import row_of
from service.meetings.refusals import WORDS, in_words
from service.tenancy.scope import Scope

TEXT = N_("Напишите, что читать иначе: в каком вопросе, вместо каких слов какие.")
REASON = N_("Напишите, почему исправляете.")


def amend(scope: Scope, minutes_id: int, words: str, reason: str) -> Amendment:
    """Draft an amendment to signed minutes, a paper for the same signatories; the original stays."""
    row, meeting, _ = writing(scope, minutes_id)
    missing = [
        (name, said) for name, given, said in (("text", words, TEXT), ("reason", reason, REASON)) if not given
    ]
    if missing:
        raise Invalid(fields=tuple(FieldProblem(name, said) for name, said in missing))
    if row.state != "signed" or row.content is None or row.pdf_sha256 is None:
        raise Conflict(WORDS["amendment_of_signed"])
    highest = select(func.coalesce(func.max(Amendment.number), 0)).where(Amendment.minutes_id == row.id)
    number = scope.db.execute(highest).scalar_one() + 1
    data, profile = told(scope, row, meeting, (number, words, reason), scope.today)
    name = N_("Исправление № %(number)s к протоколу № %(of)s") % {"number": number, "of": row.number}
    made = paper(data)
    pdf = files.keep(scope, f"{name}.pdf", files.PDF, to_pdf(made, profile=profile))
    docx = files.keep(scope, f"{name}.docx", files.DOCX, to_docx(made, profile=profile))
    found = Amendment(
        minutes_id=row.id,
        number=number,
        text=words,
        reason=reason,
        sha256=pdf.sha256,
        pdf_id=pdf.id,
        docx_id=docx.id,
    )
    scope.db.add(found)
    with in_words():
        scope.record(AfterEvent.AMENDMENT_DRAFTED, found, detail={"minutes": row.id, "number": number})
    return found


def told(
    scope: Scope, row: Minutes, meeting: Meeting, said: tuple[int, str, str], made: date
) -> tuple[AmendmentData, Profile]:
    """What the paper of an amendment says, and the edition of the standard it is laid out by.

    `said` is its number, its words and its reason; `made` the day of the paper.
    """
    number, words, reason = said
    if row.content is None:
        raise Conflict(WORDS["amendment_of_signed"])
    body = body_reads.body(scope, row.body_id)
    policy = MeetingPolicy.of(scope.profile, body.kind)
    seated = composition(scope, body.id, reads.day_of(scope, meeting))
    was = thaw(facts.MinutesData, row.content)
    data = AmendmentData(
        body=was.body,
        made=made,
        minutes_number=str(row.number),
        minutes_days=was.days,
        points=tuple(line.strip() for line in words.splitlines() if line.strip()),
        signatories=tuple(
            facts.Signatory(naming.signing_office(one.office, one.person_id == meeting.presider_id), one.name)
            for one in minutes_reads.expected(policy, meeting, seated)
        ),
        number=str(number),
        ground=reason,
        code=f"{was.code}-{number}",
    )
    return data, gost(policy)


def amendment(scope: Scope, amendment_id: int, *, locked: bool = False) -> Amendment:
    """One amendment; raises NotFound."""
    return row_of(scope, Amendment, amendment_id, locked=locked)


def amendment_to_sign(scope: Scope, amendment_id: int) -> Signed:
    """An amendment that waits for signatures, under a lock."""
    row = amendment(scope, amendment_id, locked=True)
    if row.state == "signed":
        raise Conflict(WORDS["amendment_signed"])
    of = minutes_reads.minutes(scope, row.minutes_id)
    meeting = reads.meeting(scope, of.meeting_id)
    return Signed(row, of, meeting, body_reads.body(scope, of.body_id), row.sha256, row.pdf_id)
