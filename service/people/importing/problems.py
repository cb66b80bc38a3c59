"""What is wrong with one row (замечания к строке): a note, a question, or a reason to refuse the row."""

from dataclasses import dataclass
from enum import StrEnum

from service.rules.message import Message


class Weight(StrEnum):
    """How much a problem matters: the row stands, a person is asked, or the row is refused."""

    NOTE = "note"
    ASK = "ask"
    REFUSE = "refuse"


@dataclass(frozen=True)
class RowProblem:
    """One problem; `column` is a `Field` value or a fact's name, empty when the row as a whole is meant."""

    code: str
    column: str
    message: Message
    weight: Weight = Weight.NOTE


def problem(weight: Weight, code: str, column: str, msgid: str, **params: object) -> RowProblem:
    """A problem with a message of the given Russian sentence."""
    return RowProblem(code, column, Message(msgid, params), weight)
