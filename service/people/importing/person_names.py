"""Splitting and mending a person's name (ФИО): letters repaired or asked, nothing invented."""

import re
import unicodedata
from dataclasses import dataclass

from service.core import alphabet
from service.people.importing.problems import RowProblem, Weight, problem
from service.rules.message import N_

LONGEST_NAME = 200
LONGEST_PART = 60
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e]")
APOSTROPHES = re.compile("(?<=\\w)[’‘ʼʹ`´′](?=\\w)")
DASHES = re.compile(r"\s*[-‐‑‒–—−]\s*")
BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
ALLOWED = re.compile(r"^[^\W\d_]+(?:['-][^\W\d_]+)*$")
INITIALS = re.compile(r"(?<![\w'-])([^\W\d_])(?:\s*\.\s*|\s+|$)(?:([^\W\d_])(?:\s*\.|\s+|$))?")
PATRONYMIC = re.compile(r"(ович|евич|ьич|[кмнл]ич|овна|евна|ична|инична|ыч)$", re.IGNORECASE)
PATRONYMIC_TAIL = {"оглы", "кызы", "гызы", "кызу", "улы", "уулу", "оглу", "заде"}
PARTICLES = {"де", "да", "дер", "фон", "ван", "дель", "эль", "аль", "бен", "ибн"}
CYRILLIC = re.compile(r"[\u0400-\u052f]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
NAME = "full_name"


@dataclass(frozen=True)
class PersonName:
    """A name in parts; `initials` where the list gives letters instead of names."""

    last: str | None = None
    first: str | None = None
    middle: str | None = None
    initials: tuple[str, ...] = ()
    problems: tuple[RowProblem, ...] = ()


def split_name(raw: str, column: str = NAME) -> PersonName:
    """A full name in one cell as parts; problems of weight refuse leave the parts empty."""
    text, problems = _mended(raw, column)
    if any(each.weight is Weight.REFUSE for each in problems):
        return PersonName(problems=problems)
    found = INITIALS.search(text)
    if found:
        return _with_initials(text, found, column, problems)
    words = text.split()
    bad = next((word for word in words if not ALLOWED.match(word) or len(word) > LONGEST_PART), None)
    if bad:
        return PersonName(problems=(*problems, _bad_part(column, bad)))
    return _placed([_cased(word) for word in words], column, problems)


def join_parts(last: str, first: str, middle: str) -> PersonName:
    """A name whose parts stand in columns of their own; a full name in the first column is split."""
    if not first and not middle:
        return split_name(last, "last_name")
    parts: list[str | None] = []
    problems: tuple[RowProblem, ...] = ()
    initials: list[str] = []
    for raw, column in ((last, "last_name"), (first, "first_name"), (middle, "middle_name")):
        text, found = _mended(raw, column) if raw else ("", ())
        problems += found
        letters = INITIALS.fullmatch(text) if column != "last_name" else None
        if letters:
            initials += [letter.upper() for letter in letters.groups() if letter]
            text = ""
        wrong = [word for word in text.split() if not ALLOWED.match(word) or len(word) > LONGEST_PART]
        if wrong:
            problems += (_bad_part(column, wrong[0]),)
        parts.append(" ".join(_cased(word) for word in text.split()) or None)
    if initials:
        problems += (_initials(" ".join([last, *initials])),)
    elif not parts[0] or not parts[1]:
        problems += (_incomplete(" ".join(each for each in (last, first, middle) if each)),)
    if any(each.weight is Weight.REFUSE for each in problems):
        return PersonName(problems=problems)
    return PersonName(parts[0], parts[1], parts[2], tuple(initials), problems)


def _mended(raw: str, column: str) -> tuple[str, tuple[RowProblem, ...]]:
    """A name in normal form with look-alike letters repaired, and what to say or ask about it."""
    text = alphabet.squeeze(INVISIBLE.sub("", unicodedata.normalize("NFC", raw)).replace(",", " "))
    if len(text) > LONGEST_NAME:
        msgid = N_("Имя длиннее %(limit)s знаков: «%(value)s…».")
        return "", (problem(Weight.REFUSE, "long_name", column, msgid, limit=LONGEST_NAME, value=text[:40]),)
    if alphabet.plainly_russian(text):
        return text, ()
    problems: list[RowProblem] = []
    shorter = alphabet.squeeze(BRACKETS.sub(" ", text))
    if shorter != text:
        problems.append(
            _note("brackets", column, N_("Слова в скобках не вошли в имя: «%(value)s»."), value=text)
        )
    text = DASHES.sub("-", APOSTROPHES.sub("'", shorter)).strip("-;: ")
    repaired = alphabet.repair(text)
    text = repaired.text
    for before, after in repaired.changes:
        msgid = N_("Похожие буквы исправлены: «%(before)s» → «%(after)s».")
        problems.append(_note("letters", column, msgid, before=before, after=after))
    for doubt in repaired.ask:
        if doubt.suggestion:
            text = text.replace(doubt.word, doubt.suggestion)
        problems.append(_mixed(column, doubt.word, doubt.suggestion))
    for word in re.findall(r"[^\W\d_]{2,}", text):
        if LATIN.search(word) and not CYRILLIC.search(word):
            msgid = N_("Имя записано латиницей: «%(value)s». Верно ли это?")
            problems.append(problem(Weight.ASK, "latin", column, msgid, value=word))
    return text, tuple(problems)


def _mixed(column: str, word: str, suggestion: str | None) -> RowProblem:
    if suggestion is None:
        msgid = N_("В слове «%(before)s» смешаны русские и латинские буквы. Исправьте его.")
        return problem(Weight.REFUSE, "mixed_letters", column, msgid, before=word)
    msgid = N_("В слове «%(before)s» есть латинские буквы. Записать «%(after)s»?")
    return problem(Weight.ASK, "mixed_letters", column, msgid, before=word, after=suggestion)


def _with_initials(
    text: str, found: re.Match[str], column: str, problems: tuple[RowProblem, ...]
) -> PersonName:
    """«Иванова А. П.» or «А. П. Иванова»: the surname is known, the rest is asked."""
    rest = alphabet.squeeze(text[: found.start()] + " " + text[found.end() :])
    initials = tuple(letter.upper() for letter in found.groups() if letter)
    if not rest or not all(ALLOWED.match(word) for word in rest.split()):
        return PersonName(problems=(*problems, _bad_part(column, text)))
    last = " ".join(_cased(word) for word in rest.split())
    return PersonName(last, None, None, initials, (*problems, _initials(text)))


def _placed(words: list[str], column: str, problems: tuple[RowProblem, ...]) -> PersonName:
    """Words in the order last, first, middle; the order first, middle, last is recognised and noted."""
    if len(words) > 1 and words[-1].lower() in PATRONYMIC_TAIL:
        words = [*words[:-2], f"{words[-2]} {words[-1].lower()}"]
        middle_at = len(words) - 1
    else:
        middle_at = max((n for n, word in enumerate(words) if n and PATRONYMIC.search(word)), default=-1)
    count = len(words)
    if count == 3 and middle_at == 1 and not PATRONYMIC.search(words[2]):
        note = _note("name_order", column, N_("Порядок имени изменён: сначала фамилия."))
        return PersonName(words[2], words[0], words[1], (), (*problems, note))
    if count == 3:
        if words[0].lower() in PARTICLES:
            return PersonName(f"{words[0]} {words[1]}", words[2], None, (), problems)
        return PersonName(words[0], words[1], words[2], (), problems)
    if count == 2 and middle_at != 1:
        return PersonName(words[0], words[1], None, (), problems)
    if count > 3 and middle_at == count - 1:
        note = _note(
            "double_surname", column, N_("Двойная фамилия: «%(value)s»."), value=" ".join(words[:-2])
        )
        return PersonName(" ".join(words[:-2]), words[-2], words[-1], (), (*problems, note))
    return PersonName(problems=(*problems, _incomplete(" ".join(words))))


def _cased(word: str) -> str:
    """A word written all in capitals, or all in small letters, with capitals where names have them."""
    if len(word) < 2 or not (word.isupper() or word.islower()) or word.lower() in PATRONYMIC_TAIL | PARTICLES:
        return word.lower() if word.lower() in PATRONYMIC_TAIL | PARTICLES else word
    return re.sub(r"[^\W\d_]+", lambda part: part[0][:1].upper() + part[0][1:].lower(), word)


def _note(code: str, column: str, msgid: str, **params: object) -> RowProblem:
    return problem(Weight.NOTE, code, column, msgid, **params)


def _initials(value: str) -> RowProblem:
    msgid = N_("Вместо имени стоят инициалы: «%(value)s». Укажите, кто это.")
    return problem(Weight.ASK, "initials", NAME, msgid, value=value)


def _incomplete(value: str) -> RowProblem:
    if not value:
        return problem(Weight.REFUSE, "no_name", NAME, N_("В строке нет фамилии и имени."))
    msgid = N_("Имя неполное или не разобрано: «%(value)s». Нужны фамилия и имя.")
    return problem(Weight.REFUSE, "incomplete_name", NAME, msgid, value=value[:80])


def _bad_part(column: str, value: str) -> RowProblem:
    msgid = N_("В имени недопустимые знаки или слишком длинное слово: «%(value)s».")
    return problem(Weight.REFUSE, "bad_name", column, msgid, value=value[:80])
