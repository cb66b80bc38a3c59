"""What may be opened: every bad file gets its own plain refusal, nothing is opened before."""

import io
import zipfile

import pytest

from service.people.importing import intake, sheets
from service.people.importing.intake import FileKind
from service.people.importing.limits import MEGABYTE, Limits
from service.people.importing.refusal import Refused
from tests.people.importing import builders

GOOD = [["ФИО", "Должность"], ["Иванова Анна Петровна", "учитель"]]
PAGE = '<!doctype html><html><body><p itemprop="fio">Иванова</p></body></html>'


def code(data: bytes, name: str = "", limits: Limits = Limits()) -> str:  # noqa: B008 - frozen
    with pytest.raises(Refused) as caught:
        intake.inspect(data, name, limits)
    assert caught.value.refusal.message.msgid
    assert str(caught.value.refusal.message)
    return caught.value.refusal.code


def test_kinds_are_known_by_content_not_by_name() -> None:
    assert intake.inspect(builders.xlsx(GOOD), "staff.xlsx").kind is FileKind.XLSX
    assert intake.inspect(builders.xlsx(GOOD), "staff").kind is FileKind.XLSX
    assert intake.inspect(builders.ods(builders.ods_row("ФИО")), "staff.ods").kind is FileKind.ODS
    assert intake.inspect("ФИО;Должность\n".encode(), "staff.csv").kind is FileKind.CSV
    assert intake.inspect(PAGE.encode(), "page.htm").kind is FileKind.HTML


def test_html_called_xlsx_and_the_reverse() -> None:
    assert code(PAGE.encode(), "staff.xlsx") == "wrong_kind"
    assert code(builders.xlsx(GOOD), "page.html") == "wrong_kind"
    assert code("ФИО;Должность\n".encode(), "staff.xlsx") == "wrong_kind"


def test_empty_file() -> None:
    assert code(b"") == "empty"


def test_file_over_the_limit_is_refused_with_both_sizes() -> None:
    with pytest.raises(Refused) as caught:
        intake.inspect(b"a" * (MEGABYTE + 1), "a.csv", Limits(file_bytes=MEGABYTE))
    assert caught.value.refusal.code == "too_large"
    assert "1,1 МБ" in str(caught.value.refusal.message)
    assert code(b"a" * (10 * MEGABYTE + 1)) == "too_large"


def test_old_excel_pdf_and_pictures() -> None:
    assert code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "staff.xls") == "old_excel"
    assert code(b"%PDF-1.7 ...", "staff.pdf") == "unknown_kind"
    assert code(b"\x89PNG\r\n\x1a\n", "staff.png") == "unknown_kind"


def test_a_zip_that_is_no_table() -> None:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert code(output.getvalue()) == "unknown_kind"
    assert code(builders.xlsx(GOOD)[:400]) == "damaged"


def test_macro_file_by_content_and_by_name() -> None:
    plain = builders.xlsx(GOOD)
    assert code(builders.replaced(plain, {}, {"xl/vbaProject.bin": b"x"}), "a.xlsx") == "macro"
    types = zipfile.ZipFile(io.BytesIO(plain)).read("[Content_Types].xml")
    macro = types.replace(b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")
    assert code(builders.replaced(plain, {"[Content_Types].xml": macro}), "a.xlsx") == "macro"
    assert code(plain, "a.xlsm") == "macro"
    assert code(builders.ods("", {"Basic/Standard/Module1.xml": "<x/>"}), "a.ods") == "macro"


def test_zip_bomb_by_total_by_ratio_and_by_count() -> None:
    plain = builders.xlsx(GOOD)
    bomb = builders.replaced(plain, {}, {"xl/worksheets/sheet2.xml": b" " * (60 * MEGABYTE)})
    assert len(bomb) < 100_000
    assert code(bomb, "a.xlsx") == "zip_bomb"
    assert code(plain, "a.xlsx", Limits(unpacked_bytes=1000)) == "zip_bomb"
    many = builders.replaced(plain, {}, {f"xl/media/{n}.txt": b"" for n in range(1001)})
    assert code(many, "a.xlsx") == "zip_bomb"


def test_nested_archive_slip_and_encryption() -> None:
    plain = builders.xlsx(GOOD)
    assert code(builders.replaced(plain, {}, {"xl/embeddings/a.zip": b"PK"})) == "nested_archive"
    assert code(builders.replaced(plain, {}, {"../../etc/cron": b"x"})) == "zip_slip"
    assert code(builders.replaced(plain, {}, {"C:/x": b"x"})) == "zip_slip"
    assert code(builders.encrypted(plain)) == "encrypted"
    manifest = '<m:manifest xmlns:m="x"><m:encryption-data/></m:manifest>'
    assert code(builders.ods("", {"META-INF/manifest.xml": manifest})) == "encrypted"


def test_symlink_inside_the_archive() -> None:
    link = zipfile.ZipInfo("xl/link")
    link.external_attr = 0o120777 << 16
    output = io.BytesIO(builders.xlsx(GOOD))
    with zipfile.ZipFile(output, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert code(output.getvalue()) == "zip_slip"


@pytest.mark.parametrize(
    "body",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" t="inlineStr"><is><t>a</t></is></c></row>',
        '<row r="1048576"><c><v>1</v></c></row>',
        '<row r="1"><c r="a1048576"><f>1+1</f></c></row>',
        '<row r="19999"><c r="KA19999"><v>1</v></c></row>',
        '<row r="1"><c r="A99999999999999"><v>1</v></c></row>',
    ],
)
def test_cell_at_the_far_corner_of_a_workbook(body: str) -> None:
    assert code(builders.with_sheet(body), "a.xlsx") == "far_cell"


def test_styled_emptiness_at_the_far_corner_is_no_harm() -> None:
    body = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert sheets.read(builders.with_sheet(body), "a.xlsx")[0].rows == ((1,),)


def test_far_cells_of_ods_by_repetition_only_when_filled() -> None:
    row = builders.ods_row("Иванова", empty_tail=16383)
    tail = builders.ods_row("", repeated=1_048_000, empty_tail=16383)
    assert intake.inspect(builders.ods(row + tail), "a.ods").kind is FileKind.ODS
    assert code(builders.ods(row + tail + builders.ods_row("x")), "a.ods") == "far_cell"
    assert code(builders.ods(builders.ods_row("x", repeated=1_000_000)), "a.ods") == "far_cell"
    wide = '<table:table-row><table:table-cell table:number-columns-repeated="9000"/>'
    filled = wide + "<table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
    assert code(builders.ods(filled), "a.ods") == "far_cell"


def test_too_many_elements() -> None:
    body = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 200))
    assert code(builders.with_sheet(body), "a.xlsx", Limits(elements=300)) == "too_many_cells"


