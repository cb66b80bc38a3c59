"""Translation catalogues: keys found, translations kept, the lint sees every fault it promises."""

import polib
import pytest

from service.cli.catalogues import faults
from service.cli.catalogues.check import REVIEW, attested_words, faults_of_compiled, faults_of_entries
from service.cli.catalogues.extract import Text, texts_of
from service.cli.catalogues.merge import merge
from service.core.language.catalogue import LANGUAGES, LOCALES
from service.core.language.compiling import compiled

WORDS = frozenset({"бедреш", "кӱн", "ады", "јок", "файл"})


def entry(msgid, msgstr="", comment="", **more):
    return polib.POEntry(msgid=msgid, msgstr=msgstr, tcomment=comment, **more)


def lint(language, *entries):
    catalogue = polib.POFile()
    catalogue.extend(entries)
    return list(faults_of_entries(language, catalogue, WORDS))


def test_the_shipped_catalogues_have_no_faults():
    assert faults() == []


def test_shipped_altai_catalogue_is_not_empty_and_its_words_have_sources():
    catalogue = polib.pofile(str(LOCALES / "alt" / "LC_MESSAGES" / "messages.po"))
    assert len(catalogue.translated_entries()) > 150
    assert {"бедреш", "јаҥы", "артызар"} <= attested_words(LOCALES / "alt" / "glossary.csv")


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogues_keep_their_plural_header(language):
    data = compiled(LOCALES / language / "LC_MESSAGES" / "messages.po")
    assert list(faults_of_compiled(language, data)) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (entry("Поиск", "Бедрещь"), "слова без источника"),
        (entry("Поиск", "Бедрешү", REVIEW), "не алтайские буквы"),
        (entry("Поиск", "Bедреш", REVIEW), "не алтайские буквы"),
        (entry("Имя: %(n)s", "Ады:"), "подстановки не те"),
        (entry("Имя: %(n)s", "%(n)s-ҥ ады", REVIEW), "приклеено"),
        (entry("Имя: %(n)s", "%(n)sныҥ ады", REVIEW), "приклеено"),
        (entry("Поиск", "Бедреш", flags=["fuzzy"]), "fuzzy"),
        (
            entry(
                "%(n)s файл",
                msgid_plural="%(n)s файлов",
                msgstr_plural={0: "%(n)s файл", 1: "%(n)s файл јок"},
            ),
            "формы числа",
        ),
    ],
)
def test_the_lint_sees_a_fault_in_altai(wrong, said):
    assert any(said in fault for fault in lint("alt", wrong))


def test_the_lint_passes_what_is_right():
    right = [
        entry("Поиск", "Бедреш"),
        entry("Имя: %(n)s", "Ады: %(n)s"),
        entry("Поиск в XLSX", "XLSX бедреш"),
        entry("Выходной", "Амыраар кӱн", REVIEW),
        entry("Не переведено"),
        entry("%(n)s файл", msgid_plural="%(n)s файлов", msgstr_plural={0: "%(n)s файл", 1: "%(n)s файл"}),
    ]
    assert lint("alt", *right) == []


def test_russian_needs_three_forms_of_number():
    forms = {0: "%(n)s файл", 1: "%(n)s файла", 2: ""}
    found = lint("ru", entry("%(n)s файл", msgid_plural="%(n)s файлов", msgstr_plural=forms))
    assert any("три формы" in fault for fault in found)


def test_keys_are_found_where_people_write_them(tmp_path):
    package = tmp_path / "package"
    package.mkdir()
    (package / "code.py").write_text(
        'A = N_("Один")\nraise NotFound("Два")\nFieldProblem("name", "Три")\n'
        'x = ngettext("%(n)s день", "%(n)s дней", 3)\nMenuItem("a", title="Четыре")\n'
        'ROLE_TITLES = {"a": "Пять"}\nmsgid = "Шесть"\nMessage("%(a)s %(b)s", {})\nPATTERN = "ё"\n',
        "utf-8",
    )
    (package / "page.html").write_text('{{ _("Семь") }}<a title="{{ _a(\'Восемь\') }}">', "utf-8")
    found = [text.msgid for text in texts_of(package)]
    assert sorted(found) == sorted(
        ["Один", "Два", "Три", "%(n)s день", "Четыре", "Пять", "Шесть", "Семь", "Восемь"]
    )


def test_merging_keeps_translations_and_puts_lost_keys_aside(tmp_path):
    source = tmp_path / "messages.po"
    first = merge(source, "alt", [Text("Поиск", None, "a.py"), Text("Имя", None, "a.py")])
    for one in first:
        one.msgstr, one.tcomment = "Бедреш", REVIEW
    first.save(str(source))
    second = merge(source, "alt", [Text("Поиск", None, "b.py"), Text("Файл", None, "b.py")])
    states = {one.msgid: (one.msgstr, one.obsolete) for one in second}
    assert states == {"Поиск": ("Бедреш", False), "Файл": ("", False), "Имя": ("Бедреш", True)}
    assert second.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert second.find("Поиск").tcomment == REVIEW
