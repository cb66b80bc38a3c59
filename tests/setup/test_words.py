"""Names of units, positions, documents and subjects in the tenant's own words, in both its languages."""

import io
from datetime import date
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook

from service.core.columns import life
from service.documents.model import LegalAct
from service.people.model.organisations import Organisation, OrganisationDocument
from service.people.model.persons import Employment, Person
from service.structure.model import Unit
from tests.accounts import browser_as, scope_of, token_for
from tests.client import Browser
from tests.documents.test_templates import text_of

SLUG = "ust-koksa"
UNIT = ("Районный методический кабинет", "Аймактыҥ кабинеди")
SUBJECT = ("Родной край", "Тӧрӧл јер")
TITLE = ("Наставник предмета", "Ӱредӱчи")
GROUP = ("Педагог школы", "Школдыҥ педагогы")
PAPER = ("План роста кадров", "Ӧзӱмниҥ планы")
ACT = ("Распоряжение управления", "Јакару")


@pytest.fixture(scope="module")
def staff(app: Flask) -> dict[str, int]:
    """A unit, a teacher, a document of a school and an act, under the names of the regulation."""
    with scope_of(app, SLUG).db as db:
        school = Organisation(code="w-1", name="Школа слов", type="general", sort_key="w", search_key="w")
        person = Person(
            last_name="Словарева", first_name="Анна", sort_key="словарева", search_key="словарева"
        )
        unit = Unit(
            kind=kind_of(app)[0], level="municipal", name="Первая единица", valid=life(date(2020, 1, 1))
        )
        act = LegalAct(
            kind="Приказ слов", number="1", date=date(2026, 1, 10), title="О словах", level="municipal"
        )
        db.add_all([school, person, unit, act])
        db.flush()
        job = Employment(
            person_id=person.id, organisation_id=school.id, kind="main", position="teacher",
            position_title="учитель слов", subjects=["словесность"], valid=life(date(2020, 1, 1)),
        )  # fmt: skip
        paper = OrganisationDocument(title="План", organisation_id=school.id, kind="development_plan")
        db.add_all([job, paper])
        db.commit()
        return {"person": person.id, "unit": unit.id}


def kind_of(app: Flask) -> tuple[str, str]:
    """A kind of unit that the regulation names, with its title."""
    kinds = scope_of(app, SLUG).profile.rule("structure.unit_kinds")
    assert kinds is not None
    return next((one.code, one.title) for one in kinds.params.items if len(one.title) <= 60)


@pytest.fixture(scope="module")
def admin(app: Flask, staff: dict[str, int]) -> Browser:
    """The administrator, after saying everything otherwise on the page of words."""
    browser = browser_as(app, SLUG, "administrator")
    page = browser.get(f"/{SLUG}/settings/words")
    terms = {
        str(one.attributes["value"]): str(one.attributes["name"]).removeprefix("term-")
        for one in page.html.css("input[name^=term-]")
    }
    said = {
        kind_of(app)[1]: UNIT, "словесность": SUBJECT, "учитель слов": TITLE,
        "Педагогический работник": GROUP, "Перспективный план развития кадров": PAPER, "Приказ слов": ACT,
    }  # fmt: skip
    given: dict[str, Any] = {f"term-{number}": term for term, number in terms.items()}
    for term, words in said.items():
        given |= {f"ru-{terms[term]}": words[0], f"alt-{terms[term]}": words[1]}
    kept = browser.post(f"/{SLUG}/settings/words", **given)
    assert kept.status == 200 and kept.html.css(f'input[value="{SUBJECT[1]}"]')
    return browser


@pytest.mark.parametrize(("language", "place"), [("ru", 0), ("alt", 1)])
def test_pages_say_the_tenants_words_in_each_language(
    admin: Browser, staff: dict[str, int], language: str, place: int
) -> None:
    for address, told in (
        (f"/structure/units/{staff['unit']}", (UNIT,)),
        (f"/people/{staff['person']}", (TITLE, SUBJECT)),
        ("/organisations/documents", (PAPER,)),
        ("/documents/basis", (ACT,)),
    ):
        page = admin.get(f"/{SLUG}{address}?lang={language}")
        for words in told:
            assert words[place] in page.text, (address, words)
    form = admin.get(f"/{SLUG}/people/new?lang={language}").text
    assert GROUP[place] in form
    admin.get(f"/{SLUG}/?lang=ru")


def test_workbooks_papers_and_programs_say_them_too(
    app: Flask, admin: Browser, staff: dict[str, int]
) -> None:
    for address, words in (("structure/export.xlsx", UNIT), ("organisations/documents/export.xlsx", PAPER)):
        answer = admin.client.get(f"/{SLUG}/{address}")
        assert answer.status_code == 200, address
        book = load_workbook(io.BytesIO(answer.data))
        cells = {cell for sheet in book for row in sheet.values for cell in row}
        assert words[0] in cells, address
    paper = admin.client.get(f"/{SLUG}/settings/templates/representation/typical.docx?key={staff['person']}")
    said = " ".join(text_of(paper.data))
    assert TITLE[0] in said and SUBJECT[0] in said
    told = app.test_client().get(f"/api/v1/{SLUG}/words", headers=token_for(app, SLUG, "administrator")).json
    assert told["words"]["словесность"] == {"ru": SUBJECT[0], "alt": SUBJECT[1]}
    assert "словесность" in told["terms"]["Предметы и направления"]
    assert "учитель слов" in told["terms"]["Должности людей"]


def test_words_outlive_the_records_they_were_said_for(app: Flask, admin: Browser) -> None:
    """A subject that nobody teaches any more keeps its words until they are taken away."""
    with scope_of(app, SLUG).db as db:
        db.query(Employment).filter(Employment.position_title == "учитель слов").delete()
        db.commit()
    page = admin.get(f"/{SLUG}/settings/words")
    assert "Сказано раньше" in page.text and page.html.css(f'input[value="{SUBJECT[0]}"]')
