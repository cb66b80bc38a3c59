"""Pages, files and the API of comparison as people and programs meet them, in both languages."""

import csv
import io
from collections.abc import Callable
from functools import cache

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.accounts import browser_as, token_for
from tests.client import Browser
from tests.comparison.conftest import CODES, DAY, REGION, Municipality

SignIn = Callable[..., Browser]
HERE = "/ust-koksa/comparison"
FORM = {"as_of": "2025-12-31", "body": "Совет", "protocol_number": "7", "protocol_date": "2026-01-10"}
TERMS = {
    "number": "12-с",
    "signed_on": "2025-01-10",
    "starts": "2025-01-10",
    "purpose": "Методическая помощь",
    "min_cell": "5",
}


@pytest.fixture(scope="module")
def signed_in(app: Flask) -> SignIn:
    return cache(lambda *who: browser_as(app, *who))


@pytest.fixture
def region(signed_in: SignIn) -> Browser:
    return signed_in(REGION, "institute_analyst")


@pytest.fixture
def office(signed_in: SignIn) -> Browser:
    return signed_in("ust-koksa", "administrator")


def test_from_the_agreement_to_the_regions_table(
    first: Municipality, office: Browser, region: Browser
) -> None:
    assert "Район ещё ничего не публиковал" in office.get(f"{HERE}/").text
    preview = office.get(f"{HERE}/publish?as_of=2025-12-31").text
    assert "30,0 %" in preview and "12 из 40" in preview and "ничего" in preview
    made = office.send(f"{HERE}/publish", **FORM)
    assert "Показатели на 31.12.2025, редакция 1" in made.text and "сходится" in made.text
    assert "нет действующего соглашения" in region.get(f"/{REGION}/comparison/?as_of=2025-12-31").text
    office.send(f"{HERE}/agreements/new", **TERMS, indicators=list(CODES))
    assert "действует" in office.get(f"{HERE}/agreements/").text
    page = region.get(f"/{REGION}/comparison/?as_of=2025-12-31")
    row = next(one for one in page.html.css("table.heat tbody tr") if "Усть-Коксинский" in one.text())
    cells = {one.attributes["data-label"]: " ".join(one.text().split()) for one in row.css("td")}
    assert cells["Прошли ПК или ПП"].replace("\xa0", " ") == "✓порог достигнут 30,0 %"
    assert cells["Команды: обучение"].startswith("—не входит в соглашение")
    assert "Методический" not in cells and "Совет, протокол № 7" in page.text
    one = region.get(f"/{REGION}/comparison/K04?as_of=2025-12-31&tenant=ust-koksa").text
    assert "12 из 40" in one and "совпадает с показателем района" in one


def test_a_correction_shows_what_changed(first: Municipality, office: Browser) -> None:
    first.publish()
    assert (
        "ничего не изменилось"
        in office.send(f"{HERE}/publish?as_of=2025-12-31", 422, f"{HERE}/publish", **FORM).text
    )
    first.people(1, 0)
    asked = office.get(f"{HERE}/publish?as_of=2025-12-31").text
    assert "уже опубликована редакция 1" in asked and "Почему числа изменились" in asked
    made = office.send(
        f"{HERE}/publish?as_of=2025-12-31", form=f"{HERE}/publish", **FORM, reason="Новый педагог"
    )
    assert "редакция 2" in made.text and "12 из 40" in made.text and "13 из 41" in made.text
    listed = office.get(f"{HERE}/publications/")
    first_revision = list(listed.html.css("tbody th a"))[-1].attributes["href"]
    assert "Эту редакцию заменила новая" in office.get(first_revision).text


def test_a_refused_form_keeps_what_was_typed(first: Municipality, office: Browser) -> None:
    page = office.send(f"{HERE}/agreements/new", 422, **{**TERMS, "min_cell": "3"}, indicators=["K04"])
    assert "Не меньше 5" in page.text
    assert page.one("#field-number").attributes["value"] == "12-с"
    page = office.post(f"{HERE}/agreements/new", 422, **TERMS)
    assert "Отметьте хотя бы один показатель" in page.text


def test_revoking_asks_why(first: Municipality, office: Browser) -> None:
    made = first.agree()
    assert "Заполните это поле" in office.post(f"{HERE}/agreements/{made.id}/revoke", 422).text
    page = office.post(f"{HERE}/agreements/{made.id}/revoke", reason="Цель достигнута")
    assert "отозвано" in page.text and "Цель достигнута" in page.text


