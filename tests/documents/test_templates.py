"""Templates of documents: what is read, what is refused with its place, how they are filled."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.document import Document as Opened

from service.core.errors import Invalid
from service.documents.forms.checking import check
from service.documents.forms.filling import fill
from service.documents.forms.offered import DocumentForm, Field, Kind, Rows, Written
from service.documents.forms.requisites import names, values
from service.documents.forms.starting import starting_template
from service.documents.paper import Column, Letterhead, Numbered, Paper, Signature, Table

PAPER = Paper("ПИСЬМО", "О плане", Letterhead((("Центр", "Отдел"), ("Тӧс јер",))), made=date(2026, 12, 10))
FORM = DocumentForm(
    code="test.letter",
    title="Письмо",
    about="",
    read="documents:read",
    fields=(Field("number", "Номер", "12", required=True), Field("who", "Кому", "Иванову И. И.")),
    rows=(
        Rows("points", "Решения", (Field("n", "№", "1"), Field("text", "Текст", "Рекомендовать"))),
        Rows("people", "Люди", (Field("name", "Имя", "Иванов"),)),
    ),
    examples=lambda scope: (),
    record=lambda scope, key: Written(PAPER, {}),
)
VALUES = {
    "number": "15", "who": "Петровой",
    "points": [{"n": "1", "text": "Первое"}, {"n": "2", "text": "Второе\nс новой строки"}],
    "people": [],
}  # fmt: skip


def template(*paragraphs: str, make: Callable[[Opened], None] | None = None) -> bytes:
    """A Word document of some paragraphs."""
    opened = Document()
    for text in paragraphs:
        opened.add_paragraph(text)
    if make:
        make(opened)
    kept = io.BytesIO()
    opened.save(kept)
    return kept.getvalue()


def text_of(content: bytes) -> list[str]:
    """The paragraphs and cells of a document."""
    opened = Document(io.BytesIO(content))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return [one.text for one in opened.paragraphs] + cells


def refusals(content: bytes) -> list[str]:
    with pytest.raises(Invalid) as refused:
        check(content, FORM)
    return [
        str(one.msgid) % {name: str(value) for name, value in one.params.items()}
        for one in refused.value.fields
    ]


def table(opened: Opened) -> None:
    made = opened.add_table(2, 2)
    made.rows[0].cells[0].text, made.rows[0].cells[1].text = "№", "Решение"
    made.rows[1].cells[0].text, made.rows[1].cells[1].text = "{{points.n}}", "{{ points.text }} ({{ who }})"


def cut(opened: Opened) -> None:
    """Word cuts text into runs wherever a spelling mark or a look once ended."""
    paragraph = opened.add_paragraph()
    for part in ("Номер {", "{ num", "ber }", "} от района"):
        paragraph.add_run(part).bold = part == "{ num"


def test_a_row_is_repeated_for_each_record_and_left_out_where_there_is_none() -> None:
    content = template("№ {{ number }}", "{{ people.name }}", make=table)
    assert check(content, FORM) == ("number", "who", "points.n", "points.text", "people.name")
    made = text_of(fill(content, VALUES))
    assert made == [
        "№ 15",
        "№",
        "Решение",
        "1",
        "Первое (Петровой)",
        "2",
        "Второе\nс новой строки (Петровой)",
    ]
    assert fill(content, VALUES) == fill(content, VALUES)


def test_a_field_cut_into_runs_is_one_field_in_the_look_of_its_beginning() -> None:
    made = fill(template(make=cut), VALUES)
    assert text_of(made) == ["Номер 15 от района"]


def test_text_that_looks_like_a_field_or_a_program_stays_text() -> None:
    made = fill(template("{{ number }} {{ who }}"), {"number": "{{ who }}{% x %}<w:p/>\x00", "who": "%(x)s"})
    assert text_of(made) == ["{{ who }}{% x %}<w:p/> %(x)s"]


def test_header_and_footer_hold_fields_too() -> None:
    def make(opened: Opened) -> None:
        opened.sections[0].header.paragraphs[0].text = "№ {{ number }}"

    opened = Document(io.BytesIO(fill(template("текст", make=make), VALUES)))
    assert opened.sections[0].header.paragraphs[0].text == "№ 15"


@pytest.mark.parametrize(
    ("paragraphs", "make", "said"),
    [
        (("{{ number }}", "{{ numbre }}"), None, ["Поля «numbre» у этого документа нет: абзац 2."]),
        (("{{ number }} {{ config.items() }}",), None, ["Не читается поле «{{ config.items() }}»: абзац 1."]),
        (("{{ number }} {% for x in y %}",), None, ["Скобки без пары или чужой знак"]),
        (
            ("{{ number", "}}"),
            None,
            ["Скобки без пары", "Скобки без пары", "Нет обязательного поля {{ number }} (Номер)."],
        ),
        (("{{ who }}",), None, ["Нет обязательного поля {{ number }} (Номер)."]),
        (("{{ number }} {{ points.n }} {{ people.name }}",), None, ["В одной строке поля разных перечней"]),
        (("текст",), None, ["В шаблоне нет ни одного поля.", "Нет обязательного поля"]),
        (
            ("{{ number }}",),
            lambda opened: setattr(opened.add_table(1, 2).rows[0].cells[1], "text", "{{ points.x }}"),
            ["Поля «points.x» у этого документа нет: таблица 1, строка 1, столбец 2."],
        ),
    ],
)
def test_a_fault_is_named_with_its_place(
    paragraphs: tuple[str, ...], make: Callable, said: list[str]
) -> None:
    told = refusals(template(*paragraphs, make=make))
    assert len(told) == len(said), told
    assert all(one.startswith(part) for one, part in zip(told, said, strict=True)), told


def changed(
    content: bytes, name: str, *, replace: tuple[bytes, bytes] | None = None, add: bytes = b""
) -> bytes:
    """A document with one of its parts changed, or added."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read, zipfile.ZipFile(kept, "w") as written:
        for one in read.namelist():
            part = read.read(one)
            written.writestr(one, part.replace(*replace) if replace and one == name else part)
        if add:
            written.writestr(name, add)
    return kept.getvalue()


