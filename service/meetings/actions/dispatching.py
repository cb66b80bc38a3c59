"""Dispatch to the authority (направление решений в орган управления), its papers and its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_, format_date
from service.documents import files
from service.documents.paper import Paper, to_docx, to_pdf
from service.meetings.actions.judging import store
from service.meetings.actions.minutes import gost
from service.meetings.events import AfterEvent
from service.meetings.model.following import Dispatch, DispatchPaper
from service.meetings.papers import facts, naming
from service.meetings.papers.dispatch import LetterData, covering_letter, extract
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import following as reads
from service.meetings.queries import meetings as meeting_reads
from service.meetings.queries import signed
from service.meetings.queries.bodies import composition
from service.meetings.queries.decisions import Recorded, decision
from service.meetings.queries.rights import allow_keeping
from service.meetings.rules.naming import SENDABLE, TAKEN
from service.rules.verdict import Status
from service.tenancy.scope import Scope

NOT_FOR_SENDING = N_("В орган управления направляют принятые предложения и рекомендации.")
NOT_SIGNED = N_("Сначала подпишите протокол: решение направляют с выпиской из него.")
DUE = N_("Укажите, до какого дня ждёте ответа: без срока решение не направляется.")
ORDER = N_("Срок ответа не раньше дня отправки.")
FUTURE = N_("Этот день ещё не наступил.")
BEFORE_SENT = N_("Ответ не может быть раньше отправки.")
NAME = N_("Письмо № %(number)s от %(day)s")
ANSWERED = N_("Ответ уже записан.")
USUAL_DAYS = 30
"""Days in which an authority usually answers (59-ФЗ); proposed, not imposed."""


def dispatch(scope: Scope, decision_id: int, draft: Mapping[str, Any]) -> Dispatch:
    """Send a decision to the authority with its outgoing number and the day of the answer (H2, LU2 2.1.1).

    Raises Invalid without a day: nothing leaves without it (edge 66).
    """
    recorded = decision(scope, decision_id)
    allow_keeping(scope, recorded.body)
    _demand_sendable(recorded)
    sent_on = draft.get("sent_on") or scope.today
    due = draft.get("answer_due")
    if due is None:
        raise Invalid(fields=(FieldProblem("answer_due", DUE),))
    if sent_on > scope.today:
        raise Invalid(fields=(FieldProblem("sent_on", FUTURE),))
    if due < sent_on:
        raise Invalid(fields=(FieldProblem("answer_due", ORDER),))
    row = Dispatch(
        decision_id=decision_id,
        addressee=draft["addressee"],
        number=draft["number"],
        sent_on=sent_on,
        answer_due=due,
    )
    scope.db.add(row)
    scope.db.flush()
    _judge(scope, recorded, row)
    sent = _keep(scope, recorded, row)
    scope.record(AfterEvent.DISPATCHED, row, detail={"decision": decision_id, "sha256": sent.pdf_sha256[:16]})
    return row


def _keep(scope: Scope, recorded: Recorded, row: Dispatch) -> DispatchPaper:
    """Keep the letter with the extract as they leave: from now on they are given out unchanged."""
    out = papers(scope, row)
    profile = gost(MeetingPolicy.of(scope.profile, recorded.body.kind))
    name = NAME % {"number": row.number, "day": format_date(row.sent_on)}
    pdf = files.keep(scope, f"{name}.pdf", files.PDF, to_pdf(out.letter, out.extract, profile=profile))
    docx = files.keep(scope, f"{name}.docx", files.DOCX, to_docx(out.letter, out.extract, profile=profile))
    kept = DispatchPaper(
        dispatch_id=row.id,
        pdf_id=pdf.id,
        pdf_sha256=pdf.sha256,
        docx_id=docx.id,
        docx_sha256=docx.sha256,
        made_at=scope.now,
    )
    scope.db.add(kept)
    scope.db.flush()
    return kept


def _judge(scope: Scope, recorded: Recorded, row: Dispatch) -> None:
    """C-13, where the regulation sets a term of dispatch; silent ones leave no verdict."""
    policy = MeetingPolicy.of(scope.profile, recorded.body.kind)
    if not policy.established("dispatch"):
        return
    known: dict[str, Any] = {
        "meeting_date": meeting_reads.day_of(scope, recorded.meeting),
        "sent_date": row.sent_on,
    }
    if recorded.minutes is not None and recorded.minutes.signed_at is not None:
        known["signed_date"] = meeting_reads.local(scope, recorded.minutes.signed_at).date()
    takes = policy.takes("dispatch")
    verdict = policy.evaluate("dispatch", {name: one for name, one in known.items() if name in takes})
    if verdict.status is not Status.NOT_APPLICABLE:
        row.verdict_id = store(scope, verdict, "dispatch", row.id).id


def paper(scope: Scope, dispatch_id: int, form: str) -> tuple[bytes, str, str]:
    """The letter with the extract as `pdf` or `docx`, as sent: bytes, media type, name.

    What was sent before papers were kept is drawn from the same records.
    """
    kept = reads.sent_paper(scope, dispatch_id, form)
    if kept is not None:
        return kept.content, kept.media_type, kept.name
    row = reads.dispatch(scope, dispatch_id)
    out = papers(scope, row)
    body = decision(scope, row.decision_id).body
    make, kind = (to_pdf, files.PDF) if form == "pdf" else (to_docx, files.DOCX)
    made = make(out.letter, out.extract, profile=gost(MeetingPolicy.of(scope.profile, body.kind)))
    return made, kind, f"dispatch-{row.id}.{form}"


def _demand_sendable(recorded: Recorded) -> None:
    if recorded.row.kind not in SENDABLE or recorded.row.outcome not in TAKEN:
        raise Conflict(NOT_FOR_SENDING)
    if recorded.minutes is None or recorded.minutes.state != "signed":
        raise Conflict(NOT_SIGNED)


def answer(scope: Scope, dispatch_id: int, draft: Mapping[str, Any]) -> Dispatch:
    """Record the authority's answer and what came of the decision (ответ и исход)."""
    row = reads.dispatch(scope, dispatch_id)
    allow_keeping(scope, decision(scope, row.decision_id).body)
    if row.answered_on is not None:
        raise Conflict(ANSWERED)
    if draft["answered_on"] < row.sent_on:
        raise Invalid(fields=(FieldProblem("answered_on", BEFORE_SENT),))
    row.answered_on, row.outcome = draft["answered_on"], draft["outcome"]
    row.answer_number, row.answer = draft.get("answer_number"), draft.get("answer")
    scope.record(AfterEvent.DISPATCH_ANSWERED, row, fields=["outcome"], detail={"outcome": row.outcome})
    return row


