"""A year of an association: meetings, the seminar, visits, documents, publications, proposals, the bank."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx import Document
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from service.associations.actions import following, planning, records
from service.associations.names import AssociationsEvent
from service.associations.papers import analysis_paper
from service.associations.policy import AssociationPolicy
from service.associations.queries import kept, listing, work
from service.associations.queries.facts import gather
from service.associations.queries.figures import figures
from service.associations.queries.teachers import bank
from service.associations.rules import present, verdicts
from service.associations.sheets import bank_workbook
from service.core.errors import Conflict, Forbidden, Invalid
from service.core.paging import Paging
from service.documents.paper import GOST_2025, to_docx
from service.meetings.model.bodies import Body
from service.rules.verdict import Verdict
from service.tenancy.model import Audit
from service.tenancy.scope import Actor, Held, Scope
from tests.associations import staging
from tests.meetings.variants import with_params

YEAR, MAY = 2026, date(2027, 5, 20)


@pytest.fixture
def scope(app: Flask) -> Iterator[Scope]:
    """A scope of Luga in May; nothing of a test stays."""
    made = staging.scope_on(app, "luga", MAY)
    with made.db:
        yield made


def told(scope: Scope, body: Body, name: str, day: date = MAY) -> Verdict:
    """What a rule says about the year."""
    facts = gather(scope, [body], YEAR, day)[body.id]
    said = verdicts(AssociationPolicy(scope.profile), facts, day)
    return next(one for one in said if one.rule == f"association.{name}")


def enter(scope: Scope, body: Body, records_of: str, **draft: Any) -> Any:
    """A plain record."""
    return records.create(scope, body.id, records_of, YEAR, draft)


@pytest.mark.clause("LU4-3.2-min4", "LU4-3.2-seminar")
def test_four_meetings_and_a_practical_seminar_among_them(app: Flask) -> None:
    """Edge 74: the seminar is one of the four; without an open lesson at a school it does not count."""
    body, people = staging.committed(
        app, "luga", lambda scope: _ids(staging.led(scope, "биология")), date(2026, 8, 20)
    )
    days = (date(2026, 9, 21), date(2026, 11, 16), date(2027, 2, 15), date(2027, 4, 19))
    for number, day in enumerate(days):
        seminar = staging.held(app, "luga", body, day, people, seminar=number == 3)
    scope = staging.scope_on(app, "luga", MAY)
    with scope.db:
        row = listing.association(scope, body)
        frequency = told(scope, row, "frequency")
        assert (str(frequency.status), frequency.expected, frequency.actual) == ("pass", 4, 4)
        assert str(told(scope, row, "seminar").status) == "warn"
        assert str(told(scope, row, "seminar", date(2027, 9, 1)).status) == "fail"
        lesson = {
            "kind": "open_lesson", "held_on": days[3], "topic": "Клетка", "host_id": people[1],
            "organisation_id": staging.school(scope), "meeting_id": seminar,
        }  # fmt: skip
        enter(scope, row, "visits", **lesson)
        assert str(told(scope, row, "seminar").status) == "pass"
        assert told(scope, row, "frequency").actual == 4
        apart = with_params(scope.profile, "association.frequency", seminars="apart")
        serves_once = told(replace(scope, profile=apart), row, "frequency")
        assert (str(serves_once.status), serves_once.actual) == ("warn", 3), "one event does not serve twice"
        counted = figures(scope, row, YEAR)
        assert counted.uses["forms"]["meeting"] == 4 and counted.uses["forms"]["open_lesson"] == 1
        assert [(one.present, one.members) for one in counted.meetings] == [(10, 10)] * 4
        _published(scope, row, seminar, days[3])


def _ids(made: tuple[Body, list[int]]) -> tuple[int, list[int]]:
    return made[0].id, made[1]


def _published(scope: Scope, body: Body, meeting: int, day: date) -> None:
    """Results stand on the centre's site within the days of the setting, on the other by the second mark."""
    policy = AssociationPolicy(scope.profile)
    assert policy.sites == ("centre", "authority") and policy.publish_days == 10
    last = kept.published(scope, body, YEAR, policy)[-1]
    assert last.late("centre", MAY) and not last.late("centre", day)
    mark = {"meeting_id": meeting, "site": "centre", "published_on": day}
    enter(scope, body, "publications", **mark)
    last = kept.published(scope, body, YEAR, policy)[-1]
    assert not last.late("centre", MAY) and last.late("authority", MAY)
    with scope.db.begin_nested(), pytest.raises(Invalid):
        enter(scope, body, "publications", **mark)