GOOD = template("{{ number }}")
CODE = b'<w:r><w:instrText>INCLUDETEXT "C:/secret"</w:instrText></w:r></w:p>'
LINK = (
    b'<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="http://evil.example/x" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Это не документ Word"),
        (b"PK\x03\x04 cut short", "Это не документ Word"),
        (GOOD[: len(GOOD) // 2], "Это не документ Word"),
        (b"x" * (5 * 1024 * 1024 + 1), "Шаблон больше 5 МБ."),
        (changed(GOOD, "word/vbaProject.bin", add=b"x"), "макросы"),
        (changed(GOOD, "word/embeddings/a.bin", add=b"x"), "встроенные объекты"),
        (changed(GOOD, "word/document.xml", replace=(b"</w:p>", CODE)), "коды полей Word"),
        (
            changed(GOOD, "word/document.xml", replace=(b"<w:body>", b'<w:body><w:altChunk r:id="x"/>')),
            "вложенные",
        ),
        (changed(GOOD, "word/footnotes.xml", add=b"{{ number }}"), "не в сносках"),
        (
            changed(GOOD, "word/x.xml", add=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
            "Это не документ Word",
        ),
        (
            changed(GOOD, "word/_rels/document.xml.rels", replace=(b"</Relationships>", LINK % b"image")),
            "ссылки на внешние файлы",
        ),
    ],
)
def test_anything_but_a_plain_document_is_refused(content: bytes, said: str) -> None:
    assert said in refusals(content)[0]


def test_a_link_to_click_is_harmless() -> None:
    linked = changed(GOOD, "word/_rels/document.xml.rels", replace=(b"</Relationships>", LINK % b"hyperlink"))
    assert check(linked, FORM) == ("number",)


def test_the_document_to_begin_with_has_every_field_and_passes() -> None:
    content = starting_template(FORM)
    assert check(content, FORM) == tuple(name for name, _field in names(FORM))
    assert content == starting_template(FORM)


@pytest.mark.parametrize("letter", [False, True])
def test_one_language_leaves_no_hole_for_the_second(letter: bool) -> None:
    form = replace(FORM, letter=letter)
    known = tuple(name for name, _field in names(form))
    assert check(starting_template(form), form) == known
    alone = check(starting_template(form, bilingual=False), form)
    assert set(known) - set(alone) == {"organisation_second"}


def test_every_paper_has_its_requisites_and_a_form_adds_its_own() -> None:
    paper = replace(
        PAPER,
        number="№ 7",
        blocks=(
            Numbered(("Первое.", "Второе.")),
            Table((Column("Кто", 50), Column("Что", 50)), (("Иванова", "план"),)),
        ),
        signatures=(Signature("Директор", "М. П. Иванова"),),
    )
    told = {"number": "15", "who": None, "points": [{"n": 1, "text": "Слушать"}], "people": []}
    numbered = replace(
        FORM.rows[0], fields=(replace(FORM.rows[0].fields[0], kind=Kind.NUMBER), FORM.rows[0].fields[1])
    )
    form = replace(FORM, rows=(numbered, FORM.rows[1]))
    found = values(form, Written(paper, told))
    assert found["number"] == "15", "a field of the form stands for the requisite of the same name"
    assert (found["who"], found["points"]) == ("", [{"n": "1", "text": "Слушать"}])
    assert (found["organisation"], found["organisation_second"]) == ("Центр\nОтдел", "Тӧс јер")
    assert [one["line"] for one in found["text"]] == [
        "1. Первое.",
        "2. Второе.",
        "Кто – Что",
        "Иванова – план",
    ]
    assert found["signatures"] == [{"office": "Директор", "name": "М. П. Иванова"}]
    with pytest.raises(KeyError, match="who"):
        values(form, Written(paper, {name: one for name, one in told.items() if name != "who"}))
    with pytest.raises(TypeError, match="points|n is declared"):
        values(form, Written(paper, {**told, "points": [{"n": "один", "text": ""}]}))
