"""Compliance of a body and year (соблюдение положения): every verdict with what it rests on, in few reads.

A verdict that was stored stays as it was pronounced; what concerns the year as a whole is judged now. A hard
rule refuses the act, so its stored failure means that the act did not happen: no breach, shown apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased

from service.core.language import render
from service.meetings.actions.reexamining import AGAIN
from service.meetings.model.agenda import AgendaItem, AgendaProposal
from service.meetings.model.bodies import Body
from service.meetings.model.following import Dispatch
from service.meetings.model.judged import Judged
from service.meetings.model.minutes import Minutes, MinutesDelivery
from service.meetings.model.notices import Notice, NoticeDelivery
from service.meetings.model.voting import Decision, Round
from service.meetings.policy import MeetingPolicy
from service.meetings.queries.bodies import composition
from service.meetings.queries.composing import composition_verdicts
from service.meetings.queries.leaders import attended, leaders
from service.meetings.queries.plans import YearView
from service.meetings.rules.states import HELD
from service.rules.verdict import Severity, Status, Verdict
from service.tenancy.scope import Scope

PREVENTED = ("meeting_quorum", "decision_quorum", "majority", "chair_election")
"""What such a rule refuses does not happen: no meeting was opened, nothing was voted on or adopted."""


@dataclass(frozen=True)
class Evidence:
    """One verdict and what it rests on: `what` names the kind of record, `day` when it was."""

    rule: str
    status: Status
    severity: Severity
    verdict: Mapping[str, Any]
    what: str
    record_id: int
    day: date | None = None
    meeting_id: int | None = None
    prevented: bool = False
    again: Mapping[str, Any] | None = None
    """What the rule says after an act that was entered later; the first verdict stays (edge 13)."""

    @property
    def conflicts(self) -> bool:
        """Whether a re-examination came to something else."""
        return self.again is not None and self.again["status"] != self.status.value

    def to_dict(self) -> dict[str, Any]:
        """The evidence as it is frozen and given by the API."""
        return {
            "verdict": dict(self.verdict),
            "what": self.what,
            "record_id": self.record_id,
            "day": self.day.isoformat() if self.day else None,
            "meeting_id": self.meeting_id,
            "prevented": self.prevented,
            "reexamined": dict(self.again) if self.again else None,
        }


def evidence(scope: Scope, view: YearView) -> list[Evidence]:
    """Everything that speaks for or against a body in a year."""
    days = {one.id: one.day for one in view.counted.every}
    return [
        *_of_year(scope, view),
        *_stored(scope, days),
        *_untold(scope, view, days),
        *_attendance(scope, view),
    ]


def _of_year(scope: Scope, view: YearView) -> list[Evidence]:
    """Judged now: the plan, the frequency, the composition on the last day known of the year."""
    day = min(scope.today, view.last)
    seated = composition(scope, view.body.id, day)
    known = [one for one in leaders(scope, day, day) if one.leads(day)]
    told = [*view.verdicts, *composition_verdicts(scope, view.body, seated, known, day)]
    return [judged_now(one, "plan" if n < len(view.verdicts) else "composition", view.body, day)
            for n, one in enumerate(told)]  # fmt: skip


def judged_now(verdict: Verdict, what: str, body: Body, day: date, meeting_id: int | None = None) -> Evidence:
    """A verdict pronounced for the page as a piece of evidence."""
    return Evidence(
        verdict.rule,
        verdict.status,
        verdict.severity,
        verdict.to_dict(render),
        what,
        body.id,
        day,
        meeting_id,
    )


def _attendance(scope: Scope, view: YearView) -> list[Evidence]:
    """Whether every association leader was at each meeting that was held (LU4 п. 4.3)."""
    policy = MeetingPolicy.of(scope.profile, view.body.kind)
    met = [*view.counted.held, *view.counted.extraordinary]
    if not policy.established("leaders_attendance") or not met:
        return []
    known = leaders(scope, view.first, view.last)
    came = attended(scope, [one.id for one in met])
    told = []
    for one in met:
        asked = {each.person_id: each for each in known if each.leads(one.day)}
        away = [each for key, each in asked.items() if key not in came[one.id]]
        facts = {
            "total": len(asked),
            "missing": [{"code": str(each.person_id), "title": each.name} for each in away],
        }
        verdict = policy.evaluate("leaders_attendance", facts)
        told.append(judged_now(verdict, "meeting", view.body, one.day, one.id))
    return told


def _untold(scope: Scope, view: YearView, days: Mapping[int, date]) -> list[Evidence]:
    """Members of whom it is not known whether the notice of a held meeting reached them: not judged."""
    policy = MeetingPolicy.of(scope.profile, view.body.kind)
    if not policy.established("notice"):
        return []
    held = [one.id for one in view.counted.every if one.state in HELD]
    chosen = (
        select(Notice.meeting_id, NoticeDelivery.person_id)
        .join(Notice, Notice.id == NoticeDelivery.notice_id)
        .where(Notice.meeting_id.in_(held), NoticeDelivery.verdict_id.is_(None), _newest())
    )
    told = []
    for meeting_id, person_id in scope.db.execute(chosen):
        starts = datetime.combine(days[meeting_id], time.min)
        verdict = policy.evaluate("notice", policy.ends("notice", meeting_date=starts))
        one = judged_now(verdict, "notice", view.body, days[meeting_id], meeting_id)
        told.append(replace(one, record_id=person_id))
    return told


def _newest() -> ColumnElement[bool]:
    """The last notice of a meeting that told anything material: what was judged before the move is past."""
    later = aliased(Notice)
    number = (
        select(func.max(later.number))
        .where(
            later.tenant_id == Notice.tenant_id,
            later.meeting_id == Notice.meeting_id,
            later.material.is_(True),
        )
        .scalar_subquery()
    )
    return Notice.number == number


def _stored(scope: Scope, days: Mapping[int, date]) -> list[Evidence]:
    """Verdicts pronounced about the year's meetings, the latest of each rule about each thing."""
    ids = list(days)
    latest: dict[tuple[object, ...], Evidence] = {}
    for what, chosen in sources_of(ids).items():
        for judged, meeting_id, record_id in scope.db.execute(chosen.order_by(Judged.id)):
            hard = judged.severity == Severity.HARD
            key = (judged.rule, what, meeting_id, record_id)
            if AGAIN in judged.verdict:
                if key in latest:
                    latest[key] = replace(latest[key], again=judged.verdict)
                continue
            latest[key] = Evidence(
                judged.rule,
                Status(judged.status),
                Severity(judged.severity),
                judged.verdict,
                what,
                record_id,
                days.get(meeting_id),
                meeting_id,
                judged.rule.partition(".")[2] in PREVENTED and hard and judged.status == Status.FAIL,
            )
    return list(latest.values())


