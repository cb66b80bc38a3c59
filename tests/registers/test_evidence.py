"""The bank of innovative practices begins; associations are entered among communities no more."""

import pytest
from flask import Flask

from tests.accounts import token_for
from tests.people.makers import workbook
from tests.registers.samples import BOOK, SLUG, Maker, api, path
from tests.registers.test_forms import entered, id_of
from tests.registers.test_import import fates, uploaded

PRACTICES, COMMUNITIES = BOOK.get("innovative-practices"), BOOK.get("communities")


@pytest.mark.clause("LU1-3.3.2.6-exp")
def test_a_practice_needs_an_act_or_an_address(maker: Maker, signed_in) -> None:
    browser = signed_in(SLUG)
    facts = {"title": "Школьное лесничество", "organisation_id": str(maker.place), "kind": "managerial"}
    page = entered(browser, PRACTICES, facts, 422)
    assert "Заполните это поле или поле «Акт»" in page.one("#error-link").text()
    made = id_of(entered(browser, PRACTICES, {**facts, "link": "https://school.test/forest"}))
    assert maker.row(PRACTICES, made).act_id is None
    assert "Школьное лесничество" in browser.get(path(BOOK.get("organisations"), str(maker.place))).text
    rows = [
        ["Название", "Организация", "Вид практики"],
        ["Без подтверждения", "Школа samples", "Авторская методика"],
    ]
    assert fates(uploaded(browser, PRACTICES, workbook(rows))) == {"Отклонены": 1}


def test_an_association_is_refused_among_communities_by_page_program_and_file(
    app: Flask, maker: Maker, signed_in
) -> None:
    browser = signed_in(SLUG)
    said = "Методические объединения ведутся в своём разделе"
    form = browser.get(path(COMMUNITIES, "new"))
    offered = [one.attributes["value"] for one in form.html.css("select[name=kind] option")]
    assert "network" in offered and "association" not in offered
    facts = {"name": "РМО химиков", "kind": "association"}
    assert said in entered(browser, COMMUNITIES, facts, 422).one("#error-kind").text()
    headers = token_for(app, SLUG, "administrator")
    answer = app.test_client().post(api(COMMUNITIES), json=facts, headers=headers)
    assert answer.status_code == 422 and said in answer.get_data(as_text=True)
    rows = [["Название", "Вид"], ["РМО химиков", "Методическое объединение"]]
    page = uploaded(browser, COMMUNITIES, workbook(rows))
    assert fates(page) == {"Отклонены": 1} and said in page.text
    assert fates(uploaded(browser, BOOK.get("councils"), workbook(rows))) == {"Новые": 1}
