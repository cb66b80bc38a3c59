"""Every paper the product prints has a template of the tenant's own, on real records."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from service.documents.forms.offered import DocumentForm
from service.documents.forms.requisites import names
from service.modules import CARDS
from tests.accounts import browser_as, token_for
from tests.client import Browser
from tests.documents.every_paper import SLUG, made
from tests.documents.test_templates import template, text_of

FORMS: dict[str, DocumentForm] = {form.code: form for card in CARDS for form in card.forms}
PLACE = f"/{SLUG}/settings/templates"
Answer = Any
ROOT = Path(__file__).parents[2]
FINAL = frozenset({"letter", "extract", "member_notice", "minutes", "sheet"})
"""Papers of the records here that went out before any template was there."""


@pytest.fixture(scope="module")
def records(app: Flask) -> Any:
    return made(app)


@pytest.fixture(scope="module")
def admin(app: Flask, records: Any) -> Browser:
    return browser_as(app, SLUG, "administrator")


@pytest.fixture(scope="module")
def call(app: Flask, records: Any) -> Callable[..., Answer]:
    client, headers = app.test_client(), token_for(app, SLUG, "administrator")
    root = f"/api/v1/{SLUG}/document-templates"

    def send(path: str, method: str = "GET", content: bytes | None = None) -> Answer:
        given = {"data": {"file": (io.BytesIO(content), "бланк.docx")}} if content is not None else {}
        return client.open(f"{root}{path}", method=method, headers=headers, **given)

    return send


def shown(admin: Browser, code: str) -> str:
    """The page of a paper, as it is sent."""
    return str(admin.client.get(f"{PLACE}/{code}").get_data(as_text=True))


def keys(page: str, code: str) -> list[str]:
    """Records that the page offers to look at."""
    found = [part.split('"')[0] for part in page.split(f"/{code}/typical.pdf?key=")[1:]]
    return list(dict.fromkeys(found))


def test_no_two_papers_share_a_code_and_the_list_is_what_the_product_prints() -> None:
    assert sorted(FORMS) == sorted(
        [
            *("notice", "member_notice", "deliveries", "sheet", "minutes", "extract", "letter", "amendment"),
            *("composition", "representation", "association_order", "association_analysis"),
            "rule_differences",
        ]
    )
    told = (ROOT / "docs" / "documents.md").read_text(encoding="utf-8")
    for form in FORMS.values():
        assert form.title in told, "docs/documents.md tells of every paper"
        known = [name for name, _field in names(form)]
        assert len(known) == len(set(known)), form.code
        assert any(field.required for _name, field in names(form)), f"{form.code}: nothing is demanded"


@pytest.mark.parametrize("code", sorted(FORMS))
def test_a_paper_from_its_sample_to_its_return(
    admin: Browser, call: Callable[..., Answer], code: str
) -> None:
    """The typical paper, the sample, a fault with its place, preview on a real record, use, return."""
    page = shown(admin, code)
    (key, *_more) = keys(page, code)
    assert "Сейчас документ печатается по типовой форме." in page
    assert call(f"/{code}/typical.pdf?key={key}").data[:5] == b"%PDF-"
    typical = text_of(call(f"/{code}/typical.docx?key={key}").data)
    assert call(f"/{code}/filled.docx?key={key}").status_code == 404

    wrong = call(f"/{code}", "POST", template("Бланк", "{{ nobody }} {{ title }}"))
    said = [one["message"] for one in wrong.json["fields"]]
    assert wrong.status_code == 422 and "Поля «nobody» у этого документа нет: абзац 2." in said
    assert any("Нет обязательного поля" in one for one in said)

    sample = call(f"/{code}/start.docx").data
    uploaded = call(f"/{code}", "POST", sample)
    assert uploaded.status_code == 201, uploaded.json
    edition = uploaded.json["id"]
    assert set(uploaded.json["fields_used"]) >= {name for name, one in names(FORMS[code]) if one.required}
    assert f"key={key}" in shown(admin, code)
    filled = text_of(call(f"/{code}/{edition}.docx?key={key}").data)
    assert not any("{{" in one for one in filled)
    assert told(filled) >= told(typical), told(typical) - told(filled)

    later = call(f"/{code}/filled.docx?key={key}").status_code
    assert later == (404 if code in FINAL else 200), "what went out before stays on the paper of its day"

    restored = call(f"/{code}/restore", "POST")
    assert restored.status_code == 200 and restored.json["in_use"] is None
    assert call(f"/{code}/restore", "POST").status_code == 409
    page = shown(admin, code)
    assert "отозвана" in page and "Вернуть типовую форму" not in page
    assert call(f"/{code}/{edition}.docx").data == sample, "an edition stays as it was uploaded"


def told(texts: list[str]) -> set[str]:
    """The words of a document, however they are laid out."""
    words = {word.strip(".,:;()«»–") for text in texts for word in text.replace("\xa0", " ").split()}
    return {word for word in words if not word.isdecimal()} - {""}


def test_pages_lead_to_the_own_paper_while_it_is_in_use(
    admin: Browser, call: Callable[..., Answer], records: Any
) -> None:
    """Pages that give a paper out name the district's own one beside it, and stop when it is returned."""
    place = {
        "composition": f"/{SLUG}/bodies/{records.body_id}/composition",
        "association_order": f"/{SLUG}/associations/order?year=2026",
        "representation": f"/{SLUG}/people/{records.people[0]}",
    }
    for code, address in place.items():
        link = f"templates/{code}/filled.docx?key="
        assert link not in admin.client.get(address).get_data(as_text=True)
        assert call(f"/{code}", "POST", call(f"/{code}/start.docx").data).status_code == 201
        page = admin.client.get(address).get_data(as_text=True)
        assert link in page, code
        key = page.split(link)[1].split('"')[0]
        assert admin.client.get(f"{PLACE}/{code}/filled.docx?key={key}").data[:2] == b"PK"
        assert call(f"/{code}/restore", "POST").status_code == 200


@pytest.mark.clause("LU3-2.3.3-form")
def test_a_representation_is_printed_from_the_record(app: Flask, admin: Browser, records: Any) -> None:
    """The form that the order does not attach: typical or own, filled from the person's card."""
    page = admin.client.get(f"/{SLUG}/people/{records.people[0]}").get_data(as_text=True)
    place = f"{PLACE}/representation/typical"
    assert f"{place}.pdf?key={records.people[0]}" in page
    said = " ".join(text_of(admin.client.get(f"{place}.docx?key={records.people[0]}").data))
    assert "ПРЕДСТАВЛЕНИЕ" in said and "Член000 Анна" in said and "Квалификационная категория" in said
    assert admin.client.get(f"{place}.docx?key=999999").status_code == 404
    teacher = browser_as(app, SLUG, "teacher")
    assert teacher.client.get(f"{place}.pdf?key={records.people[0]}").status_code == 403
