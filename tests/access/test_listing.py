"""Many people invited by a list: every row judged first, nothing written before, letters by jobs."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from openpyxl import Workbook
from sqlalchemy import func, select

from service.access.actions import invite
from service.access.actions.substituting import substitute
from service.access.listing import lines_of, written
from service.access.model import Account, Invitation, Membership
from service.config import Settings
from service.people.model.organisations import Organisation
from service.tenancy.model import Audit
from tests.access.test_standing import membership_of, role_of
from tests.accounts import account, browser_as, scope_of, token_for
from tests.client import Browser, Page
from tests.meetings.post_office import PostOffice, post_office, text_of
from tests.people.makers import school

SLUG = "luga"
PAGE = f"/{SLUG}/settings/users/list"


@pytest.fixture(scope="module")
def office(app: Flask, settings: Settings) -> Iterator[PostOffice]:
    """A real queue, a worker and a mail server."""
    with post_office(app, settings) as opened:
        yield opened


@pytest.fixture(autouse=True)
def counted_anew(app: Flask) -> None:
    app.extensions["shell"].redis.flushdb()


def written_so_far(app: Flask) -> tuple[int, ...]:
    with scope_of(app, SLUG).db as db:
        tables = Account, Membership, Invitation
        return tuple(db.execute(select(func.count()).select_from(one)).scalar_one() for one in tables)


def rows_of(page: Page) -> dict[str, str]:
    """What the preview says of each address."""
    found = {}
    for row in page.html.css("tbody tr"):
        cells = [" ".join(cell.text().split()) for cell in row.css("td, th")]
        found[cells[2]] = cells[-1]
    return found


def test_columns_are_found_by_their_heading_or_by_their_usual_order() -> None:
    usual = lines_of([["Иванова М.П.", "i@a.test", "Методист"], ["", "", ""], ["П", "p@a.test", "teacher"]])
    assert [(one.number, one.email, one.code) for one in usual] == [
        (1, "i@a.test", "methodist"),
        (3, "p@a.test", "teacher"),
    ]
    titled = lines_of([["№", "Роль", "Эл. адрес", "E-mail", "ФИО"], ["1", "Аудитор", "", "a@a.test", "А А"]])
    assert [(one.name, one.email, one.code) for one in titled] == [("А А", "a@a.test", "auditor")]
    assert lines_of(row.split("\t") for row in written(usual).split("\n"))[1].email == "p@a.test"


@dataclass(frozen=True)
class Crowd:
    """People of a list: who is known, who holds the role already, who is shut out, and the list itself."""

    known: str
    elsewhere: str
    held: str
    shut: str
    lines: str


@pytest.fixture(scope="module")
def crowd(app: Flask) -> Crowd:
    """A list with something of everything in it."""
    place = school(app, SLUG)
    with scope_of(app, SLUG).db as db:
        found = select(Organisation.code, Organisation.name).where(Organisation.id == place)
        code, name = db.execute(found).one()
    known, held = account(app, SLUG, "institute_analyst"), account(app, SLUG, "approver")
    elsewhere = account(app, "pervomaisky", "methodist")
    shut = account(app, SLUG, "auditor")
    boss = browser_as(app, SLUG, "administrator")
    boss.post(f"/{SLUG}/settings/users/{membership_of(app, shut)}/deactivate")
    lines = [
        "Имя;Почта;Роль;Школа",
        "Новая Анна;new@a.test;Методист;",
        f"Тьютор Пётр;tutor@a.test;тьютор школы;{code}",
        f"Директор;head@a.test;school_head;{name.upper()}",
        f"Знакомая;{known};Педагог;",
        f"Соседка;{elsewhere};Педагог;",
        f"Уже;{held};Утверждающий;",
        "Без школы;x1@a.test;Тьютор школы;",
        "Чужая школа;x2@a.test;Тьютор школы;Школа на Луне",
        "Кто;x3@a.test;Волшебник;",
        ";x4@a.test;Педагог;",
        "Без почты;не почта;Педагог;",
        "Новая Анна;NEW@a.test;Методист;",
        f"Отключённый;{shut};Педагог;",
    ]
    return Crowd(known, elsewhere, held, shut, "\n".join(lines))


def test_every_row_is_told_and_nothing_is_written_before(app: Flask, crowd: Crowd) -> None:
    boss, before = browser_as(app, SLUG, "administrator"), written_so_far(app)
    told = rows_of(boss.send(PAGE, form="", lines=crowd.lines))
    said = {
        "new@a.test": "получит письмо",
        "head@a.test": "получит письмо",
        crowd.known: "получит роль",
        crowd.elsewhere: "получит письмо",  # who works in other districts is not told
        crowd.held: "уже есть",
        "x1@a.test": "выберите школу",
        "x2@a.test": "Такой школы в реестре нет",
        "x3@a.test": "Такой роли нет",
        "x4@a.test": "Нет имени",
        "не почта": "не адрес",
        "NEW@a.test": "уже есть: 2",
        crowd.shut: "отключён",
    }
    assert {email: words in told[email] for email, words in said.items()} == dict.fromkeys(said, True)
    assert written_so_far(app) == before


def test_what_was_confirmed_is_written_and_letters_follow(
    app: Flask, crowd: Crowd, office: PostOffice
) -> None:
    boss, before = browser_as(app, SLUG, "administrator"), written_so_far(app)
    carried = boss.send(PAGE, form="", lines=crowd.lines).one("input[name=lines]").attributes["value"]
    boss.post(f"{PAGE}/confirm", lines=carried.replace("\n", "\r\n"))
    assert [new - old for new, old in zip(written_so_far(app), before, strict=True)] == [3, 5, 4]
    letters = {one["To"]: text_of(one) for one in office.work_off()}
    assert sorted(letters) == sorted(["head@a.test", "new@a.test", "tutor@a.test", crowd.elsewhere])
    assert "/account/link/" not in letters[crowd.elsewhere] and f"/{SLUG}/" in letters[crowd.elsewhere]
    link = next(word for word in letters["new@a.test"].split() if "/account/link/" in word)
    assert "Приглашены, но ещё не вошли" in boss.get(f"/{SLUG}/settings/users").text
    fresh = Browser(app)
    fresh.send(link.replace("http://localhost", ""), password="long-enough-password")
    assert "Лужский" in fresh.get(f"/{SLUG}/").text
    assert office.work_off() == []


def test_a_workbook_is_read_and_a_bad_one_refused(app: Flask) -> None:
    book = Workbook()
    for row in (["ФИО", "Почта", "Роль"], ["=1+1", "book@a.test", "Педагог"]):
        book.active.append(row)
    book.active["A2"].data_type = "s"
    content = io.BytesIO()
    book.save(content)
    boss = browser_as(app, SLUG, "administrator")
    told = rows_of(boss.post(PAGE, file=(io.BytesIO(content.getvalue()), "list.xlsx")))
    assert "получит письмо" in told["book@a.test"]
    refused = boss.post(PAGE, 422, file=(io.BytesIO(b"%PDF-1.4"), "list.xlsx"))
    assert "не таблица" in refused.text
    boss.post(PAGE, 422, lines="")
    many = "\n".join(f"Имя {number};a{number}@a.test;Педагог" for number in range(501))
    assert "больше 500" in boss.post(PAGE, 422, lines=many).text


def test_by_the_api_and_sent_again_and_cancelled(app: Flask) -> None:
    client, ours = app.test_client(), token_for(app, SLUG, "administrator")
    base = f"/api/v1/{SLUG}/invitations"
    rows = {"rows": [{"name": "По списку", "email": "api@a.test", "role": "teacher"}, {"name": "Никто"}]}
    preview = client.post(f"{base}/list/preview", headers=ours, json=rows).get_json()["items"]
    assert [one["status"] for one in preview] == ["new", "refused"] and preview[1]["why"]
    made = client.post(f"{base}/list", headers=ours, json=rows)
    assert made.status_code == 201
    listed = {one["email"]: one for one in client.get(base, headers=ours).get_json()["items"]}
    number = listed["api@a.test"]["invitation_id"]
    first, second = (client.post(f"{base}/{number}/send", headers=ours).get_json()["link"] for _ in range(2))
    assert first != second
    Browser(app).get(first.replace("http://localhost", ""), 404)
    assert client.post(f"{base}/{number}/cancel", headers=ours).status_code == 200
    Browser(app).get(second.replace("http://localhost", ""), 404)
    for act in ("send", "cancel"):
        assert client.post(f"{base}/{number}/{act}", headers=ours).status_code == 422
    assert "api@a.test" not in {one["email"] for one in client.get(base, headers=ours).get_json()["items"]}


def test_what_a_job_records_for_a_substitute_says_so(app: Flask, office: PostOffice) -> None:
    boss, acting = account(app, SLUG, "administrator"), account(app, SLUG, "teacher")
    with (scope := scope_of(app, SLUG)).db as db:
        numbers = (role_of(scope, boss).id, role_of(scope, acting).id)
        substitute(scope, *numbers, scope.today, scope.today)
        db.commit()
    me = browser_as(app, SLUG, "teacher")
    me.post(f"{PAGE}/confirm", lines="Ушедшая\tgone@a.test\tПедагог\t")
    assert office.work_off() == []
    with scope_of(app, SLUG).db as db:
        refused = select(Audit).where(Audit.event == "access.invitation_refused")
        row = db.execute(refused).scalar_one()
        owner = db.execute(select(Account.id).where(Account.email == boss)).scalar_one()
        assert row.detail == {"acting_for": [owner]}


def test_who_is_invited_by_two_districts_gets_a_link_from_the_first(app: Flask) -> None:
    for slug, own in (("pervomaisky", True), (SLUG, False)):
        with (scope := scope_of(app, slug)).db as db:
            _account, _held, secret = invite(scope, "both@a.test", "Двое", "teacher")
            assert bool(secret) is own
            db.commit()