@pytest.mark.clause("LU4-2.2.14")
@pytest.mark.parametrize("written", [(), ("self_analysis",), ("analysis",), ("self_analysis", "analysis")])
def test_a_visit_is_closed_with_both_texts(scope: Scope, written: tuple[str, ...]) -> None:
    body, people = staging.led(scope, "физика")
    texts = dict.fromkeys(written, "Написано")
    row = enter(
        scope, body, "visits", kind="mutual_visit", held_on=date(2026, 10, 5), topic="Опыт",
        host_id=people[1], visitors=people[2:4], **texts,
    )  # fmt: skip
    assert [one for one, _ in work.visitors(scope, [row.id])[row.id]] == people[2:4]
    if len(written) < 2:
        with pytest.raises(Invalid) as caught:
            following.close_visit(scope, body.id, row.id)
        assert {one.field for one in caught.value.fields} == {"self_analysis", "analysis"} - set(written)
        return
    following.close_visit(scope, body.id, row.id)
    with pytest.raises(Conflict):
        records.change(scope, body.id, "visits", row.id, {"topic": "Другое", "held_on": row.held_on})


@pytest.mark.clause("LU4-3.3", "LU4-3.4.12")
def test_partners_and_quality_come_into_the_analysis(scope: Scope) -> None:
    body, _ = staging.led(scope, "физика")
    done = {
        "held_on": MAY,
        "kind": "centre",
        "partner": "Лужский ИМЦ",
        "what": "Семинар",
        "result": "12 уроков",
    }
    enter(scope, body, "cooperation", **done)
    for score in (5, 4):
        line = {"filled_on": MAY, "form": "seminar", "criterion": "Польза", "score": score}
        enter(scope, body, "quality", **line)
    with pytest.raises(Invalid):
        enter(scope, body, "quality", filled_on=MAY, form="seminar", criterion="Польза", score=6)
    assert [(form, n, float(mean)) for form, n, mean in kept.quality(scope, body.id, YEAR)] == [
        ("seminar", 2, 4.5)
    ]
    made = to_docx(analysis_paper(scope, body, YEAR), profile=GOST_2025)
    text = "\n".join(one.text for one in Document(io.BytesIO(made)).paragraphs)
    assert "Лужский ИМЦ: Семинар. 12 уроков" in text and "ПРОЕКТ" in text


@pytest.mark.clause("LU4-4.2.5", "LU4-2.2.4")
def test_a_proposal_goes_to_the_leader_then_to_the_council_and_comes_back(scope: Scope) -> None:
    body, people = staging.led(scope, "физика")
    row = enter(scope, body, "proposals", person_id=people[3], submitted_on=MAY, text="Больше опытов")
    assert row.state == "submitted"
    with pytest.raises(Invalid):
        following.answer(scope, body.id, row.id, {"state": "forwarded"})
    following.answer(scope, body.id, row.id, {"state": "forwarded", "addressee": "council"})
    assert (row.state, row.addressee) == ("forwarded", "council")
    assert [one.id for one, _ in listing.inbox(scope, Paging(), "council").items] == [row.id]
    assert listing.inbox(scope, Paging(), "centre").total == 0
    with pytest.raises(Invalid):
        following.answer(scope, body.id, row.id, {"state": "accepted"})
    following.answer(scope, body.id, row.id, {"state": "accepted", "answer": "В план Совета"})
    assert (row.state, row.answer, row.answered_on) == ("accepted", "В план Совета", MAY)
    for attempt in (
        lambda: following.answer(scope, body.id, row.id, {"state": "declined", "answer": "Нет"}),
        lambda: records.remove(scope, body.id, "proposals", row.id),
    ):
        with pytest.raises(Conflict):
            attempt()


