"""Merging two cards of one person: everything moves, the other address leads on."""

from collections.abc import Callable
from datetime import date

from flask import Flask
from sqlalchemy import select

from service.events.model import Attendance, Event
from service.mentoring.model import MentoringPair
from service.people.model.persons import Employment, Experience, Person
from service.people.queries.references import counted
from service.training.model import Training
from tests.accounts import scope_of
from tests.client import Browser
from tests.people.makers import person, school

SLUG = "oktyabrsky"


def test_records_of_every_module_move_to_the_card_that_stays(
    app: Flask, signed_in: Callable[..., Browser]
) -> None:
    place = school(app, SLUG)
    keep = person(app, SLUG, "Двойная", place)
    other = person(app, SLUG, "Двоиная", place, birth_date=date(1990, 1, 1))
    scope = scope_of(app, SLUG)
    with scope.db as db:
        event = Event(name="Семинар", kind="seminar", on=date(2026, 10, 5))
        db.add(event)
        db.flush()
        db.add_all(
            [
                Training(person_id=other, kind="pk", programme="Курс", finished_on=date(2026, 3, 1)),
                Attendance(event_id=event.id, person_id=keep),
                Attendance(event_id=event.id, person_id=other),
                Experience(person_id=keep, kind="general", years=3, as_of=date(2020, 1, 1)),
                Experience(person_id=other, kind="general", years=10, as_of=date(2026, 1, 1)),
            ]
        )
        db.commit()
    browser = signed_in(SLUG)
    chosen = browser.get(f"/{SLUG}/people/{keep}/merge?name=двоиная")
    assert "Сравнить" in chosen.text
    preview = browser.get(f"/{SLUG}/people/{keep}/merge?other={other}")
    assert "Обучение: перейдёт записей 1" in preview.text and "будет взято справа" in preview.text
    page = browser.send(f"/{SLUG}/people/{keep}/merge?other={other}", form=f"/{SLUG}/people/{keep}/merge")
    assert "Карточки объединены" in page.text and "01.01.1990" in page.text and "Курс" in page.text
    assert browser.get(f"/{SLUG}/people/{other}").response.request.path == f"/{SLUG}/people/{keep}"
    scope = scope_of(app, SLUG)
    with scope.db as db:
        assert counted(scope, other) == {}
        years = db.execute(select(Experience.years).where(Experience.person_id == keep)).scalars().all()
        assert years == [10]
        assert len(db.execute(select(Attendance.id).where(Attendance.person_id == keep)).all()) == 1
        assert len(db.execute(select(Employment.id).where(Employment.person_id == keep)).all()) == 1
        assert db.execute(select(Person.merged_into).where(Person.id == other)).scalar_one() == keep
    assert "Двоиная" not in browser.get(f"/{SLUG}/people/?q=двоиная").text.replace("value", "")


def test_two_people_are_not_merged(app: Flask, signed_in: Callable[..., Browser]) -> None:
    place, far = school(app, SLUG), school(app, SLUG, "school-2", "Школа № 2")
    one = person(app, SLUG, "Первая", place, birth_date=date(1990, 1, 1))
    two = person(app, SLUG, "Вторая", place, birth_date=date(1991, 1, 1))
    three, four = person(app, SLUG, "Третья", far), person(app, SLUG, "Четвёртая", place)
    browser = signed_in(SLUG)
    assert "Даты рождения разные" in browser.get(f"/{SLUG}/people/{one}/merge?other={two}", 422).text
    far_apart = browser.get(f"/{SLUG}/people/{four}/merge?other={three}", 422).text
    assert "Завершите одну из них" in far_apart
    assert "Выберите другую" in browser.get(f"/{SLUG}/people/{one}/merge?other={one}", 422).text
    scope = scope_of(app, SLUG)
    mentee = person(app, SLUG, "Пятая", None)
    with scope.db as db:
        db.add(MentoringPair(organisation_id=place, mentor_id=four, mentee_id=mentee))
        db.commit()
    refused = browser.post(f"/{SLUG}/people/{four}/merge", 422, other=str(mentee))
    assert "наставник и наставляемый одной пары" in refused.text