def test_xml_declarations_and_entities_are_refused() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    body = '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
    assert code(builders.with_sheet(body, laughs), "a.xlsx") == "xml_entities"
    outside = '<!DOCTYPE x SYSTEM "file:///etc/passwd">'
    assert code(builders.with_sheet("<row/>", outside), "a.xlsx") == "xml_entities"
    assert code(builders.with_sheet("<row><c></row>"), "a.xlsx") == "damaged"


def test_encodings_of_csv() -> None:
    text = "ФИО;Должность\nИванова Анна Петровна;учитель\n"
    for encoding in ("utf-8", "utf-8-sig", "cp1251", "utf-16"):
        taken = intake.inspect(text.encode(encoding), "a.csv")
        assert (taken.kind, taken.encoding) == (FileKind.CSV, encoding)
        assert taken.text is not None
        assert taken.text.splitlines()[1] == "Иванова Анна Петровна;учитель"


def test_broken_encoding_names_line_and_byte() -> None:
    head = "ФИО;Должность\nИванова;".encode()
    with pytest.raises(Refused) as caught:
        intake.inspect(head + b"\xff\xfe" + "учитель русского языка\n".encode(), "a.csv")
    assert caught.value.refusal.code == "broken_encoding"
    assert caught.value.refusal.message.params == {"line": 2, "offset": len(head)}
    assert code("ФИО\n".encode("cp1251") + b"\x98\xee\n", "a.csv") == "broken_encoding"
    assert code(b"a;b\n\x00\x01\x02", "a.csv") == "broken_encoding"


def test_pages_in_cp1251_are_read_by_their_declaration() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Учитель</body></html>'
    taken = intake.inspect(page.encode("cp1251"), "page.html")
    assert taken.text is not None
    assert (taken.encoding, "Учитель" in taken.text) == ("cp1251", True)
    # A browser saves in utf-8 and leaves the old declaration.
    saved = intake.inspect(page.encode(), "page.html")
    assert saved.text is not None
    assert (saved.encoding, "Учитель" in saved.text) == ("utf-8", True)


def test_a_web_archive_is_refused_with_advice() -> None:
    saved = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    assert code(saved, "page.mhtml") == "web_archive"


def test_tags_inside_a_csv_do_not_make_it_a_page() -> None:
    assert intake.inspect("ФИО;Примечание\nИванова;<b>да</b><div>\n".encode(), "a.csv").kind is FileKind.CSV


def test_an_entry_that_lies_about_its_size() -> None:
    plain = builders.replaced(builders.xlsx(GOOD), {}, {"xl/worksheets/sheet9.xml": b" " * 5_000_000})
    place = plain.rfind(b"PK\x01\x02")
    lying = bytearray(plain)
    lying[place + 24 : place + 28] = (10).to_bytes(4, "little")
    assert code(bytes(lying), "a.xlsx") == "damaged"


def test_an_xml_document_is_no_list() -> None:
    assert code(b'<?xml version="1.0"?><staff/>', "a.xml") == "unknown_kind"
