"""Words on a page: Russian as it is, Altai where there is a translation, marked Russian elsewhere."""

import pytest
from markupsafe import Markup

from service.core import language as words
from service.core.language import catalogue
from service.rules.message import Message, sentences
from service.web import marking

PO = """
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: {plural}\\n"

msgid "Поиск"
msgstr "{search}"

msgid "Ошибка: %(what)s"
msgstr "{error}"

msgid "%(n)s файл"
msgid_plural "%(n)s файлов"
{forms}
"""
RUSSIAN = {
    "language": "ru",
    "plural": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "search": "",
    "error": "",
    "forms": 'msgstr[0] "%(n)s файл"\nmsgstr[1] "%(n)s файла"\nmsgstr[2] "%(n)s файлов"',
}
ALTAI = {
    "language": "alt",
    "plural": "nplurals=2; plural=(n != 1);",
    "search": "Бедреш",
    "error": "Јастыра: %(what)s",
    "forms": 'msgstr[0] "%(n)s файл"\nmsgstr[1] "%(n)s файл"',
}


@pytest.fixture(autouse=True)
def catalogues(tmp_path, monkeypatch):
    """Two small catalogues, compiled by the code under test."""
    for content in (RUSSIAN, ALTAI):
        folder = tmp_path / str(content["language"]) / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "messages.po").write_text(PO.format(**content), "utf-8")
    load = catalogue.load
    monkeypatch.setattr(catalogue, "load", lambda code: load(code, tmp_path))


def test_russian_is_plain():
    assert marking.marked("Поиск") == "Поиск"
    assert marking.marked("Нет перевода: %(x)s", x="<b>") == "Нет перевода: &lt;b&gt;"


def test_altai_is_translated_and_parameters_are_escaped():
    with words.use_language("alt"):
        assert marking.marked("Поиск") == "Бедреш"
        assert marking.marked("Ошибка: %(what)s", what="<i>") == "Јастыра: &lt;i&gt;"


def test_a_missing_translation_is_marked_as_russian():
    with words.use_language("alt"):
        assert marking.marked("Отчёт") == Markup('<span lang="ru">Отчёт</span>')
        assert marking.attribute("Отчёт «%(x)s»", x=Markup("<b>да</b>")) == "Отчёт «да»"
        assert marking.plain(marking.marked("Отчёт")) == "Отчёт"


def test_counting_in_both_languages():
    forms = {n: marking.marked_plural("%(n)s файл", "%(n)s файлов", n) for n in (1, 3, 5, 21)}
    assert forms == {1: "1 файл", 3: "3 файла", 5: "5 файлов", 21: "21 файл"}
    with words.use_language("alt"):
        assert marking.marked_plural("%(n)s файл", "%(n)s файлов", 5) == "5 файл"
        assert marking.marked_plural("%(n)s год", "%(n)s лет", 5) == '<span lang="ru">5 лет</span>'


def test_messages_of_rules_are_marked_piece_by_piece():
    message = sentences(Message("Ошибка: %(what)s", {"what": 12345}), Message("Не хватает %(n)s.", {"n": 1}))
    with words.use_language("alt"):
        said = str(marking.say(message))
    assert said == f'Јастыра: 12{words.NBSP}345 <span lang="ru">Не хватает 1.</span>'


def test_percent_signs_survive():
    assert marking.marked("Доля, %%") == marking.marked("Доля, %") == "Доля, %"
    assert words.render(Message("Доля %(n)s %%", {"n": 5})) == "Доля 5 %"


def test_compiled_catalogue_keeps_its_plural_header(tmp_path):
    with words.use_language("alt"):
        marking.marked("Поиск")
    assert "plural-forms" in catalogue.load("alt").info()
    assert (tmp_path / "alt" / "LC_MESSAGES" / "messages.mo").exists()
