"""Words for fields and values of people's records: histories, previews, lists."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from service.core.language import N_, format_date, gettext
from service.people.importing import phrases
from service.people.importing.comparing import Change
from service.people.importing.facts import EmploymentKind, PositionCode
from service.people.importing.fields import TITLES
from service.people.importing.storing import change_from_json
from service.people.queries.history import Entry
from service.people.registers import CATEGORIES, EDUCATION, EXPERIENCE
from service.people.schema import KINDS, POSITIONS
from service.rules.message import Message
from service.web import marking

TABLES_TITLES = {
    "person": "Карточка",
    "employment": "Место работы",
    "education": "Образование",
    "category": "Категория",
    "experience": "Стаж",
}
OPERATIONS_TITLES = {"update": "Изменено", "delete": "Удалено"}
FIELDS_TITLES = {
    "last_name": "Фамилия",
    "first_name": "Имя",
    "middle_name": "Отчество",
    "birth_date": "Дата рождения",
    "email": "Электронная почта",
    "phone": "Телефон",
    "degree": "Учёная степень",
    "academic_title": "Учёное звание",
    "merged_into": "Объединена с карточкой",
    "organisation_id": "Организация",
    "kind": "Вид",
    "position": "Группа должностей",
    "position_title": "Должность",
    "subjects": "Предметы",
    "personnel_number": "Табельный номер",
    "rate": "Ставка",
    "on_leave": "В длительном отпуске",
    "valid": "Срок",
    "level": "Уровень",
    "pedagogical": "Педагогическое",
    "qualification": "Квалификация",
    "institution": "Где получено",
    "programme": "Специальность",
    "granted_on": "Присвоена",
    "years": "Полных лет",
    "as_of": "На дату",
}
FACTS_TITLES = {**{field.value: title for field, title in TITLES.items()}, "education_code": "Образование"}
FACTS_TITLES |= {"categories": "Категории", "trainings": "Повышение квалификации"}
LEVELS_TITLES = {
    "higher": "Высшее",
    "vocational": "Среднее профессиональное",
    "general": "Среднее",
}
CODES: Mapping[str, Mapping[str, str]] = {
    "employment.kind": KINDS,
    "employment.position": POSITIONS,
    "category.kind": CATEGORIES,
    "education.level": EDUCATION,
    "experience.kind": EXPERIENCE,
}
STATE_TITLES = {
    "queued": "в очереди",
    "reading": "читается",
    "ready": "ждёт решения",
    "applying": "записывается",
    "applied": "записан",
    "refused": "не прочитан",
    "undone": "отменён",
    "cancelled": "не записан",
}
TONES = {
    "ask": "warn", "new": "ok", "changed": "info", "missing": "", "refused": "bad", "unchanged": "",
    "ready": "warn", "applied": "ok", "undone": "", "cancelled": "",
}  # fmt: skip
FROM, TO, ALWAYS = N_("с %(date)s"), N_("по %(date)s"), N_("бессрочно")


def history_lines(entries: Sequence[Entry], places: Mapping[int, str]) -> list[dict[str, Any]]:
    """Entries of a card's history as the macro shows them."""
    return [
        {
            "when": one.when,
            "who": one.who,
            "what": f"{gettext(OPERATIONS_TITLES.get(one.operation, one.operation))}: "
            f"{gettext(TABLES_TITLES.get(one.table, one.table)).lower()}",
            "changes": [
                (
                    gettext(FIELDS_TITLES.get(name, name)),
                    stored_words(one.table, name, old, places),
                    stored_words(one.table, name, new, places),
                )
                for name, old, new in one.changes
            ],
        }
        for one in entries
    ]


def stored_words(table: str, name: str, value: Any, places: Mapping[int, str]) -> str | None:
    """A value of the history as people read it."""
    if value is None or value == "" or value == []:
        return None
    if name == "organisation_id":
        return places.get(int(value), f"№ {value}")
    if name == "valid":
        return _life(str(value))
    known = CODES.get(f"{table}.{name}")
    if known is not None:
        return gettext(known.get(str(value), str(value)))
    if isinstance(value, bool):
        return gettext("да") if value else gettext("нет")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    text = str(value)
    return format_date(date.fromisoformat(text)) if _is_date(text) else text


def _is_date(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdigit()


def _life(text: str) -> str:
    """A range of days as the database writes it: «[2020-09-01,2024-07-01)»."""
    lower, _, upper = text.strip("[]()").partition(",")
    parts = []
    if lower:
        parts.append(gettext(FROM, date=format_date(date.fromisoformat(lower))))
    if upper:
        last = date.fromordinal(date.fromisoformat(upper).toordinal() - 1)
        parts.append(gettext(TO, date=format_date(last)))
    return " ".join(parts) or gettext(ALWAYS)


def shown_changes(stored: list[Mapping[str, Any]]) -> list[tuple[str, str, str]]:
    """Changes of one row: the fact's name, what stands on the card, what the file says."""
    shown = []
    for change in map(change_from_json, stored):
        title = gettext(FACTS_TITLES.get(change.field, change.field))
        old, new = _sides(change)
        shown.append((title, old, new))
    return shown


def _sides(change: Change) -> tuple[str, str]:
    """What stands and what comes; categories and courses are only added, so nothing is struck out."""
    if change.field in ("categories", "trainings"):
        known: Any = change.old or ()
        stated: Any = change.new
        old: tuple[Any, ...] = tuple(known)
        added = tuple(one for one in stated if one not in old)
        return "", fact_words(change.field, added)
    return fact_words(change.field, change.old), fact_words(change.field, change.new)


def fact_words(name: str, value: Any) -> str:
    """A fact of a staff list as people read it."""
    if value is None or value == ():
        return ""
    if name == "categories":
        return phrases.category_text(value)
    if name == "trainings":
        return phrases.training_text(value)
    if name == "education_code":
        return gettext(LEVELS_TITLES.get(value, value))
    if isinstance(value, EmploymentKind):
        return gettext(KINDS[value.value])
    if isinstance(value, PositionCode):
        return gettext(POSITIONS[value.value])
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if name == "rate":
        whole, hundredths = divmod(round(value * 100), 100)
        return f"{whole},{hundredths:02d}".rstrip("0").rstrip(",")
    return str(value)


def refusal_words(stored: Mapping[str, Any]) -> Markup:
    """A stored problem or refusal as a sentence in the reader's language."""
    return marking.say(Message(str(stored["msgid"]), dict(stored["params"])))
