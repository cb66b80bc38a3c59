"""How a district and a region begin by an operator: rules, a first administrator, what is refused."""

import io
from typing import Any

import psycopg
import pytest
from flask import Flask

from tests.accounts import browser_as, scope_of, tenant_of
from tests.client import Browser, Page
from tests.operators.test_pages import forget

NEW = "/operator/new"
ANNA = {"email": "anna@svir.example", "name": "Анна Иванова"}
BINDING = """
[tenant]
slug = "obrazets"
kind = "region"
name = { ru = "Образцовая область" }
time_zone = "Europe/Moscow"
[layer]
kind = "binding"
[act]
title = "О службе"
citation = "Приказ № 7"
[[rule]]
id = "council.notice"
kind = "deadline"
title = "Извещение не позднее чем за 5 дней"
params = { fact = "sent_date", anchor = "meeting_date", direction = "before", amount = 5, unit = "days" }
clause = "п. 8"
quote = "8. Не позднее пяти дней."
"""
DISTRICT = BINDING.replace(
    '"obrazets"\nkind = "region"', '"lugovoy"\nkind = "municipality"\nregion = "obrazets"'
)
DISTRICT = DISTRICT.replace('[layer]\nkind = "binding"\n', "").replace("Образцовая область", "Луговой район")


def make(operator: Browser, status: int = 200, **values: str) -> Page:
    """Send the form of a new district."""
    return operator.send(NEW, status, form=NEW, **values)


def begin(operator: Browser, app: Flask, slug: str, name: str, region: str) -> None:
    """Make a district that must be made."""
    assert name in make(operator, slug=slug, name=name, region=region).text
    forget(app)


def by_file(operator: Browser, text: str) -> Any:
    """Send one profile file."""
    sent = {"profile": [(io.BytesIO(text.encode()), "tenant.toml")], "csrf_token": operator.token()}
    return operator.client.post(f"{NEW}/files", data=sent, content_type="multipart/form-data")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"slug": "luga"}, "Такой адрес уже есть"),
        ({"slug": "Свирь"}, "строчные латинские буквы"),
        ({"slug": "operator"}, "строчные латинские буквы"),
        ({"region": "atlantis"}, "Выберите регион"),
        ({"region": "luga"}, "Выберите регион"),
        ({"time_zone": "Mars/Base"}, "Такого часового пояса нет"),
        ({"name": ""}, "Напишите название"),
    ],
)
def test_a_wrong_district_is_refused_in_its_own_form(
    operator: Browser, asked: dict[str, str], told: str
) -> None:
    good = {"slug": "svir", "name": "Свирский район", "region": "leningrad"}
    page = make(operator, 422, **{**good, **asked})
    assert told in page.text and page.text.count("Исправьте 1 поле") == 1


def test_a_first_administrator_is_invited_until_one_has_come(
    app: Flask, operator: Browser, admin: psycopg.Connection
) -> None:
    begin(operator, app, "svir", "Свирский район", "leningrad")
    page, form = "/operator/tenants/svir", "/operator/tenants/svir/administrator"
    assert "Исправьте 1 поле" in operator.send(page, 422, form=form, **{**ANNA, "email": "anna"}).text
    first = operator.send(page, form=form, **ANNA).one("#administrator code").text()
    second = operator.send(page, form=form, **ANNA).one("#administrator code").text()
    paths = ["/account/link/" + link.rpartition("/")[2] for link in (first, second)]
    assert Browser(app).get(paths[0], 404), "the earlier link is dead"
    anna = Browser(app)
    landed = anna.send(paths[1], form=paths[1], password="Ладога лодка весло 4")
    assert landed.one("h1").text() == "Настройка района" and "Проект" in landed.text
    assert "Администратор уже работает" in operator.get(page).text
    sent = {**ANNA, "email": "other@svir.example", "csrf_token": operator.token()}
    refused = operator.client.post(form, data=sent)
    assert refused.status_code == 409 and "остальных приглашает он" in refused.get_data(as_text=True)
    assert anna.get("/svir/settings/audit").text.count("Приглашён") >= 1
    logged = "SELECT count(*) FROM platform.operator_log WHERE slug = 'svir' AND event LIKE %s"
    assert admin.execute(logged, ["%administrator_invited"]).fetchone() == (2,)
    assert "anna@svir.example" not in operator.get("/operator/").text
    held = anna.get("/svir/settings/users").html.css('form[action$="/end"]')
    ending = str(held[0].attributes["action"])
    assert "последний администратор" in anna.send("/svir/settings/users", 422, form=ending).text


def test_nobody_is_invited_into_a_suspended_district(app: Flask, operator: Browser) -> None:
    begin(operator, app, "tigoda", "Тигодский район", "leningrad")
    page = "/operator/tenants/tigoda"
    operator.send(page, form=f"{page}/suspend", why="Ждём договора")
    assert "Сначала возобновите работу" in operator.send(page, 409, form=f"{page}/administrator", **ANNA).text


def test_only_an_operator_begins_anything(app: Flask) -> None:
    browser = browser_as(app, "luga", "administrator")
    for path in ("/operator/new/region", "/operator/tenants/luga/administrator"):
        answer = browser.client.post(path, data={**ANNA, "csrf_token": browser.token()})
        assert answer.status_code == 403


def test_a_region_takes_a_district_with_an_act_for_its_model(app: Flask, operator: Browser) -> None:
    form = f"{NEW}/region"
    asked = {"region_slug": "primer", "region_name": "Примерная область", "region_of": "luga"}
    for wrong, told in (
        ({"region_of": "tikhvin"}, "у которого в службе есть свой акт"),
        ({"region_slug": "leningrad"}, "Такой адрес уже есть"),
    ):
        page = operator.send(NEW, 422, form=form, **{**asked, **wrong})
        assert told in page.text and page.text.count("Исправьте 1 поле") == 1
    assert "Примерная область" in operator.send(NEW, form=form, **asked).text
    forget(app)
    begin(operator, app, "zarechny", "Заречный район", "primer")
    scope = scope_of(app, "zarechny")
    with scope.db:
        labels = {str(rule.source_label) for rule in scope.profile.rules.values() if rule.clause}
    assert scope.profile.draft and labels == {"образец: Лужский муниципальный район"}
    assert tenant_of(app, "primer").kind == "region"


def test_files_of_a_region_and_its_district_stand_under_the_same_checks(
    app: Flask, operator: Browser
) -> None:
    assert by_file(operator, BINDING).status_code == 302
    forget(app)
    weaker = by_file(operator, DISTRICT.replace("amount = 5", "amount = 3"))
    told = weaker.get_data(as_text=True)
    assert weaker.status_code == 422 and "tenant.toml:" in told and "ослаблено правило региона" in told
    orphan = by_file(
        operator, BINDING.replace("obrazets", "sirota").replace('kind = "binding"', 'kind = "model"')
    )
    assert orphan.status_code == 422 and "образцу нужен ключ of" in orphan.get_data(as_text=True)
    lost = by_file(operator, DISTRICT.replace('region = "obrazets"', 'region = "atlantis"'))
    assert lost.status_code == 422 and "Выберите регион" in lost.get_data(as_text=True)
    assert by_file(operator, DISTRICT.replace("amount = 5", "amount = 7")).status_code == 302
