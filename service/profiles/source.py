"""Reading a TOML file into a document with line numbers."""

import re
import tomllib
from pathlib import Path

from service.profiles.place import Document
from service.profiles.problems import Problem
from service.rules.message import N_, Message

_AT = re.compile(r" \(at line (\d+), column (\d+)\)$")
_MEANING = (
    ("Cannot overwrite", N_("ключ или таблица записаны дважды")),
    ("Cannot declare", N_("таблица объявлена дважды")),
    ("Cannot mutate", N_("таблица объявлена дважды")),
    ("Duplicate inline", N_("ключ записан дважды")),
    ("Expected '='", N_("после ключа нужен знак «=»")),
    ("Unclosed inline", N_("таблица в фигурных скобках пишется в одну строку и закрывается скобкой «}»")),
    ("Unclosed array", N_("список не закрыт скобкой «]» или между элементами нет запятой")),
    ("Expected newline", N_("после значения должна начинаться новая строка")),
    ("Unterminated", N_("строка не закрыта кавычкой")),
    ("Illegal character", N_("недопустимый знак, или строка не закрыта кавычкой")),
    ("Unescaped", N_("обратная косая черта в строке пишется дважды")),
    ("Invalid value", N_("значение не распознано: строки пишутся в кавычках, даты и числа без них")),
    ("Invalid initial", N_("таблица в фигурных скобках пишется в одну строку, ключи – латинскими буквами")),
    ("Invalid statement", N_("строка не распознана: нужен ключ, таблица или комментарий")),
)


def read_document(path: Path, problems: list[Problem]) -> Document | None:
    """Parse a file strictly; a fault of notation is reported with its line and gives None."""
    shown = path.as_posix()
    if not path.is_file():
        problems.append(Problem(shown, 1, "", Message(N_("нет такого файла"))))
        return None
    try:
        content = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        problems.append(Problem(shown, line, "", Message(N_("файл сохранён не в кодировке UTF-8"))))
        return None
    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        problems.append(_notation(shown, str(error), content))
        return None
    return Document(shown, data, content)


def _notation(shown: str, reason: str, content: str) -> Problem:
    """Turn the parser's reason into a sentence an administrator understands."""
    found = _AT.search(reason)
    line = int(found.group(1)) if found else content.count("\n") + 1
    for start, meaning in _MEANING:
        if reason.startswith(start):
            return Problem(shown, line, "", Message(meaning))
    return Problem(shown, line, "", Message(N_("запись не по правилам TOML: %(reason)s"), {"reason": reason}))
