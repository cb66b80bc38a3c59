"""The annex to an order (приложение к приказу): what changes in a regulation, as a comparative table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.core.language import N_, format_date, render, translate
from service.documents.paper import Block, Column, Heading, Letterhead, Paper, Paragraph, Table
from service.settings.differing import Line, Words, lines
from service.settings.queries import edition, editions
from service.tenancy.scope import Scope

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


def annex(compared: Compared, changed: Sequence[Line]) -> Paper:
    """The paper: a table of clause, rule, what it was, what it becomes, act."""
    label = tuple(
        Paragraph(_said(one), align="right", indent=False)
        for one in (N_("Приложение"), N_("к приказу"), N_("от ______________ № ______"))
    )
    table = Table(
        tuple(Column(_said(title), width) for title, width in COLUMNS),
        tuple(tuple(told_line(one).values()) for one in changed),
    )
    starts = Paragraph(_said(STARTS) % {"day": format_date(compared.starts)})
    told: tuple[Block, ...] = (starts, table) if changed else (Paragraph(_said(NONE)),)
    return Paper(
        kind="",
        title="",
        letterhead=Letterhead(((compared.tenant,),)),
        made=compared.made,
        blocks=(*label, Heading(_said(TITLE)), *told),
    )


def compared_editions(scope: Scope, older: int, newer: int) -> tuple[Compared, list[Line]]:
    """Two versions of the tenant's rules by their numbers: whose they are, how they differ."""
    listed = editions(scope.db, scope.tenant)
    before, after = edition(listed, older), edition(listed, newer)
    acts = [one.act.citation if one.act else "" for one in (before, after)]
    made = after.act.date if after.act and after.act.date else after.effective_from
    compared = Compared(scope.tenant.title(), *acts, after.effective_from, made)
    return compared, lines(before.content, after.content, scope.profile)


def told_line(line: Line) -> dict[str, str]:
    """A line of a difference as a paper says it."""
    return {
        "clause": line.clause,
        "rule": _name(line),
        "was": _text(line.was),
        "becomes": _text(line.becomes),
        "act": line.act,
    }


def _said(text: str) -> str:
    return translate(text, "ru")


def _name(line: Line) -> str:
    return f"{line.title} ({render(line.what, 'ru')})"


def _text(words: Words) -> str:
    return " ".join(render(one, "ru") for one in words) or _said(ABSENT)
