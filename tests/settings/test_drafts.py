"""Drafts of rules: forms of their kinds, two editors, preview on real records, adoption, differences."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from service.cli.seeding import make_meetings, make_records, make_structures
from service.config import Settings
from service.jobs import work
from service.settings.model import RulePreview
from service.tenancy.context import TenantSession
from service.workshop import workshop_of
from tests.accounts import scope_of
from tests.client import Browser, Page
from tests.short_meeting import hold_short

SLUG = "luga"
DRAFTS = f"/{SLUG}/profile/drafts"
QUORUM = "council.decision_quorum"
ACT = {
    "title": "Кворум решений",
    "relation": "amends",
    "act_kind": "Приказ",
    "act_number": "77",
    "act_date": "2026-02-02",
    "effective_from": "2026-03-01",
}


@pytest.fixture(scope="module")
def filled(app: Flask, settings: Settings) -> Iterator[Settings]:
    """Luga with its demonstration people and meetings, and a worker's workshop."""
    make_records(settings)
    make_structures(settings)
    make_meetings(settings)
    hold_short(settings, SLUG)
    shop = workshop_of(settings)
    work.open_workshop(shop)
    yield settings
    shop.engine.dispose()


def number(page: Page) -> int:
    """The number of the draft that a page shows."""
    found = re.search(r"/drafts/(\d+)", str(page.response.request.path))
    assert found, page.response.request.path
    return int(found.group(1))


def begin(browser: Browser, title: str = "Кворум решений") -> str:
    """A fresh draft; its address."""
    return f"{DRAFTS}/{number(browser.send(DRAFTS, form=DRAFTS, title=title))}"


def form_values(browser: Browser, path: str, **changed: str) -> dict[str, Any]:
    """What the form of a page would send, with some fields changed."""
    page = browser.get(path)
    form = page.html.css_first("form[hx-post]")
    values: dict[str, list[str]] = {}
    for node in form.css("input, textarea, select"):
        name, kind = node.attributes.get("name"), node.attributes.get("type")
        if not name or kind in ("checkbox", "radio") and "checked" not in node.attributes:
            continue
        if node.tag == "select":
            chosen = node.css_first("option[selected]") or node.css_first("option")
            values.setdefault(name, []).append(chosen.attributes.get("value") or "")
        else:
            values.setdefault(name, []).append(
                node.text() if node.tag == "textarea" else node.attributes.get("value") or ""
            )
    return {**values, **changed}


def share(above: str, below: str, do: str = "save") -> dict[str, str]:
    """The fraction of a threshold, and the button."""
    return {"params.share.above": above, "params.share.below": below, "do": do}


def settled(page: Page) -> Page:
    """A draft's page without an unforeseen fault."""
    assert "Принять пока нельзя" not in page.text, page.one("#adopt").text()
    return page


@pytest.mark.clause("LU2-4.9-twothirds")
def test_a_threshold_is_changed_previewed_and_adopted(app: Flask, filled: Settings, signed_in: Any) -> None:
    browser = signed_in(SLUG)
    draft = begin(browser)
    rule = f"{draft}/rules/{QUORUM}"
    shown = browser.post(rule, **form_values(browser, rule, **share("1", "2", "show")))
    assert "1/2" in shown.one("#sentence").text()
    saved = browser.post(rule, **form_values(browser, rule, **share("1", "2")))
    assert "1/2" in saved.one("#changes").text() and "2/3" in saved.one("#changes").text()
    assert "Принять пока нельзя" in saved.text
    settled(browser.send(draft, form=f"{draft}/act", **ACT))
    browser.post(f"{draft}/preview")
    with TenantSession(app.extensions["shell"].engine, tenant_of(app)) as db:
        asked = db.query(RulePreview).order_by(RulePreview.id.desc()).first()
    work.perform(tenant_of(app), None, "settings.preview", subject_id=asked.id)
    told = browser.get(f"{draft}/preview")
    assert "перестанет быть нарушением" in told.one("#effects-meetings").text(), told.text
    assert all(
        "/council/" in one or "/meetings/" in one for one in told.links("#effects-meetings th a").values()
    )
    browser.post(rule, **form_values(browser, rule, title="Кворум для решений", do="save"))
    assert "Устарел" in browser.get(f"{draft}/preview").text
    page = browser.send(f"{draft}/adopt", 422, form=f"{draft}/adopt")
    assert "Подтвердите" in page.text
    adopted = browser.send(f"{draft}/adopt", form=f"{draft}/adopt", sure="1")
    assert "принята на экране" in adopted.text and "в редакции: Приказ № 77" in adopted.text
    browser.post(rule, 409, **{"do": "save", "title": "x"})
    assert "1/2" in browser.get(f"/{SLUG}/profile/{QUORUM}").text
    back = browser.post(f"{DRAFTS}/restore/1")
    assert "2/3" in back.one("#changes").text()
    paper = browser.client.get(f"/{SLUG}/profile/difference/annex.docx?from=1&to=2").data
    text = zipfile.ZipFile(io.BytesIO(paper)).read("word/document.xml").decode()
    assert "прил. 2, п. 4.9" in text and "1/2" in text and "2/3" in text


def tenant_of(app: Flask) -> int:
    """The number of the district."""
    scope = scope_of(app, SLUG)
    with scope.db:
        return scope.tenant.id


