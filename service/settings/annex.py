"""The annex to an order (приложение к приказу): what changes in a regulation, as a comparative table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.core.language import N_, format_date, render, translate
from service.documents.paper import Block, Column, Heading, Letterhead, Paper, Paragraph, Table
from service.settings.differing import Line, Words

TITLE = N_("Сравнительная таблица изменений")
STARTS = N_("Изменения действуют с %(day)s.")
NONE = N_("Изменений нет.")
ABSENT = N_("нет")
COLUMNS = (
    (N_("Пункт"), 12),
    (N_("Правило"), 20),
    (N_("Было"), 23),
    (N_("Станет"), 23),
    (N_("Акт"), 22),
)


@dataclass(frozen=True)
class Compared:
    """Whose rules are compared: the acts of both sides, the first day, the date of the paper."""

    tenant: str
    old_act: str
    new_act: str
    starts: date
    made: date


def annex(compared: Compared, lines: Sequence[Line]) -> Paper:
    """The paper: a table of clause, rule, what it was, what it becomes, act."""
    label = tuple(
        Paragraph(_said(one), align="right", indent=False)
        for one in (N_("Приложение"), N_("к приказу"), N_("от ______________ № ______"))
    )
    table = Table(
        tuple(Column(_said(title), width) for title, width in COLUMNS),
        tuple((one.clause, _name(one), _text(one.was), _text(one.becomes), one.act) for one in lines),
    )
    starts = Paragraph(_said(STARTS) % {"day": format_date(compared.starts)})
    told: tuple[Block, ...] = (starts, table) if lines else (Paragraph(_said(NONE)),)
    return Paper(
        kind="",
        title="",
        letterhead=Letterhead(((compared.tenant,),)),
        made=compared.made,
        blocks=(*label, Heading(_said(TITLE)), *told),
    )


def _said(text: str) -> str:
    return translate(text, "ru")


def _name(line: Line) -> str:
    return f"{line.title} ({render(line.what, 'ru')})"


def _text(words: Words) -> str:
    return " ".join(render(one, "ru") for one in words) or _said(ABSENT)
