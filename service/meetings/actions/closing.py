"""The close of a year (закрытие года): the score of a body is frozen with the rules of its last day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from service.meetings.model.bodies import Body
from service.meetings.model.plans import BodyScore
from service.meetings.names import MeetingsEvent
from service.meetings.policy import MeetingPolicy
from service.meetings.queries.plans import current_year, span
from service.meetings.queries.scores import YearScore, score_record, year_score
from service.profiles.profile import Profile
from service.tenancy.scope import Scope

Load = Callable[[date], Profile]


def judged_year(scope: Scope, body: Body, year: int, load: Load) -> YearScore:
    """Judge a year by the rules of its last day, or today's while it runs (edge 75); nothing is written."""
    first, last = span(MeetingPolicy.of(scope.profile, body.kind), year)
    asked = replace(scope, profile=load(last)) if last < scope.today else scope
    begun = MeetingPolicy.of(load(first), body.kind) if first < scope.today else None
    return year_score(asked, body, year, begun)


def freeze(scope: Scope, body: Body, year: int, load: Load) -> YearScore:
    """Judge a year and freeze it when it is over and something was done in it; the first one stays."""
    found = judged_year(scope, body, year, load)
    view = found.view
    if found.frozen is not None or scope.today <= view.last or not (view.plan or view.counted.every):
        return found
    content = {
        "score": score_record(found.score),
        "evidence": [one.to_dict() for one in found.evidence],
    }
    made = scope.db.execute(
        insert(BodyScore)
        .values(
            tenant_id=scope.db.tenant_id,
            body_id=body.id,
            year=year,
            content=content,
            profile_version=found.profile_version,
            frozen_at=scope.now,
        )
        .on_conflict_do_nothing()
        .returning(BodyScore)
    ).scalar()
    if made is None:  # another was first
        return judged_year(scope, body, year, load)
    scope.record(MeetingsEvent.SCORE_FROZEN, made, detail={"body": body.id, "year": year})
    return replace(found, frozen=made)


def close_years(scope: Scope, load: Load) -> int:
    """Freeze the year that ended last of every body that lives; returns how many are frozen."""
    number = 0
    for body in scope.db.execute(select(Body).where(Body.valid.contains(scope.today))).scalars().all():
        year = current_year(scope, MeetingPolicy.of(scope.profile, body.kind)) - 1
        number += freeze(scope, body, year, load).frozen is not None
    return number
