"""Imports under force: the work-horse killed, ten thousand rows, two at once, cards that move meanwhile."""

import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from flask import Flask
from sqlalchemy import func, select

from service.cli.staff_import import run, staff
from service.config import Settings
from service.jobs import work
from service.people.actions import imports as actions
from service.people.actions import undoing
from service.people.model.imports import StaffImport
from service.people.model.persons import Employment, Person
from service.people.storage import keep
from service.tenancy.model import Audit
from tests.accounts import scope_of
from tests.client import Browser
from tests.people.makers import people_of, person, school, workbook

SLUG = "pervomaisky"
HEADER = ["ФИО", "Должность", "Предметы", "Стаж педагогический"]


def entered(app: Flask, settings: Settings, place: int, data: bytes, name: str = "list.xlsx") -> int:
    """The id of a fresh import of a file."""
    scope = scope_of(app, SLUG)
    with scope.db as db:
        key = keep(settings.files, scope.tenant.id, data)
        made = actions.upload(scope, place, file_name=name, file_key=key, sha256="0" * 64, size=len(data))
        db.commit()
        return made.id


def perform(app: Flask, job: str, import_id: int) -> None:
    """Run a job of the tenant here and now."""
    work.perform(scope_of(app, SLUG).tenant.id, None, job, subject_id=import_id)


def confirmed(app: Flask, import_id: int) -> None:
    """Confirm an import."""
    scope = scope_of(app, SLUG)
    with scope.db as db:
        actions.confirm(scope, import_id)
        db.commit()


def status_of(app: Flask, import_id: int) -> StaffImport:
    """The import as it stands."""
    scope = scope_of(app, SLUG)
    with scope.db as db:
        return db.execute(select(StaffImport).where(StaffImport.id == import_id)).scalar_one()


def test_a_work_horse_killed_in_mid_import_loses_and_doubles_nothing(
    app: Flask, signed_in: Callable[..., Browser], worked_off: Callable[..., int]
) -> None:
    place = school(app, SLUG, "killed", "Школа падения")
    browser = signed_in(SLUG)
    rows = [
        ["Павшая Анна Ивановна", "Учитель", "Химия", 5],
        ["Стойкая Анна Ивановна", "Учитель", "Физика", 7],
    ]
    data = io.BytesIO(workbook([HEADER, *rows]))
    page = browser.post(f"/{SLUG}/people/imports/new", organisation_id=str(place), file=(data, "list.xlsx"))
    address = page.response.request.path
    worked_off()
    browser.post(f"{address}/confirm")
    worked_off(DIE_AT="service.people.actions.applying:write")
    before = len(people_of(app, SLUG, place))
    for _ in range(20):
        if "Импорт записан" in browser.get(address).text:
            break
        time.sleep(0.5)
        worked_off()
    assert before in (0, 2)
    assert "Записано строк: 2" in browser.get(address).text
    assert len(people_of(app, SLUG, place)) == 2


