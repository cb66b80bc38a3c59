"""A council's composition over time: acts, vacancies, association leaders, terms, the order of work."""

from datetime import date

import pytest
from flask import Flask

from service.core.columns import life
from service.core.errors import Forbidden, Invalid
from service.documents.paper import to_docx, to_pdf
from service.meetings.actions import composing, inviting, procedure, sitting
from service.meetings.actions.judging import Refused
from service.meetings.model.bodies import Body, Seat
from service.meetings.model.presence import Participation
from service.meetings.papers.acts import composition_act
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies, compliance
from service.meetings.queries.composing import composition_verdicts, difference
from service.meetings.queries.draft_act import draft_act
from service.meetings.queries.leaders import Drift, drift, leaders_on
from service.meetings.queries.plans import year_view
from service.meetings.queries.procedure import editions
from service.meetings.rules.smallest import smallest_decision
from service.meetings.rules.terms import Tenure, term_of
from service.rules.verdict import Status, Verdict
from tests.meetings.bodies import policy
from tests.meetings.council import Council
from tests.meetings.years import held

TODAY = date(2026, 10, 5)


@pytest.fixture
def council(app: Flask) -> Council:
    """Fifteen seats, twelve filled, since 2024 (edge 8)."""
    made = Council(app, "luga").seated(12, 15)
    made.at(TODAY)
    return made


def association(
    council: Council, name: str, leader: int, subject: str | None, since: date, until: date | None = None
) -> int:
    """An association with a leader for a time."""
    with council.acting() as scope:
        body = Body(name=name, kind="association", subject=subject, valid=life(date(2020, 9, 1)))
        scope.db.add(body)
        scope.db.flush()
        scope.db.add(Seat(council_id=body.id, person_id=leader, office="leader", valid=life(since, until)))
        return body.id


def told(council: Council, day: date = TODAY) -> dict[str, Verdict]:
    with council.acting() as scope:
        body = bodies.body(scope, council.body_id)
        seated = bodies.composition(scope, body.id, day)
        found = composition_verdicts(scope, body, seated, leaders_on(scope, day), day)
        return {one.rule.partition(".")[2]: one for one in found}


@pytest.mark.clause("LU2-4.4", "LU2-4.1")
def test_vacant_seats_stay_in_the_base(council: Council) -> None:
    with council.acting() as scope:
        seated = bodies.composition(scope, council.body_id, TODAY)
        assert (seated.established, seated.filled, seated.vacant) == (15, 12, 3)
        chosen = MeetingPolicy.of(scope.profile, "council")
        assert smallest_decision(chosen, 15, 12) == (10, 6)  # six of fifteen, the smallest lawful decision
    found = told(council)
    assert (found["composition_act"].status, found["offices"].status) == (Status.PASS, Status.PASS)


@pytest.mark.parametrize(
    ("slug", "established", "filled", "smallest"),
    [("luga", 15, 15, (10, 6)), ("luga", 9, 9, (6, 4)), ("luga", 1, 1, (1, 1)), ("ust-koksa", 15, 15, None)],
)
def test_the_smallest_lawful_decision(
    slug: str, established: int, filled: int, smallest: tuple[int, int] | None
) -> None:
    assert smallest_decision(policy(slug), established, filled) == smallest


def test_an_act_that_ended_yesterday(council: Council) -> None:
    """Nothing can be called after it, what was held before stands (edge 9)."""
    day = date(2026, 9, 1)
    meeting_id = held(council, day)
    council.at(TODAY)
    with council.acting() as scope:
        seated = bodies.composition(scope, council.body_id, TODAY)
        assert seated.act is not None
        seated.act.valid = life(seated.act.valid.lower, TODAY)
    assert told(council)["composition_act"].status is Status.FAIL
    assert told(council, day)["composition_act"].status is Status.PASS
    with pytest.raises(Refused, match="акт"):
        council.noticed(date(2026, 10, 20))
    with council.acting() as scope:
        view = year_view(scope, bodies.body(scope, council.body_id), 2026)
        stored = [one for one in compliance.evidence(scope, view) if one.meeting_id == meeting_id]
        assert {one.status for one in stored if one.what == "meeting" and one.rule.endswith("quorum")} == {
            Status.PASS
        }


def test_another_act_before_the_meeting(council: Council) -> None:
    """The composition of the meeting's day counts: thirteen seats, not fifteen (edges 10, 12)."""
    joined = council.person("Новиков")
    meeting_id, _ = council.noticed(date(2026, 10, 20))
    council.compose(13, date(2026, 10, 15), [*council.people[:11], joined])
    council.at(date(2026, 10, 20))
    with council.acting() as scope:
        seated = bodies.composition(scope, council.body_id, date(2026, 10, 20))
        before = bodies.composition(scope, council.body_id, date(2026, 10, 14))
        changed = difference(before.members, seated.members)
        assert (seated.established, before.established) == (13, 15)
        assert [one.person_id for one in changed.joined] == [joined]
        assert [one.person_id for one in changed.left] == [council.people[11]]
        meeting = sitting.reads.meeting(scope, meeting_id)
        body = bodies.body(scope, council.body_id)
        assert sitting.quorum(scope, meeting, body, seated).expected == 7


