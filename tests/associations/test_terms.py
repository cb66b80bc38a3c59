"""Founding, election and the yearly order: what refuses, what only marks (C-LU-22 to 25, edges 70 to 73)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from service.associations.actions import founding, seating, terms
from service.associations.model.terms import AssociationYear, LeaderTerm
from service.associations.policy import AssociationPolicy
from service.associations.queries import listing
from service.associations.queries.facts import gather
from service.associations.rules import verdicts
from service.core.errors import Conflict, Forbidden, Invalid
from service.core.language import render
from service.meetings.actions.judging import Refused
from service.meetings.model.judged import Judged
from service.rules.message import Message
from service.tenancy.scope import Actor, Held, Scope
from tests.associations import staging

AUGUST = date(2026, 8, 20)
YEAR = 2026


@pytest.fixture
def scope(app: Flask) -> Iterator[Scope]:
    """A scope of Luga in August; nothing of a test stays."""
    made = staging.scope_on(app, "luga", AUGUST)
    with made.db:
        yield made


def said(scope: Scope, body_id: int, name: str, day: date = date(2026, 9, 1)) -> tuple[str, str]:
    """The status of a rule about a year of an association, and its words."""
    body = listing.association(scope, body_id)
    facts = gather(scope, [body], YEAR, day)[body.id]
    told = verdicts(AssociationPolicy(scope.profile), facts, day)
    found = next(one for one in told if one.rule == f"association.{name}")
    return str(found.status), render(found.message, "ru")


def problem(caught: pytest.ExceptionInfo[Invalid]) -> tuple[str, str]:
    """The field of a refusal and its sentence."""
    first = caught.value.fields[0]
    return first.field, render(Message(first.msgid, first.params), "ru")


def with_setting(scope: Scope, name: str, value: object) -> Scope:
    """The same scope under another value of a setting."""
    settings = dict(scope.profile.settings)
    settings[name] = replace(settings[name], value=value)
    return replace(scope, profile=replace(scope.profile, settings=settings))


@pytest.mark.clause("LU4-1.4")
def test_nine_teachers_do_not_make_an_association_and_ten_do(scope: Scope) -> None:
    people = staging.teachers(scope, 9, "Физика")
    with pytest.raises(Invalid) as caught:
        staging.association(scope, "физика", people)
    field, words = problem(caught)
    assert field == "people"
    assert (
        "Сейчас 9 педагогов, нужно 10" in words
        and "в районе: 9, в списке: 9" in words
        and "прил. 4, п. 1.4" in words
    )
    people += staging.teachers(scope, 1, "физика")
    body = staging.association(scope, "физика", people)
    row = scope.db.execute(select(AssociationYear).where(AssociationYear.body_id == body.id)).scalar_one()
    assert (row.state, row.counted) == ("forming", 10)
    kept = scope.db.get(Judged, (scope.db.tenant_id, row.verdict_id))
    assert kept is not None and (kept.status, kept.expected, kept.actual) == ("pass", 10, 10)


@pytest.mark.clause("LU4-1.4")
@pytest.mark.parametrize(("base", "founded"), [("district", True), ("members", False)])
def test_the_setting_says_whom_to_count(scope: Scope, base: str, founded: bool) -> None:
    people = staging.teachers(scope, 10, "физика")
    under = with_setting(scope, "association.min_base", base)
    if founded:
        assert staging.association(under, "физика", people[:3]).id
    else:
        with pytest.raises(Invalid) as caught:
            staging.association(under, "физика", people[:3])
        words = problem(caught)[1]
        assert "Сейчас 3 члена, нужно 10" in words and "в районе: 10, в списке: 3" in words


def test_a_teacher_of_two_schools_is_one(scope: Scope) -> None:
    people = staging.teachers(scope, 9, "физика")
    other = staging.school(scope)
    scope.db.add(
        staging.Employment(
            person_id=people[0], organisation_id=other, kind="external", position="teacher",
            position_title="Учитель", subjects=["физика"], valid=staging.life(),
        )
    )  # fmt: skip
    with pytest.raises(Invalid) as caught:
        staging.association(scope, "физика", people)
    assert "в районе: 9" in problem(caught)[1]


@pytest.mark.parametrize("groups", [True, False])
def test_a_group_of_subjects_by_the_setting(scope: Scope, groups: bool) -> None:
    people = [*staging.teachers(scope, 6, "физика"), *staging.teachers(scope, 4, "химия")]
    under = with_setting(scope, "association.subject_groups", groups)
    if groups:
        assert staging.association(under, "физика, химия", people).id
    else:
        with pytest.raises(Invalid) as caught:
            staging.association(under, "физика, химия", people)
        assert problem(caught)[0] == "subject"


@pytest.mark.clause("LU4-1.2")
def test_one_association_a_subject(scope: Scope) -> None:
    people = staging.teachers(scope, 10, "физика")
    staging.association(scope, "физика", people)
    for subject, words in (("Физика", "уже есть"), (None, "Назовите предмет")):
        with pytest.raises(Invalid) as caught:
            staging.association(scope, subject or "", people)
        assert problem(caught)[0] == "subject" and words in problem(caught)[1]


@pytest.mark.clause("LU4-1.4")
def test_a_drop_below_ten_warns_and_fails_only_at_the_next_order(scope: Scope) -> None:
    body, people = staging.led(scope, "физика")
    job = scope.db.execute(
        select(staging.Employment).where(staging.Employment.person_id == people[9])
    ).scalar_one()
    assert said(scope, body.id, "min_members")[0] == "pass"
    job.valid = staging.life(date(2015, 9, 1), date(2026, 8, 25))
    scope.db.flush()
    status, words = said(scope, body.id, "min_members")
    assert status == "warn" and "9" in words and "10" in words
    terms.elect(
        scope, body.id,
        {"year": 2027, "person_id": people[0], "elected_on": AUGUST, "protocol": "№ 2"},
    )  # fmt: skip
    draft = {"year": 2027, "act_id": staging.act(scope, date(2027, 8, 20)), "bodies": [body.id]}
    (row,) = terms.confirm(scope, draft)
    kept = scope.db.get(Judged, (scope.db.tenant_id, row.verdict_id))
    assert kept is not None and (kept.status, kept.actual, row.state) == ("fail", 9, "active")


@pytest.mark.clause("LU4-3.1-elect", "LU4-1.6-order")
def test_no_order_without_election_and_no_election_without_a_protocol(scope: Scope) -> None:
    people = staging.teachers(scope, 10, "физика")
    body = staging.association(scope, "физика", people)
    with pytest.raises(Refused) as refused:
        terms.confirm(scope, {"year": YEAR, "act_id": staging.act(scope, AUGUST), "bodies": [body.id]})
    assert refused.value.verdict.rule == "association.leader_election"
    with pytest.raises(Invalid) as caught:
        terms.elect(scope, body.id, {"year": YEAR, "person_id": people[0], "elected_on": AUGUST})
    assert problem(caught)[0] == "protocol"
    stranger = staging.person(scope)
    with pytest.raises(Invalid) as caught:
        terms.elect(
            scope, body.id,
            {"year": YEAR, "person_id": stranger, "elected_on": AUGUST, "protocol": "№ 1"},
        )  # fmt: skip
    assert problem(caught)[0] == "person_id"
    with pytest.raises(Refused) as refused:
        terms.confirm(scope, {"year": YEAR, "act_id": None, "bodies": [body.id]})
    assert refused.value.verdict.rule == "association.creation_act"


@pytest.mark.clause("LU4-3.1-cat")
@pytest.mark.parametrize(("kind", "approved"), [("highest", True), ("first", True), (None, False)])
def test_a_leader_has_a_category_on_the_day_of_approval(
    scope: Scope, kind: str | None, approved: bool
) -> None:
    people = staging.teachers(scope, 10, "физика")
    body = staging.association(scope, "физика", people)
    if kind:
        staging.category(scope, people[0], kind)
    terms.elect(
        scope, body.id, {"year": YEAR, "person_id": people[0], "elected_on": AUGUST, "protocol": "№ 1"}
    )
    draft = {"year": YEAR, "act_id": staging.act(scope, AUGUST), "bodies": [body.id]}
    if not approved:
        with pytest.raises(Refused) as refused:
            terms.confirm(scope, draft)
        assert refused.value.verdict.clause == "прил. 4, п. 3.1"
        return
    terms.confirm(scope, draft)
    term = scope.db.execute(select(LeaderTerm).where(LeaderTerm.body_id == body.id)).scalar_one()
    assert (term.state, term.category, term.starts_on) == ("active", kind, date(2026, 9, 1))
    assert said(scope, body.id, "leader")[0] == "pass"
    # A leader acts only from approval: in August the seat is still a member's.
    assert listing.persons(scope, [body.id], AUGUST) == 10


@pytest.mark.clause("LU4-3.1-approve", "LU4-1.6-date")
@pytest.mark.parametrize(
    ("day", "inclusive", "status"),
    [
        (date(2026, 8, 31), False, "pass"),
        (date(2026, 9, 1), False, "fail"),
        (date(2026, 9, 1), True, "pass"),
        (None, False, "fail"),
    ],
)
def test_approved_before_the_first_of_september(
    app: Flask, day: date | None, inclusive: bool, status: str
) -> None:
    scope = staging.scope_on(app, "luga", date(2026, 9, 2))
    if inclusive:
        rules = dict(scope.profile.rules)
        for name in ("association.order", "association.leader"):
            rules[name] = replace(rules[name], params=replace(rules[name].params, inclusive=True))
        scope = replace(scope, profile=replace(scope.profile, rules=rules))
    with scope.db:
        people = staging.teachers(scope, 10, "физика")
        body = staging.association(scope, "физика", people)
        staging.category(scope, people[0], "first")
        terms.elect(
            scope, body.id, {"year": YEAR, "person_id": people[0], "elected_on": AUGUST, "protocol": "№ 1"}
        )
        if day is not None:
            (row,) = terms.confirm(
                scope, {"year": YEAR, "act_id": staging.act(scope, day), "bodies": [body.id]}
            )
            assert row.extraordinary is (status == "fail")
        today = date(2026, 9, 2)
        assert [said(scope, body.id, name, today)[0] for name in ("leader", "order")] == [status, status]
        if day == date(2026, 9, 1) and not inclusive:
            assert "1 день" in said(scope, body.id, "leader", today)[1]


def test_a_leader_replaced_in_march_leaves_the_year_as_it_was_judged(app: Flask) -> None:
    scope = staging.scope_on(app, "luga", date(2027, 3, 10))
    with scope.db:
        body, people = staging.led(scope, "физика")
        before = said(scope, body.id, "leader", date(2027, 3, 10))
        act = staging.act(scope, date(2027, 3, 5))
        term = terms.appoint_acting(scope, body.id, {"year": YEAR, "person_id": people[1], "act_id": act})
        assert (term.state, term.acting, term.extraordinary) == ("active", True, True)
        assert said(scope, body.id, "leader", date(2027, 3, 10)) == before
        states = {one.person_id: one.state for one in listing.terms(scope, body.id)}
        assert states == {people[0]: "ended", people[1]: "active"}


@pytest.mark.clause("LU4-1.6-order")
def test_an_order_closes_an_association_and_its_past_is_only_read(scope: Scope) -> None:
    body, people = staging.led(scope, "физика")
    terms.close(scope, body.id, {"act_id": staging.act(scope, AUGUST), "last_day": AUGUST})
    for attempt in (
        lambda: founding.change(scope, body.id, {"type": "association", "name": "Другое", "subject": "х"}),
        lambda: seating.join(scope, body.id, {"person_id": people[0], "office": "member"}),
    ):
        with pytest.raises(Conflict):
            attempt()
    assert listing.association(scope, body.id).name == "РМО: физика"


@pytest.mark.clause("LU4-4.1-multi")
def test_a_teacher_sits_in_several_associations_once_in_each(scope: Scope) -> None:
    people = staging.teachers(scope, 10, "физика", "астрономия")
    first, second = (staging.association(scope, name, people) for name in ("физика", "астрономия"))
    assert listing.persons(scope, [first.id, second.id], AUGUST) == 10
    with pytest.raises(Invalid) as caught:
        seating.join(scope, first.id, {"person_id": people[0], "office": "member", "starts": AUGUST})
    assert "уже состоит" in str(caught.value)


@pytest.mark.clause("LU4-1.7")
def test_an_association_without_a_curator_is_told(scope: Scope) -> None:
    body, _ = staging.led(scope, "физика")
    assert said(scope, body.id, "curator")[0] == "fail"
    curator = staging.person(scope)
    seating.join(scope, body.id, {"person_id": curator, "office": "curator", "starts": AUGUST})
    assert said(scope, body.id, "curator")[0] == "pass"
    assert listing.persons(scope, [body.id], AUGUST) == 10


def test_offices_give_rights_in_their_own_association_only(scope: Scope) -> None:
    mine, people = staging.led(scope, "физика")
    other, strangers = staging.led(scope, "химия")
    leader = Actor(account_id=None, name="Л", offices=frozenset({Held("leader", "council", mine.id)}))
    as_leader = replace(scope, actor=leader)
    draft = {"year": 2027, "elected_on": AUGUST, "protocol": "№ 9"}
    assert terms.elect(as_leader, mine.id, draft | {"person_id": people[1]}).id
    with pytest.raises(Forbidden):
        terms.elect(as_leader, other.id, draft | {"person_id": strangers[1]})
    with pytest.raises(Forbidden):
        terms.confirm(as_leader, {"year": 2027, "act_id": 1, "bodies": [mine.id]})