def test_seven_documents_are_filled_from_data_and_the_rest_is_missing(scope: Scope) -> None:
    body, people = staging.led(scope, "физика")
    policy = AssociationPolicy(scope.profile)

    def missing() -> set[str]:
        return {one.code for one in told(scope, body, "documents").missing}

    assert len(policy.items("documents")) == 7
    assert missing() == {"analysis", "plan", "needs", "young_plan", "programmes"}
    planning.open_plan(scope, body.id, YEAR)
    enter(scope, body, "plan-items", month=date(2026, 9, 1), text="Дело", forms=["meeting"])
    enter(scope, body, "needs", person_id=people[1], noted_on=MAY, need="Эксперимент")
    enter(scope, body, "documents", code="young_plan", dated_on=MAY, title="План")
    assert missing() == {"analysis", "plan", "programmes"}, "the plan is not agreed yet"
    with scope.db.begin_nested(), pytest.raises(Invalid):
        enter(scope, body, "documents", code="young_plan", dated_on=MAY, title="Ещё")
    facts = gather(scope, [body], YEAR, MAY)[body.id]
    assert "regulation" in present(policy, facts)


def test_the_data_bank_shows_the_registers(scope: Scope) -> None:
    body, people = staging.led(scope, "физика")
    (first, *_) = bank(scope, people[:1], MAY)
    assert (first.subjects, first.category) == (("физика",), "highest")
    book = load_workbook(io.BytesIO(bank_workbook(bank(scope, people, MAY), lambda day: day)))
    assert book.active is not None and book.active.max_row == len(people) + 1


def test_every_opening_of_the_data_bank_is_logged(app: Flask, signed_in: Any) -> None:
    body, _ = staging.committed(app, "luga", lambda scope: _ids(staging.led(scope, "география")))
    browser = signed_in("luga")
    browser.get(f"/luga/associations/{body}/bank?year=2026")
    assert browser.client.get(f"/luga/associations/{body}/bank.xlsx?year=2026").status_code == 200
    scope = staging.scope_on(app, "luga")
    with scope.db:
        chosen = select(Audit).where(Audit.event == AssociationsEvent.BANK_READ, Audit.subject_id == body)
        assert len(list(scope.db.execute(chosen).scalars())) == 2
    signed_in("luga", "teacher").get(f"/luga/associations/{body}/bank", 403)


def test_the_inbox_opens(signed_in: Any) -> None:
    assert "Предложения членов" in signed_in("luga").get("/luga/associations/proposals").text


def test_members_write_their_own_and_leaders_their_associations(scope: Scope) -> None:
    body, people = staging.led(scope, "физика")

    def acting(office: str) -> Scope:
        held = frozenset({Held(office, "council", body.id)})
        return as_actor(scope, Actor(name="Ч", offices=held))

    need = {"person_id": people[1], "noted_on": MAY, "need": "Опыты"}
    assert enter(acting("member"), body, "needs", **need).id
    with pytest.raises(Forbidden):
        enter(acting("member"), body, "documents", code="programmes", dated_on=MAY)
    assert enter(acting("leader"), body, "documents", code="programmes", dated_on=MAY).id
    with pytest.raises(Forbidden):
        enter(as_actor(scope, Actor(name="Н")), body, "needs", **need)


def as_actor(scope: Scope, actor: Actor) -> Scope:
    """The same scope with somebody else acting."""
    return Scope(scope.db, scope.tenant, actor, scope.profile, scope.now)