@pytest.mark.parametrize(
    ("office", "refused"),
    [
        ({"chair": 0}, True),
        ({"chair": 2}, True),
        ({"secretary": 0}, True),
        ({"deputy": 0}, True),
        ({}, False),
    ],
)
def test_offices_are_demanded_and_categories_are_not(
    council: Council, office: dict[str, int], refused: bool
) -> None:
    roles = {"chair": 1, "deputy": 1, "secretary": 1, "member": 1, **office}
    seats = [{"office": name, "category": None} for name, number in roles.items() for _ in range(number)]
    with council.acting() as scope:
        offices, categories = composing.judged(scope, "council", seats)
    assert (offices.status is Status.FAIL) == refused
    assert (categories.severity, len(categories.missing) >= 4) == ("soft", True)


@pytest.mark.clause("LU2-4.3-rmo", "LU1-2.1.4")
def test_leaders_outside_and_former_ones(council: Council) -> None:
    """The yearly order changes leaders, the council's act does not (C-LU-10)."""
    outsider = council.person("Физиков")
    class_teacher = council.person("Классов")
    association(council, "РМО физики", council.people[5], "физика", date(2023, 9, 1), date(2026, 9, 1))
    association(council, "РМО химии", council.people[6], "химия", date(2023, 9, 1))
    association(council, "РМО физики (новое)", outsider, "физика", date(2026, 9, 1))
    association(council, "РМО классных руководителей", class_teacher, None, date(2026, 9, 1))
    found = told(council)["association_leaders"]
    assert (found.status, found.actual, found.expected) == (Status.FAIL, 1, 2)
    assert [str(one.message) for one in found.missing] == ["Физиков Анна (РМО физики (новое))"]
    with council.acting() as scope:
        body = bodies.body(scope, council.body_id)
        seated = bodies.composition(scope, body.id, TODAY)
        gap = drift(scope, seated, TODAY)
        assert [one.person_id for one in gap.outside] == [outsider]
        assert [member.person_id for member, _ in gap.former] == [council.people[5]]
        assert not drift(scope, seated, date(2026, 8, 31))
        data = draft_act(scope, body, seated, gap, TODAY)
        assert (data.established, len(data.seats)) == (15, 12)
        paper = composition_act(data)
        assert to_pdf(paper).startswith(b"%PDF") and to_docx(paper).startswith(b"PK")
        assert isinstance(gap, Drift)


@pytest.mark.clause("LU4-4.3.1")
@pytest.mark.parametrize(("setting", "invited"), [("invited", True), ("not_listed", False)])
def test_leaders_outside_are_invited_and_attend(council: Council, setting: str, invited: bool) -> None:
    council.profile = policy("luga", nonmember_leaders=setting).profile
    outsider = council.person("Физиков")
    association(council, "РМО физики", outsider, "физика", date(2025, 9, 1))
    association(council, "РМО химии", council.people[0], "химия", date(2025, 9, 1))
    day = date(2026, 10, 20)
    meeting_id = held(council, day, votes="+" * 12)
    assert str(outsider) in _away(council)
    assert str(council.people[0]) not in _away(council)
    with council.acting() as scope:
        guests = scope.db.query(Participation).filter_by(meeting_id=meeting_id, status="guest").all()
        assert (outsider in {one.person_id for one in guests}) == invited
    if invited:
        with council.acting() as scope:
            inviting.mark_guest(scope, meeting_id, outsider, came=True)
        assert str(outsider) not in _away(council)


def _away(council: Council) -> list[str]:
    with council.acting() as scope:
        view = year_view(scope, bodies.body(scope, council.body_id), 2026)
        rule = "council.leaders_attendance"
        found = next(one.verdict for one in compliance.evidence(scope, view) if one.rule == rule)
        return [one["code"] for one in found["missing"]]


@pytest.mark.parametrize(
    ("tenures", "term"),
    [
        ([(1, 2020)], (date(2020, 9, 1), 1)),
        ([(1, 2020), (1, 2021)], (date(2020, 9, 1), 1)),  # an act within the term begins no other
        ([(1, 2020), (1, 2022)], (date(2022, 9, 1), 2)),
        ([(1, 2020), (1, 2022), (1, 2024)], (date(2024, 9, 1), 3)),
        ([(1, 2020), (2, 2022), (1, 2024)], (date(2024, 9, 1), 1)),  # not in a row
        ([], None),
    ],
)
def test_terms_in_a_row(tenures: list[tuple[int, int]], term: tuple[date, int] | None) -> None:
    assert term_of([Tenure(person, date(year, 9, 1)) for person, year in tenures], 2) == term


def test_a_chair_whose_term_ran_out(council: Council) -> None:
    council.profile = policy("centre").profile
    found = told(council)["chair_term"]
    assert (found.status, found.operands["terms"]) == (Status.FAIL, 1)  # in office since February 2024


@pytest.mark.clause("LU2-4.5-order")
def test_the_order_of_work_has_editions(council: Council) -> None:
    with council.acting(member=0) as scope:
        procedure.set_procedure(scope, council.body_id, "Первая редакция")
    with council.acting(member=1) as scope, pytest.raises(Invalid):
        procedure.set_procedure(scope, council.body_id, "Без поручения")
    with council.acting(member=4) as scope, pytest.raises(Forbidden):
        procedure.set_procedure(scope, council.body_id, "Не председатель")
    with council.acting(member=0) as scope:
        basis = {"person_id": council.people[1], "basis": "Поручение № 3"}
        sitting.instruct(scope, council.body_id, basis)
    with council.acting(member=1) as scope:
        procedure.set_procedure(scope, council.body_id, "Вторая редакция")
    with council.acting() as scope:
        found = editions(scope, council.body_id)
        assert [(row.number, row.office, row.text) for row, _ in found] == [
            (2, "deputy", "Вторая редакция"),
            (1, "chair", "Первая редакция"),
        ]
        assert found[0][0].instruction_id is not None