def test_files_carry_both_numbers_and_reasons(first: Municipality, region: Browser) -> None:
    first.agree()
    first.publish()
    address = f"/{REGION}/comparison/export"
    sheet = load_workbook(io.BytesIO(region.client.get(f"{address}.xlsx?as_of=2025-12-31").data)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] == "Усть-Коксинский район"]
    row = next(row for row in rows if row[1] == "K04")
    assert (row[4], row[5], row[8]) == (12, 40, "сравнимо") and str(row[6]).startswith("=E")
    text = region.client.get(f"{address}.csv?as_of=2025-12-31").data.decode("utf-8-sig")
    lines = [line for line in csv.DictReader(io.StringIO(text)) if line["Код"] == "K04"]
    mine = next(line for line in lines if line["Муниципалитет"] == "Усть-Коксинский район")
    assert (mine["Числитель"], mine["Знаменатель"], mine["Значение"]) == ("12", "40", "30.0")
    assert next(line for line in lines if line["Муниципалитет"] == "Регион, сумма")["Числитель"] == "12"


def test_a_frozen_figure_opens(first: Municipality, office: Browser) -> None:
    made = first.publish()
    page = office.get(f"{HERE}/publications/{made.id}/K04?side=rest")
    assert "ust-koksa39 Имя" in page.text and "Ещё не в числителе: 28" in page.text
    office.get(f"{HERE}/publications/{made.id}/K99", 404)
    office.get(f"{HERE}/publications/999999", 404)


def test_a_region_without_figures_and_a_district_ask_for_nothing_foreign(
    first: Municipality, region: Browser, signed_in: SignIn
) -> None:
    assert (
        "Районы ещё ничего не передали"
        in signed_in("tomsk", "institute_analyst").get("/tomsk/comparison/").text
    )
    region.get(f"/{REGION}/comparison/publish", 403)
    region.get(f"/{REGION}/comparison/agreements/", 404)
    signed_in("tomsk", "institute_analyst").get("/tomsk/comparison/export.csv", 404)


@pytest.mark.parametrize(
    "address", ["/", "/K04", "/publish", "/agreements/", "/agreements/new", "/publications/"]
)
def test_pages_answer_in_altai(first: Municipality, office: Browser, address: str) -> None:
    first.publish()
    page = office.get(f"{HERE}{address}?lang=alt")
    assert page.one("html").attributes["lang"] == "alt"
    office.get(f"{HERE}/?lang=ru")


def test_the_api_does_what_the_pages_do(app: Flask, first: Municipality) -> None:
    client, headers = app.test_client(), token_for(app, "ust-koksa", "administrator")
    draft = {**FORM, "reason": None}
    made = client.post("/api/v1/ust-koksa/publications", json=draft, headers=headers)
    assert made.status_code == 201 and made.json["revision"] == 1
    again = client.post("/api/v1/ust-koksa/publications", json=draft, headers=headers)
    assert again.status_code == 422 and again.json["fields"][0]["field"] == "as_of"
    card = client.get(f"/api/v1/ust-koksa/publications/{made.json['id']}", headers=headers).json
    figure = next(one for one in card["figures"] if one["code"] == "K04")
    assert card["intact"] and (figure["numerator"], figure["denominator"]) == (12, 40)
    terms = {**TERMS, "min_cell": 5, "indicators": list(CODES)}
    agreed = client.post("/api/v1/ust-koksa/share-agreements", json=terms, headers=headers)
    assert agreed.status_code == 201 and (agreed.json["state"], agreed.json["region"]) == ("in_force", REGION)
    unknown = {**terms, "indicators": ["K99"]}
    refused = client.post("/api/v1/ust-koksa/share-agreements", json=unknown, headers=headers)
    assert refused.json["fields"][0] == {
        "field": "indicators",
        "message": "Таких показателей в едином перечне нет: K99.",
    }
    analyst = token_for(app, REGION, "institute_analyst")
    told = client.get(f"/api/v1/{REGION}/comparison?as_of={DAY}", headers=analyst).json
    row = next(one for one in told["items"] if one["tenant"] == "ust-koksa")
    cell = next(one for one in row["cells"] if one["code"] == "K04")
    assert (cell["value"], cell["mark"], cell["place"]) == ("30.0", "met", 1)
    assert cell["local"]["code"] == "uk.19.4" and cell["local"]["relation"] == "exact"
    series = client.get(f"/api/v1/{REGION}/comparison/K04", headers=analyst).json
    assert [moment["as_of"] for moment in series["moments"]] == ["2025-12-31"]
    revoked = client.post(
        f"/api/v1/ust-koksa/share-agreements/{agreed.json['id']}/revoke",
        json={"reason": "Срок вышел"},
        headers=headers,
    )
    assert revoked.json["state"] == "revoked"
    told = client.get(f"/api/v1/{REGION}/comparison?as_of={DAY}", headers=analyst).json
    row = next(one for one in told["items"] if one["tenant"] == "ust-koksa")
    assert row["state"] == "no_agreement" and {one["value"] for one in row["cells"]} == {None}
    beside = client.get(f"/api/v1/ust-koksa/comparison?as_of={DAY}", headers=headers).json
    assert beside["items"][0]["state"] == "reported" and beside["totals"] == []
