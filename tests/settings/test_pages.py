"""The pages of rules: list, one rule with its form, settings, versions, print, export."""

import tomllib
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import text

from service.profiles.writer import export
from service.settings.queries import editions
from tests.accounts import scope_of
from tests.client import Browser

SignedIn = Callable[..., Browser]
FIVE = ("ust-koksa", "luga", "pervomaisky", "kemerovo", "oktyabrsky")


@pytest.mark.parametrize("slug", FIVE)
@pytest.mark.parametrize("language", ["ru", "alt"])
def test_every_page_opens(signed_in: SignedIn, slug: str, language: str) -> None:
    browser = signed_in(slug)
    for path in ("profile", "profile/settings", "profile/versions", "profile/print"):
        page = browser.get(f"/{slug}/{path}?lang={language}")
        assert page.html.css_first("html").attributes["lang"] == language


@pytest.mark.parametrize("slug", FIVE)
def test_every_rule_opens(app: Flask, signed_in: SignedIn, slug: str) -> None:
    browser = signed_in(slug)
    scope = scope_of(app, slug)
    scope.db.close()
    for rule_id in scope.profile.rules:
        page = browser.get(f"/{slug}/profile/{rule_id}")
        assert scope.profile.rules[rule_id].title in page.text


def test_rule_shows_clause_quote_and_what_decides_it(signed_in: SignedIn) -> None:
    page = signed_in("luga", "teacher").get("/luga/profile/council.decision_quorum")
    assert "двух третей" in page.html.css_first("details.clause blockquote").text()
    assert "прил. 2, п. 4.9" in page.html.css_first("details.clause summary").text()
    assert "Нужно участие не менее 2/3 установленного числа членов." in page.text
    assert page.html.css("#setting-council-decision_base")


def test_form_judges_in_the_words_of_the_api_and_stores_nothing(app: Flask, signed_in: SignedIn) -> None:
    browser = signed_in("luga")
    address = "/luga/profile/council.decision_quorum"
    page = browser.post(address, form="in_person", established="15", present="9")
    assert "Решения принимать нельзя: нужно 10, не хватает 1." in page.text
    assert page.html.css(".sign.fail")
    scope = scope_of(app, "luga")
    with scope.db:
        assert (
            scope.db.execute(text("SELECT count(*) FROM mms.audit WHERE event LIKE '%verdict%'")).scalar()
            == 0
        )


def test_form_names_the_wrong_field_and_keeps_the_rest(signed_in: SignedIn) -> None:
    page = signed_in("luga").post(
        "/luga/profile/council.decision_quorum", 422, form="in_person", established="15", present="много"
    )
    assert page.one("#error-present").text().strip() == "Нужно целое число."
    assert page.one("#field-established").attributes["value"] == "15"


def test_dates_are_taken_as_people_type_them(signed_in: SignedIn) -> None:
    page = signed_in("luga").post(
        "/luga/profile/council.notice", meeting_date="20.03.2024", sent_date="2024-03-16"
    )
    assert page.html.css(".sign.fail") and "15.03.2024" in page.text


def test_list_is_filtered_by_section_source_state_and_text(signed_in: SignedIn) -> None:
    browser = signed_in("luga")
    council = browser.get("/luga/profile?module=council&q=двух+третей")
    assert council.html.css("#council-decision_quorum") and not council.html.css("#structure-levels")
    by_setting = browser.get("/luga/profile?source=setting&module=council")
    assert by_setting.html.css("#council-decision_quorum") and not by_setting.html.css("#council-delegation")
    silent = signed_in("pervomaisky").get("/pervomaisky/profile?state=silent&module=council")
    assert "Положением не установлено." in silent.text and silent.html.css("#council-majority")
    nothing = browser.get("/luga/profile?q=несуществующее")
    assert "Ничего не найдено" in nothing.text


def test_list_is_paged(signed_in: SignedIn) -> None:
    browser = signed_in("luga")
    first, second = browser.get("/luga/profile"), browser.get("/luga/profile?page=2")
    ids = [{node.attributes["id"] for node in page.html.css("tbody tr[id]")} for page in (first, second)]
    assert len(ids[0]) == 25 and not ids[0] & ids[1]


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("pervomaisky", "у акта нет даты и номера"),
        ("kemerovo", "у акта нет даты и номера"),
        ("tomsk", "взяты с образца"),
        ("kosh-agach", "взяты с образца"),
        ("topki", "Собственного акта нет: действует положение региона."),
    ],
)
def test_drafts_say_so(signed_in: SignedIn, slug: str, words: str) -> None:
    assert words in signed_in(slug).get(f"/{slug}/profile").text


@pytest.mark.parametrize("address", ["/kosh-agach/", "/kosh-agach/?lang=alt"])
def test_a_demonstration_says_so_to_everybody(browser: Browser, address: str) -> None:
    assert (
        "люди, школы и записи здесь вымышлены"
        in browser.get(address).one("main > .notice:not([hidden])").text()
    )
    assert not browser.get("/luga/").html.css("main > .notice:not([hidden])")
    assert "демонстрация" in browser.get("/?lang=ru").text


def test_tenants_with_an_act_in_force_are_no_drafts(signed_in: SignedIn) -> None:
    assert "Проект" not in signed_in("luga").get("/luga/profile").text


def test_rules_of_a_model_carry_its_label(signed_in: SignedIn) -> None:
    page = signed_in("tomsk").get("/tomsk/profile?module=structure")
    assert "образец: Первомайский район" in page.html.css_first("details.clause summary").text()


def test_notes_stand_at_their_clause(signed_in: SignedIn) -> None:
    page = signed_in("luga").get("/luga/profile?module=structure")
    assert any("включён" in node.text() for node in page.html.css("#structure-unit_kinds .remark"))


def test_rules_of_another_day(signed_in: SignedIn) -> None:
    page = signed_in("luga").get("/luga/profile/council.decision_quorum?on=2023-01-01", 404)
    assert "Такого правила нет" in page.text
    signed_in("luga").get("/luga/profile?on=вчера", 422)


def test_settings_show_options_default_and_note(signed_in: SignedIn) -> None:
    page = signed_in("luga").get("/luga/profile/settings")
    one = page.one("#setting-council-decision_base").text()
    assert "установленное число членов" in one and "фактическое число членов" in one
    assert "по умолчанию" in one and "Действует значение по умолчанию" in one


def test_export_is_the_own_layer(app: Flask, signed_in: SignedIn) -> None:
    response = signed_in("luga").client.get("/luga/profile/export.toml")
    assert response.mimetype == "application/toml"
    found = tomllib.loads(response.get_data(as_text=True))
    assert found["tenant"]["slug"] == "luga" and len(found["rule"]) > 200
    scope = scope_of(app, "luga")
    with scope.db:
        assert export(editions(scope.db, scope.tenant)[0].content) == response.get_data(as_text=True)


def test_print_has_every_quote_as_a_footnote(app: Flask, signed_in: SignedIn) -> None:
    page = signed_in("pervomaisky").get("/pervomaisky/profile/print")
    scope = scope_of(app, "pervomaisky")
    scope.db.close()
    quotes = {rule.quote for rule in scope.profile.rules.values() if rule.quote}
    assert quotes <= {node.text() for node in page.html.css(".notes q")}


def test_nobody_reads_rules_without_signing_in(browser: Browser) -> None:
    assert browser.get("/luga/profile").response.request.path == "/sign-in"
