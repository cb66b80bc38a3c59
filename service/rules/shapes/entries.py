"""Titled entries (записи с названием), of which many kinds keep a list."""

from service.rules.message import N_
from service.rules.shapes.shape import Code, Part, Record, Rows, Words

CLAUSE = Part("clause", N_("Пункт"), Words())
ITEM = (
    Part("code", N_("Кодовое слово"), Code(), required=True),
    Part("title", N_("Название"), Words(), required=True),
    CLAUSE,
)


def items(name: str, title: str, one: str, *, rest: bool = False) -> Part:
    """Give a list of titled entries; `rest` lets further named texts into each."""
    return Part(name, title, Rows(Record(ITEM, rest), one))
