"""Compliance of a council's year: the score of council.md 5.4 from real meetings, and the frozen year."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from flask import Flask
from rq import SimpleWorker
from rq.serializers import JSONSerializer
from sqlalchemy import event

from service.config import Settings
from service.core import clock
from service.jobs import work
from service.jobs.queue import connect, enqueue, queue_of
from service.meetings.actions import closing, composing
from service.meetings.due import CLOSE, queue_closed_years
from service.meetings.model.plans import BodyScore
from service.meetings.queries import bodies
from service.meetings.queries.scores import YearScore
from service.profiles.profile import Profile, Setting
from service.rules.verdict import Status
from service.tenancy.context import make_engine
from service.workshop import workshop_of
from tests.accounts import shell_of, tenant_of
from tests.meetings.council import Council, institution
from tests.meetings.years import council_rule, held

DAYS = [date(2026, 2, 16), date(2026, 5, 20), date(2026, 9, 15), date(2026, 12, 10)]
OTHERS = {"notice": 1, "frequency": 12}


@pytest.fixture
def council(app: Flask) -> Iterator[Council]:
    """A council that met four times in 2026; of the third meeting everybody was told three days before."""
    made = Council(app, "luga").seated(4)
    for day in DAYS:
        held(made, day, told=3 if day.month == 9 else 10)
    yield made


def weighted(profile: Profile, weights: dict[str, int]) -> Profile:
    """The profile with the weights of the score chosen."""
    name = "council.score_weights"
    setting = Setting(name, "", "", (), weights, weights, (), {}, "", (), "district", "rayon", "")
    return replace(profile, settings={**profile.settings, name: setting})


def judged(council: Council, year: int = 2026, *, freeze: bool = False) -> YearScore:
    with council.acting() as scope:
        body = bodies.body(scope, council.body_id)
        act = closing.freeze if freeze else closing.judged_year
        found = act(scope, body, year, lambda _: scope.profile)
        scope.db.expunge_all()
        return found


def test_one_late_notice_of_four_meetings(council: Council) -> None:
    council.at(date(2026, 12, 20))
    found = judged(council)
    rows = {row.rule.id: row for row in found.rows}
    notice = rows["council.notice"]
    assert notice.score is not None
    assert (notice.score.passed, notice.score.failed, notice.score.share) == (12, 4, Fraction(3, 4))
    assert {one.meeting_id for one in notice.evidence if one.status is Status.FAIL} == {
        next(one.id for one in found.view.counted.held if one.day == DAYS[2])
    }
    assert rows["council.frequency"].status is Status.PASS
    assert rows["council.meeting_quorum"].judged == rows["council.majority"].judged == 4
    names = {row.rule.id.partition(".")[2] for row in found.rows if row.score}
    council.profile = weighted(found_profile(council), dict.fromkeys(names, 0) | OTHERS)
    told = judged(council)
    assert told.score.value == Fraction(51, 52) == (12 + Fraction(3, 4)) / 13
    assert (str(told.score.words), told.score.red) == ("12,75/13 (98,1 %)", False)


def found_profile(council: Council) -> Profile:
    with council.acting() as scope:
        return scope.profile


def test_a_rejected_decision_breaks_no_rule(council: Council) -> None:
    held(council, date(2026, 12, 21), votes="+---")
    found = judged(council)
    row = next(row for row in found.rows if row.rule.id == "council.majority")
    assert [one.prevented for one in row.evidence].count(True) == 1
    assert (row.judged, row.status) == (4, Status.PASS)
    assert not found.score.red


def test_without_an_act_the_badge_is_red(council: Council) -> None:
    council.at(date(2026, 12, 20))
    with council.acting() as scope:
        seated = bodies.composition(scope, council.body_id, scope.today)
        assert seated.act is not None
        seated.act.valid = replace(seated.act.valid, upper=date(2026, 12, 19))
    found = judged(council)
    assert found.score.red
    row = next(row for row in found.rows if row.rule.id == "council.composition_act")
    assert row.status is Status.FAIL


def test_a_closed_year_stays_as_it_was_frozen(council: Council) -> None:
    council.at(date(2026, 12, 31))
    assert judged(council, freeze=True).frozen is None  # the year is not over until midnight
    council.at(date(2027, 1, 1))
    first = judged(council, freeze=True)
    assert first.frozen is not None
    assert not first.differs
    council.profile = council_rule(council, count=5)
    again = judged(council, freeze=True)
    assert again.frozen is not None
    assert (again.frozen.id, again.differs) == (first.frozen.id, True)
    assert again.frozen.content["score"] == first.frozen.content["score"]
    assert judged(council, 1999, freeze=True).frozen is None  # nothing happened in that year
    council.profile = None
    with council.acting() as scope:
        assert closing.close_years(scope, lambda _: scope.profile) >= 1


def test_a_year_takes_as_many_statements_whatever_it_holds(app: Flask, council: Council) -> None:
    def asked() -> int:
        seen: list[str] = []
        engine = shell_of(app).engine

        def note(_c: object, _k: object, statement: str, *_: object) -> None:
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            judged(council)
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    council.at(date(2026, 12, 20))
    judged(council)
    before = asked()
    for number in range(3):
        held(council, date(2026, 6, 20) + timedelta(days=30 * number))
    council.at(date(2026, 12, 20))
    assert asked() == before <= 30


def test_an_association_has_its_year_too(app: Flask) -> None:
    """A school year, the rules of associations, no council's ones."""
    made = Council(app, "luga", kind="association")
    made.at(date(2026, 10, 1))
    with made.acting() as scope:
        institution(scope)
        body = composing.create_body(scope, {"name": "РМО учителей химии", "kind": "association"})
        scope.db.flush()
        found = closing.judged_year(scope, body, 2026, lambda _: scope.profile)
    assert (found.view.first, found.view.last) == (date(2026, 9, 1), date(2027, 8, 31))
    rows = {row.rule.id: row.status for row in found.rows}
    assert rows["association.frequency"] is Status.WARN
    assert all(name.startswith("association.") for name in rows)


def test_the_scheduler_closes_years(app: Flask, settings: Settings) -> None:
    """In the first days of January and September of every tenant's own clock; done twice it is done once."""
    council = Council(app, "luga").seated(4)
    last = clock.now().year - 1
    held(council, date(last, 4, 14))
    platform = make_engine(settings.database_platform_url or "")
    redis = connect(settings.redis_url)
    queue = queue_of(redis)
    try:
        assert queue_closed_years(platform, queue, datetime(2027, 3, 1, tzinfo=UTC)) == 0
        assert queue_closed_years(platform, queue, datetime(2027, 1, 1, 12, tzinfo=UTC)) > 1
        queue.empty()
        for _ in range(2):
            enqueue(queue, CLOSE, tenant_of(app, "luga").id, None)
        bench = workshop_of(settings)
        work.open_workshop(bench)
        SimpleWorker([queue], connection=redis, serializer=JSONSerializer).work(burst=True)
        bench.engine.dispose()
    finally:
        platform.dispose()
    with council.acting() as scope:
        rows = scope.db.query(BodyScore).filter_by(body_id=council.body_id).all()
        assert [(row.year, row.content["score"]["weight"] > 0) for row in rows] == [(last, True)]
