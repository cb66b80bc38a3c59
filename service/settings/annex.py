"""The annex to an order (приложение к приказу): what changes in a regulation, as a comparative table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.core.language import N_, format_date, render, translate
from service.documents.paper import Annex, Column, Letterhead, Paper, Paragraph, Table
from service.settings.differing import Line, Words

TITLE = N_("Сравнительная таблица изменений")
WHAT = N_("Изменения правил методической службы")
STARTS = N_("Изменения действуют с %(day)s.")
NONE = N_("Изменений нет.")
ABSENT = N_("нет")
COLUMNS = (
    (N_("Пункт"), 16),
    (N_("Правило"), 20),
    (N_("Было"), 24),
    (N_("Станет"), 24),
    (N_("Акт"), 16),
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
    """The paper: one annex with a table of clause, rule, what it was, what it becomes, act."""
    label = (_said(N_("Приложение")), _said(N_("к приказу")), _said(N_("от ______________ № ______")))
    table = Table(
        tuple(Column(_said(title), width) for title, width in COLUMNS),
        tuple((one.clause, _name(one), _text(one.was), _text(one.becomes), one.act) for one in lines),
    )
    blocks = (Paragraph(_said(STARTS) % {"day": format_date(compared.starts)}), table)
    return Paper(
        kind="",
        title="",
        letterhead=Letterhead(((compared.tenant,),)),
        made=compared.made,
        annexes=(Annex(label, _said(TITLE), blocks if lines else (Paragraph(_said(NONE)),)),),
    )


def _said(text: str) -> str:
    return translate(text, "ru")


def _name(line: Line) -> str:
    return f"{line.title} ({render(line.what, 'ru')})"


def _text(words: Words) -> str:
    return " ".join(render(one, "ru") for one in words) or _said(ABSENT)