def sources_of(ids: Sequence[int]) -> dict[str, Select[Any]]:
    """One statement for each kind of record: the verdict, its meeting, the record."""
    judged = select(Judged)
    return {
        "meeting": judged.add_columns(Judged.subject_id, Judged.subject_id.label("record")).where(
            Judged.subject == "meeting", Judged.subject_id.in_(ids)
        ),
        "item": judged.add_columns(AgendaItem.meeting_id, AgendaItem.id)
        .join(AgendaItem, AgendaItem.id == Judged.subject_id)
        .where(Judged.subject == "item", AgendaItem.meeting_id.in_(ids)),
        "round": judged.add_columns(AgendaItem.meeting_id, Round.id)
        .join(Round, Round.id == Judged.subject_id)
        .join(AgendaItem, AgendaItem.id == Round.item_id)
        .where(Judged.subject == "round", AgendaItem.meeting_id.in_(ids)),
        "notice": judged.add_columns(Notice.meeting_id, NoticeDelivery.person_id)
        .join(NoticeDelivery, NoticeDelivery.verdict_id == Judged.id)
        .join(Notice, Notice.id == NoticeDelivery.notice_id)
        .where(Notice.meeting_id.in_(ids), _newest()),
        "proposal": judged.add_columns(AgendaProposal.meeting_id, AgendaProposal.id)
        .join(AgendaProposal, AgendaProposal.verdict_id == Judged.id)
        .where(AgendaProposal.meeting_id.in_(ids)),
        "minutes": judged.add_columns(Minutes.meeting_id, Minutes.id)
        .join(Minutes, Minutes.id == Judged.subject_id)
        .where(Judged.subject == "minutes", Minutes.meeting_id.in_(ids)),
        "copy": judged.add_columns(Minutes.meeting_id, MinutesDelivery.id)
        .join(MinutesDelivery, MinutesDelivery.verdict_id == Judged.id)
        .join(Minutes, Minutes.id == MinutesDelivery.minutes_id)
        .where(Minutes.meeting_id.in_(ids)),
        "dispatch": judged.add_columns(AgendaItem.meeting_id, Dispatch.id)
        .join(Dispatch, Dispatch.verdict_id == Judged.id)
        .join(Decision, Decision.id == Dispatch.decision_id)
        .join(AgendaItem, AgendaItem.id == Decision.item_id)
        .where(AgendaItem.meeting_id.in_(ids)),
    }
