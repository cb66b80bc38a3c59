"""Papers of meetings: one text in DOCX and PDF, the standard's requisites, the same bytes every time."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from service.core.language import use_language
from service.documents.paper import GOST_2016, GOST_2025, Paper, Profile, checklist, to_docx, to_pdf, to_png
from service.meetings.papers.amendment import amendment
from service.meetings.papers.analysis import analysis
from service.meetings.papers.dispatch import covering_letter, extract
from service.meetings.papers.facts import Choice, Counts
from service.meetings.papers.minutes import minutes
from tests.meetings.paper_samples import ALTAI, DRAFT, SIGNED
from tests.meetings.paper_shelf import SECRETARY, amendment_data, analysis_data, letter_data, shelf

KINDS = sorted(shelf())
EDITIONS = (GOST_2025, GOST_2016)


def words(text: str) -> list[str]:
    return text.replace("\u00a0", " ").split()


def docx_words(file: bytes) -> list[str]:
    """Every word of the body in the order of the document, table cells one after the other."""
    found: list[str] = []
    for paragraph in Document(io.BytesIO(file)).element.body.iter(qn("w:p")):
        parts = (
            part.text or "" if part.tag == qn("w:t") else " "
            for part in paragraph.iter(qn("w:t"), qn("w:br"))
        )
        found += words("".join(parts))
    return found


def pdf_pages(file: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(file)).pages]


def pdf_words(file: bytes, papers: Sequence[Paper]) -> list[str]:
    """Every word of the PDF without page numbers and without what stands in the corner of a first sheet."""
    found: list[str] = []
    for page in pdf_pages(file):
        # A word may part at its own hyphen.
        whole = re.sub(r"(\w-)\s+(?=\w)", r"\1", page)
        lines = [line for line in whole.splitlines() if line.strip()]
        found += words(" ".join(lines[1:] if re.fullmatch(r"\d+", lines[0].strip()) else lines))
    text = f" {' '.join(found)} "
    for paper in papers:
        for corner in (*paper.office_note, paper.code.caption if paper.code else ""):
            text = text.replace(f" {' '.join(words(corner))} ", " ", 1) if corner else text
    return text.split()


@pytest.mark.parametrize("kind", KINDS)
def test_the_pdf_says_what_the_docx_says(kind: str) -> None:
    papers = shelf()[kind]
    said = docx_words(to_docx(*papers))
    assert said == pdf_words(to_pdf(*papers), papers)
    assert len(said) > 30


@pytest.mark.parametrize(
    ("kind", "profile"), [*((kind, GOST_2025) for kind in KINDS), ("minutes", GOST_2016)]
)
def test_the_same_data_make_the_same_bytes(kind: str, profile: Profile) -> None:
    once, again = shelf()[kind], shelf()[kind]
    assert to_pdf(*once, profile=profile) == to_pdf(*again, profile=profile)
    assert to_docx(*once, profile=profile) == to_docx(*again, profile=profile)


def test_nothing_in_a_file_tells_when_it_was_made() -> None:
    paper = minutes(SIGNED)
    with zipfile.ZipFile(io.BytesIO(to_docx(paper))) as opened:
        assert {part.date_time for part in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = PdfReader(io.BytesIO(to_pdf(paper))).metadata
    assert about is not None and about.creation_date is not None
    assert about.creation_date.date() == date(2026, 12, 11)
    assert Document(io.BytesIO(to_docx(paper))).core_properties.created.date() == date(2026, 12, 11)


@pytest.mark.parametrize("profile", EDITIONS, ids=lambda one: one.key)
def test_minutes_carry_the_requisites_of_the_standard_in_order(profile: Profile) -> None:
    expected = {
        "kind": "ПРОТОКОЛ",
        "date": "10–11.12.2026",
        "number": "№\u00a04",
        "place": "с. Заречное",
        "title": "заседания методического совета",
    }
    if profile.code_on_first_sheet:
        expected["code"] = "MS-7F3A-0004"
    found = {one.key: one for one in checklist(to_docx(minutes(SIGNED), profile=profile), profile, expected)}
    assert [key for key, one in found.items() if not one.holds] == []
    present = {key for key, one in found.items() if one.present}
    assert {"organisation", "annex_note", "annex", "signature", "signature_mark", "text"} <= present
    assert ("code" in present) is (profile is GOST_2025)
    said = found["signature_mark"].text
    assert ("ДОКУМЕНТ ПОДПИСАН" in said) is (profile is GOST_2016)


@pytest.mark.parametrize(
    ("spoilt", "missed"),
    [
        ({"code": None}, "code"),
        ({"title": ""}, "title"),
        ({"number": ""}, "number"),
        ({"date": "15.01.2027"}, "date"),
        ({"signatures": ()}, "signature"),
    ],
)
def test_the_checklist_notices_what_is_missing(spoilt: dict[str, object], missed: str) -> None:
    paper = replace(minutes(SIGNED), **spoilt)  # type: ignore[arg-type]
    found = checklist(to_docx(paper), expected={"date": "10–11.12.2026"})
    assert missed in [one.key for one in found if not one.holds]


WAIVED = {"letter": {"kind"}, "analysis": {"number"}, "notice": {"number"}, "deliveries": set()}


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"sheets"}))
def test_every_paper_holds_the_checklist(kind: str) -> None:
    (paper,) = shelf()[kind]
    found = checklist(to_docx(paper), waived=WAIVED.get(kind, set()))
    assert [(one.key, one.text) for one in found if not one.holds] == []


def test_a_long_table_repeats_its_heading_on_every_page() -> None:
    choices = tuple(Choice(f"Член Совета {place}", "за") for place in range(200))
    (question,) = (replace(DRAFT.questions[0], named=choices, counts=Counts(200, 0, 0)),)
    paper = minutes(replace(SIGNED, questions=(question,)))
    pages = [page for page in pdf_pages(to_pdf(paper)) if "Член Совета" in page]
    assert len(pages) > 3 and all("Голос" in page for page in pages)
    tables = Document(io.BytesIO(to_docx(paper))).tables
    (votes,) = (table for table in tables if len(table.rows) == 201)
    assert votes.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


@pytest.mark.parametrize("draw", [to_pdf, to_docx])
def test_no_papers_make_no_file(draw: Callable[[], bytes]) -> None:
    with pytest.raises(ValueError, match="no papers"):
        draw()


def test_minutes_made_again_in_january_stay_minutes_of_december(monkeypatch: pytest.MonkeyPatch) -> None:
    before = to_pdf(minutes(SIGNED))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    with use_language("alt"):
        assert to_pdf(minutes(SIGNED)) == before
    first = pdf_pages(before)[0]
    assert "10–11.12.2026" in first and "№ 4" in first.replace("\u00a0", " ") and "2027" not in first


@pytest.mark.parametrize("kind", ["minutes", "sheets", "analysis"])
def test_altai_letters_survive(kind: str) -> None:
    papers = shelf()[kind]
    assert ALTAI in " ".join(docx_words(to_docx(*papers)))
    text = " ".join(words(" ".join(pdf_pages(to_pdf(*papers)))))
    assert ALTAI in text


def drafts() -> Iterator[Paper]:
    yield minutes(DRAFT)
    yield from shelf()["composition"]
    yield from shelf()["associations"]
    yield covering_letter(letter_data(None))
    yield amendment(amendment_data(None))
    yield analysis(replace(analysis_data(), draft=True))
    yield extract(DRAFT, (1,), date(2026, 12, 21), SECRETARY)


def test_a_draft_says_so_and_a_numbered_paper_does_not() -> None:
    for paper in drafts():
        assert docx_words(to_docx(paper))[0] == "ПРОЕКТ"
        assert "ПРОЕКТ" in pdf_pages(to_pdf(paper))[0]
    assert "ПРОЕКТ" not in docx_words(to_docx(minutes(SIGNED)))


def test_the_pdf_is_an_archive_file_with_its_own_letters() -> None:
    file = to_pdf(minutes(SIGNED))
    reader = PdfReader(io.BytesIO(file))
    assert b"pdfaid" in file
    assert reader.trailer["/Root"]["/Lang"].startswith("ru")
    names = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names and all("+PTSerif" in name.replace("-", "") for name in names)


def test_pages_are_numbered_from_the_second_of_each_paper() -> None:
    papers = (*shelf()["sheets"], *shelf()["minutes"])
    firsts = [page.split()[0] for page in pdf_pages(to_pdf(*papers))]
    numbers = [first for first in firsts if first.isdigit()]
    assert numbers == [str(number) for number in range(2, 2 + len(firsts) - len(papers))]
    assert len(to_png(minutes(SIGNED))) == len(firsts) - 3