def test_two_editors_lose_nothing_of_each_other(signed_in: Any) -> None:
    browser = signed_in(SLUG)
    draft = begin(browser, "Двое")
    rule = f"{draft}/rules/{QUORUM}"
    mine = form_values(browser, rule, **share("2", "5"))
    browser.post(rule, **form_values(browser, rule, **share("3", "4")))
    page = browser.post(rule, 409, **mine)
    assert "изменил другой человек" in page.text and "3/4" in page.text
    assert page.one("[name='params.share.below']").attributes["value"] == "5"
    again = {**mine, "version": page.one("form[hx-post] [name=version]").attributes["value"]}
    assert "2/5" in browser.post(rule, **again).one("#changes").text()


@pytest.mark.parametrize(
    ("rule_id", "changed", "field", "words"),
    [
        (QUORUM, {"params.share.above": "4"}, "params.share", "не больше единицы"),
        (QUORUM, {"quote": ""}, "quote", "нет цитаты"),
        ("council.notice", {"params.amount": "пять"}, "params.amount", "целое число"),
        ("active.eligibility", {"params.conditions.1.when.field": "salary"},
         "params.conditions.1.when.field", "Неизвестное поле"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(
    signed_in: Any, rule_id: str, changed: dict[str, str], field: str, words: str
) -> None:
    browser = signed_in(SLUG)
    draft = begin(browser, "Ошибки")
    rule = f"{draft}/rules/{rule_id}"
    page = browser.post(rule, 422, **form_values(browser, rule, do="save", **changed))
    assert words in page.text and f"#field-{field}" in page.links(".summary a").values()


def test_what_others_refer_to_is_taken_out_after_them(signed_in: Any) -> None:
    browser = signed_in(SLUG)
    draft = begin(browser, "Убрать")
    page = browser.post(f"{draft}/rules/{QUORUM}/remove", 422, version="0")
    assert "на это опирается" in page.text
    for name in ("decision_share", "decision_base", "hybrid_counts"):
        browser.post(f"{draft}/settings/council.{name}/remove")
    assert "не будет" in browser.post(f"{draft}/rules/{QUORUM}/remove", version="0").one("#changes").text()
    browser.post(f"{draft}/rules/{QUORUM}/undo", version="1")
    assert "Нужно участие" in browser.get(f"{draft}/rules/{QUORUM}").one("#sentence").text()


def test_the_file_of_the_act_is_kept_with_the_draft(signed_in: Any) -> None:
    browser = signed_in(SLUG)
    draft = begin(browser, "Файл")
    sent = {
        **ACT,
        "effective_from": "",
        "csrf_token": browser.token(),
        "file": (io.BytesIO(b"%PDF-1.7 act"), "приказ.pdf"),
    }
    answer = browser.client.post(f"{draft}/act", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 302, answer.get_data(as_text=True)[:500]
    assert browser.client.get(f"{draft}/act.file").data == b"%PDF-1.7 act"
    assert "отклонён" in browser.post(f"{draft}/discard").text
    browser.post(f"{draft}/rules/{QUORUM}/undo", 409, version="0")


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ({"effective_from": "2026-02-01"}, "раньше даты своего акта"),
        ({"act_date": "2020-01-01", "effective_from": "2023-01-01"}, "новая должна начаться позже"),
        ({"act_date": ""}, "укажите дату акта"),
    ],
)
def test_days_of_a_version_stand_in_order(signed_in: Any, act: dict[str, str], words: str) -> None:
    browser = signed_in(SLUG)
    draft = begin(browser, "Даты")
    assert words in browser.send(draft, 422, form=f"{draft}/act", **{**ACT, **act}).text


def test_a_setting_is_chosen_in_a_form_of_its_own(signed_in: Any) -> None:
    browser = signed_in(SLUG)
    draft = begin(browser, "Настройка")
    setting = f"{draft}/settings/council.decision_base"
    assert (
        "Напишите, почему"
        in browser.post(setting, 422, **form_values(browser, setting, value="1", do="save")).text
    )
    shown = browser.post(setting, **form_values(browser, setting, value="1", do="show"))
    assert "фактического числа" in shown.one("#sentence").text()
    saved = browser.post(
        setting, **form_values(browser, setting, value="1", reason="Так решил совет", do="save")
    )
    assert "Так решил совет" in saved.one("#changes").text()


def test_every_rule_of_a_profile_opens_as_a_form(signed_in: Any) -> None:
    """One rule of each kind: the page is whole, and sent back untouched it shows the same sentence."""
    browser = signed_in(SLUG)
    draft = begin(browser, "Все виды")
    listed = browser.get(f"/{SLUG}/profile?kind=frequency").text
    assert listed
    for rule_id in ("council.frequency", "council.composition", "council.signatories", "council.chairing",
                    "association.documents", "active.stages", "association.order"):  # fmt: skip
        page = browser.get(f"{draft}/rules/{rule_id}")
        said = page.one("#sentence p:first-child").text()
        again = browser.post(
            f"{draft}/rules/{rule_id}", **form_values(browser, f"{draft}/rules/{rule_id}", do="show")
        )
        assert again.one("#sentence p:first-child").text() == said, rule_id
    added = browser.post(
        f"{draft}/rules/association.documents",
        **form_values(browser, f"{draft}/rules/association.documents", do="add:params.documents"),
    )
    before = browser.get(f"{draft}/rules/association.documents")
    assert (
        len(added.html.css("[name='params.documents._']"))
        == len(before.html.css("[name='params.documents._']")) + 1
    )