@dataclass(frozen=True)
class Outgoing:
    """The papers of a dispatch: the covering letter and the extract (письмо и выписка)."""

    letter: Paper
    extract: Paper


def said(scope: Scope, recorded: Recorded) -> facts.MinutesData:
    """The signed minutes that hold a decision; raises Conflict where it may not leave."""
    _demand_sendable(recorded)
    if recorded.minutes is None:
        raise Conflict(NOT_SIGNED)
    return signed.with_marks(scope, recorded.minutes)


def extract_of(scope: Scope, recorded: Recorded, day: date) -> Paper:
    """The extract with one decision, certified on a day by whoever keeps the minutes then."""
    seated = composition(scope, recorded.body.id, day)
    keeper = seated.holder("secretary") or seated.holder("chair") or seated.holder("leader")
    return extract(said(scope, recorded), (recorded.item.number,), day, _signatory(keeper))


def papers(scope: Scope, row: Dispatch) -> Outgoing:
    """The letter and the extract of a dispatch, the same from the same records."""
    recorded = decision(scope, row.decision_id)
    told = said(scope, recorded)
    seated = composition(scope, recorded.body.id, row.sent_on)
    letter = LetterData(
        body=told.body,
        made=row.sent_on,
        addressee=tuple(line.strip() for line in row.addressee.splitlines() if line.strip()),
        minutes_number=told.number or "",
        minutes_days=told.days,
        decisions=tuple(line.strip() for line in recorded.row.text.splitlines() if line.strip()),
        signatory=_signatory(seated.holder("chair") or seated.holder("leader")),
        out_number=row.number,
        answer_due=row.answer_due,
        attached=(N_("выписка из протокола заседания"),),
    )
    return Outgoing(covering_letter(letter), extract_of(scope, recorded, row.sent_on))


def _signatory(member: Any) -> facts.Signatory:
    if member is None:
        return facts.Signatory(naming.office("chair").capitalize(), "")
    return facts.Signatory(naming.office(member.office).capitalize(), member.name)


def proposed_due(scope: Scope) -> Any:
    """The day an answer is usually awaited by."""
    return scope.today + timedelta(days=USUAL_DAYS)
