"""Pages of people: list, search, card, forms, conflicts, jobs."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from tests.client import Browser
from tests.people.makers import people_of, person, school

SLUG = "ust-koksa"
SignedIn = Callable[..., Browser]


@pytest.fixture(scope="module")
def place(app: Flask) -> int:
    return school(app, SLUG)


def test_new_person_with_a_job_stands_in_the_list_and_on_the_card(signed_in: SignedIn, place: int) -> None:
    browser = signed_in(SLUG)
    page = browser.send(
        f"/{SLUG}/people/new",
        last_name="Ӱлӱрген", first_name="Јаҥар", middle_name="Кӱӱковна", birth_date="1999-05-05",
        organisation_id=str(place), position_title="Учитель", position="teacher", kind="main",
        subjects="Алтайский язык; литература", starts="01.09.2022", rate="0,5",
    )  # fmt: skip
    assert "Ӱлӱрген Јаҥар Кӱӱковна" in page.text
    assert "Алтайский язык, литература" in page.text
    assert "ставка 0,5" in page.text
    found = browser.get(f"/{SLUG}/people/?q=улурген")
    assert "Ӱлӱрген Јаҥар Кӱӱковна" in found.text
    assert "Никого не нашлось" in browser.get(f"/{SLUG}/people/?q=ющенко").text
    assert "Ӱлӱрген" in browser.get(f"/{SLUG}/people/?q=јаҥар").text
    assert "Ӱлӱрген" in browser.get(f"/{SLUG}/people/?lang=alt&q=jанар").text


def test_filters_narrow_the_list(app: Flask, signed_in: SignedIn, place: int) -> None:
    other = school(app, SLUG, "school-2", "Школа № 2")
    person(app, SLUG, "Молодых", place, birth_date=date(2000, 1, 1))
    person(app, SLUG, "Старцева", other, birth_date=date(1970, 1, 1))
    person(app, SLUG, "Неизвестнова", place)
    browser = signed_in(SLUG)
    assert "Старцева" not in browser.get(f"/{SLUG}/people/?organisation={place}").text
    young = browser.get(f"/{SLUG}/people/?young=monitoring.young_teacher").text
    assert "Молодых" in young and "Старцева" not in young and "Неизвестнова" not in young
    assert "Старцева" not in browser.get(f"/{SLUG}/people/?state=former").text
    assert "Старцева" not in browser.get(f"/{SLUG}/people/?position=head").text


def test_bad_names_and_dates_are_refused_in_plain_words(signed_in: SignedIn, place: int) -> None:
    browser = signed_in(SLUG)

    def refused(**values: str) -> str:
        given = {
            "last_name": "Петрова",
            "first_name": "Анна",
            "position_title": "Учитель",
            "position": "teacher",
        }
        given |= {"organisation_id": str(place), **values}
        return browser.send(f"/{SLUG}/people/new", 422, **given).text

    assert "слишком длинное слово" in refused(last_name="Я" * 150)
    assert "Имя длиннее 200 знаков" in refused(last_name="Я" * 500)
    assert "невозможен для работника" in refused(birth_date="2024-01-01")
    assert "раньше возможного" in refused(birth_date="1990-01-01", starts="1995-09-01")
    assert "Последний день раньше первого" in refused(starts="2020-09-01", ends="2019-09-01")
    assert "недопустимые знаки" in refused(last_name="Петрова<script>")
    assert "Ставка пишется долей" in refused(rate="3")


def test_look_alike_letters_are_repaired_with_a_note_or_asked(signed_in: SignedIn, place: int) -> None:
    browser = signed_in(SLUG)
    job = {"organisation_id": str(place), "position_title": "Учитель", "position": "teacher"}
    page = browser.send(f"/{SLUG}/people/new", last_name="Сÿмелчи", first_name="О'Нил-Јан", **job)
    assert "Сӱмелчи О'Нил-Јан" in page.text
    assert "Похожие буквы исправлены: «Сÿмелчи» → «Сӱмелчи»" in page.text
    asked = browser.send(f"/{SLUG}/people/new", 422, last_name="Пeтров", first_name="Иван", **job)
    assert "Записать «Петров»?" in asked.text
    asked.one("#field-names_confirmed")
    page = browser.send(
        f"/{SLUG}/people/new", last_name="Пeтров", first_name="Иван", names_confirmed="1", **job
    )
    assert "Петров Иван" in page.text


def test_the_second_of_two_editors_sees_both_versions(app: Flask, signed_in: SignedIn, place: int) -> None:
    who = person(app, SLUG, "Спорова", place)
    browser = signed_in(SLUG)
    address = f"/{SLUG}/people/{who}/edit"
    browser.send(address, phone="111")
    page = browser.post(address, 409, last_name="Спорова", first_name="Айару", phone="222", version="1")
    assert "запись изменил другой человек" in page.text
    assert "111" in page.text
    assert page.one("#field-phone").attributes["value"] == "222"
    assert page.one("input[name=version]").attributes["value"] == "2"
    assert "Телефон" in browser.get(f"/{SLUG}/people/{who}").one(".history").text()


def test_two_main_jobs_at_a_time_are_refused(app: Flask, signed_in: SignedIn, place: int) -> None:
    other = school(app, SLUG, "school-2", "Школа № 2")
    who = person(app, SLUG, "Двойная", place)
    browser = signed_in(SLUG)
    job = {"organisation_id": str(other), "position": "teacher", "position_title": "Учитель", "kind": "main"}
    page = browser.send(f"/{SLUG}/people/{who}/jobs/new", 422, **job, starts="2020-09-01")
    assert "основное место работы уже есть: Школа № 1" in page.text
    page = browser.send(f"/{SLUG}/people/{who}/jobs/new", **{**job, "kind": "external"}, starts="2020-09-01")
    assert "внешний совместитель" in page.text


def test_leaving_and_moving_keep_the_past(app: Flask, signed_in: SignedIn, place: int) -> None:
    other = school(app, SLUG, "school-2", "Школа № 2")
    who = person(app, SLUG, "Переходова", place)
    job = next(job for one, job in people_of(app, SLUG, place) if one.id == who)
    browser = signed_in(SLUG)
    form = f"/{SLUG}/people/jobs/{job.id}/transfer"
    page = browser.send(
        f"/{SLUG}/people/jobs/{job.id}/leave", form=form, organisation_id=str(other), first_day="2021-09-01"
    )
    assert "Школа № 2" in page.text and "01.09.2015 – 31.08.2021" in page.text
    moved = next(job for one, job in people_of(app, SLUG, other) if one.id == who)
    end = f"/{SLUG}/people/jobs/{moved.id}/end"
    leave = f"/{SLUG}/people/jobs/{moved.id}/leave"
    assert "раньше начала работы" in browser.send(leave, 422, form=end, last_day="2020-01-01").text
    page = browser.send(leave, form=end, last_day="2022-05-31")
    assert "Сейчас не работает" in page.text
    assert "31.05.2022" in page.text


def test_the_list_asks_the_database_as_often_for_one_person_as_for_fifty(
    app: Flask, signed_in: SignedIn
) -> None:
    browser = signed_in("luga")
    place = school(app, "luga")

    def statements() -> int:
        counted: list[str] = []

        def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            counted.append(statement)

        engine = app.extensions["shell"].engine
        event.listen(engine, "before_cursor_execute", count)
        try:
            browser.get("/luga/people/?q=много")
        finally:
            event.remove(engine, "before_cursor_execute", count)
        return len(counted)

    person(app, "luga", "Многова", place)
    statements()
    one = statements()
    for number in range(30):
        person(app, "luga", f"Многова{'абвгдежзиклмнопрстуфхцчшэюяё'[number % 28]}", place)
    assert statements() == one


def test_the_staff_of_a_school(app: Flask, signed_in: SignedIn) -> None:
    place = school(app, "luga", "staff-1", "Школа штата")
    person(app, "luga", "Штатная", place)
    page = signed_in("luga").get(f"/luga/organisations/{place}/staff")
    assert "1 работник" in page.text and "Штатная" in page.text
    signed_in("luga").get("/luga/organisations/999999/staff", 404)
    links = signed_in("luga").get(f"/luga/organisations/{place}").links()
    assert links["Штат и импорт"] == f"/luga/organisations/{place}/staff"
