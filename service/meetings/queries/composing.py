"""What the rules say of a composition (состав) on a day: offices, categories, act, leaders, term."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from service.meetings.actions.composing import judged
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.bodies import Body, Seat
from service.meetings.model.judged import Judged
from service.meetings.model.meetings import Meeting
from service.meetings.model.voting import Round
from service.meetings.policy import MeetingPolicy
from service.meetings.queries.bodies import Composition
from service.meetings.queries.heads import heads_verdict
from service.meetings.queries.leaders import Leader
from service.meetings.rules.terms import Tenure, term_of
from service.rules.verdict import Verdict
from service.tenancy.scope import Scope


@dataclass(frozen=True)
class Changed:
    """How one composition differs from another (отличие), by person."""

    joined: tuple[Any, ...]
    left: tuple[Any, ...]
    moved: tuple[tuple[Any, Any], ...]


def difference(before: Sequence[Any], after: Sequence[Any]) -> Changed:
    """Compare members, or drafts of them with `person_id` and `office`."""
    old, new = ({one.person_id: one for one in side} for side in (before, after))
    return Changed(
        tuple(one for key, one in new.items() if key not in old),
        tuple(one for key, one in old.items() if key not in new),
        tuple((old[key], one) for key, one in new.items() if key in old and old[key].office != one.office),
    )


def categories(scope: Scope, kind: str) -> dict[str, str]:
    """Categories of members that the regulation names, by code."""
    params = MeetingPolicy.of(scope.profile, kind).params("composition")
    return {one.code: one.title for one in getattr(params, "categories", ())}


def act_verdict(policy: MeetingPolicy, seated: Composition) -> Verdict:
    """Whether the composition stands by an act in force (LU2 п. 4.4)."""
    params = policy.params("composition_act")
    codes = [one.code for one in getattr(params, "documents", ())]
    facts: dict[str, Any] = {"present": codes if seated.act else []} if params else {}
    return policy.evaluate("composition_act", facts)


def leaders_verdict(policy: MeetingPolicy, people: Collection[int], known: Sequence[Leader]) -> Verdict:
    """Whether each leader of a subject association sits in the council; who does not, by name."""
    asked = {one.person_id: one for one in known if one.subject}
    lacking = [one for key, one in asked.items() if key not in people]
    facts: dict[str, Any] = {
        "total": len(asked),
        "missing": [
            {"code": str(one.person_id), "title": f"{one.name} ({one.association})"} for one in lacking
        ],
    }
    return policy.evaluate("association_leaders", facts if policy.established("association_leaders") else {})


def term_verdict(scope: Scope, policy: MeetingPolicy, body: Body, day: date) -> Verdict:
    """Whether the chair's term still runs and which one in a row it is."""
    params = policy.params("chair_term")
    facts: dict[str, Any] = {}
    if params is not None:
        chosen = select(Seat.person_id, func.lower(Seat.valid).label("starts")).where(
            Seat.council_id == body.id,
            Seat.office == "chair",
            func.lower(Seat.valid) <= day,
        )
        found = term_of([Tenure(row.person_id, row.starts) for row in scope.db.execute(chosen)], params.years)
        facts = {"as_of": day, **({"starts": found[0], "terms": found[1]} if found else {})}
    return policy.evaluate("chair_term", facts)


def election(scope: Scope, policy: MeetingPolicy, body: Body) -> Judged | None:
    """What the rule of electing the chair said at the latest vote, as it was stored."""
    chosen = (
        select(Judged)
        .join(Round, Round.id == Judged.subject_id)
        .join(AgendaItem, AgendaItem.id == Round.item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            Judged.subject == "round",
            Judged.rule == policy.rule_id("chair_election"),
            Meeting.body_id == body.id,
        )
    )
    return scope.db.execute(chosen.order_by(Judged.id.desc()).limit(1)).scalar()


def composition_verdicts(
    scope: Scope, body: Body, seated: Composition, known: Sequence[Leader], day: date
) -> list[Verdict]:
    """Everything the regulation says of a composition that stands."""
    policy = MeetingPolicy.of(scope.profile, body.kind)
    seats = [{"office": one.office, "category": one.category} for one in seated.members]
    told = [act_verdict(policy, seated), *judged(scope, body.kind, seats)]
    if policy.prefix == "council":
        told.append(leaders_verdict(policy, {one.person_id for one in seated.members}, known))
        told.append(heads_verdict(scope, policy, seated, day))
    told.append(term_verdict(scope, policy, body, day))
    return told