def test_ten_thousand_rows_are_no_problem(app: Flask, settings: Settings, bench: work.Workshop) -> None:
    place = school(app, SLUG, "large", "Школа большая")
    letters = "абвгдежзиклмнопрстуфхцчшэюя"

    def name(number: int) -> str:
        tail = "".join(letters[number // 27**power % 27] for power in range(3))
        return f"Тысячина{tail} Анна{letters[number % 27]} Ивановна"

    rows = [[name(number), "Учитель", "Математика", number % 40] for number in range(10_000)]
    data = workbook([HEADER, *rows])
    first = entered(app, settings, place, data)
    started = time.monotonic()
    perform(app, "people.read_import", first)
    assert status_of(app, first).counts["new"] == 10_000
    confirmed(app, first)
    perform(app, "people.apply_import", first)
    took = time.monotonic() - started
    assert status_of(app, first).counts["written"] == 10_000
    assert took < 120, f"{took:.0f} s"
    second = entered(app, settings, place, data)
    perform(app, "people.read_import", second)
    assert status_of(app, second).counts["unchanged"] == 10_000
    scope = scope_of(app, SLUG)
    with scope.db as db:
        audited = select(func.count()).where(Audit.event == "import.applied", Audit.subject_id == first)
        assert db.execute(audited).scalar_one() == 1
        undoing.undo(scope, first)
        db.commit()
    assert people_of(app, SLUG, place) == []


def test_applying_twice_writes_once(app: Flask, settings: Settings, bench: work.Workshop) -> None:
    place = school(app, SLUG, "twice", "Школа дважды")
    made = entered(app, settings, place, workbook([HEADER, ["Однажды Анна Ивановна", "Учитель", None, None]]))
    perform(app, "people.read_import", made)
    confirmed(app, made)
    perform(app, "people.apply_import", made)
    perform(app, "people.apply_import", made)
    assert len(people_of(app, SLUG, place)) == 1


def test_a_card_changed_after_the_preview_is_not_overwritten(
    app: Flask, settings: Settings, bench: work.Workshop
) -> None:
    place = school(app, SLUG, "stale", "Школа правок")
    who = person(app, SLUG, "Правкина", place)
    rows = [HEADER, ["Правкина Айару Сергеевна", "Учитель", "Химия; математика", None]]
    made = entered(app, settings, place, workbook(rows))
    perform(app, "people.read_import", made)
    assert status_of(app, made).counts["changed"] == 1
    scope = scope_of(app, SLUG)
    with scope.db as db:
        job = db.execute(select(Employment).where(Employment.person_id == who)).scalar_one()
        job.subjects = ["Биология", "Математика"]
        db.commit()
    confirmed(app, made)
    perform(app, "people.apply_import", made)
    assert people_of(app, SLUG, place)[0][1].subjects == ["Биология", "Математика"]
    assert status_of(app, made).counts["refused"] == 1


def test_a_second_main_job_of_one_person_is_refused(
    app: Flask, settings: Settings, bench: work.Workshop
) -> None:
    place = school(app, SLUG, "mains", "Школа совместителей")
    header = ["ФИО", "Должность", "Вид занятости", "Дата приёма"]
    rows: list[list[Any]] = [
        ["Дважды Анна Ивановна", "Учитель", "Основная", "01.09.2020"],
        ["Дважды Анна Ивановна", "Педагог-психолог", "Основная", "01.09.2021"],
        ["Дважды Анна Ивановна", "Методист", None, "01.09.2021"],
    ]
    made = entered(app, settings, place, workbook([header, *rows]))
    perform(app, "people.read_import", made)
    counts = status_of(app, made).counts
    assert (counts["new"], counts["refused"]) == (2, 1)
    confirmed(app, made)
    perform(app, "people.apply_import", made)
    assert sorted(job.kind for _, job in people_of(app, SLUG, place)) == ["internal", "main"]
    assert len({one.id for one, _ in people_of(app, SLUG, place)}) == 1


def test_the_command_line_previews_and_applies(
    app: Flask, settings: Settings, tmp_path: Path, monkeypatch: Any
) -> None:
    place = school(app, SLUG, "console", "Школа консоли")
    file = tmp_path / "list.csv"
    file.write_text("ФИО;Должность\nКонсольная Анна Ивановна;Учитель\nИванова;Учитель\n", encoding="utf-8")
    answer = run(settings, SLUG, "console", file, write=False)
    assert answer["status"] == "ready" and answer["counts"]["new"] == 1 and answer["counts"]["refused"] == 1
    assert people_of(app, SLUG, place) == []
    assert run(settings, SLUG, "console", file, write=True)["status"] == "applied"
    assert run(settings, SLUG, "console", file, write=True)["counts"]["unchanged"] == 1
    assert len(people_of(app, SLUG, place)) == 1
    given = {
        "DATABASE_URL": settings.database_url, "REDIS_URL": settings.redis_url,
        "SECRET_KEY": settings.secret_key, "DATA": str(settings.data),
    }  # fmt: skip
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    options = ["--tenant", SLUG, "--organisation", "console", str(file)]
    shown = CliRunner().invoke(staff, options)
    assert (
        shown.exit_code == 0 and "без изменений: 1" in shown.output and "Ничего не записано" in shown.output
    )
    missing = CliRunner().invoke(staff, ["--tenant", SLUG, "--organisation", "nope", str(file)])
    assert missing.exit_code == 1 and "«nope»" in missing.output
    scope = scope_of(app, SLUG)
    with scope.db as db:
        assert db.execute(select(func.count()).select_from(Person)).scalar_one() >= 1
