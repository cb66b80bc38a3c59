"""States of a task of an organisation (задача службе организации): what may follow what, what is overdue."""

from collections.abc import Iterable
from datetime import date

OPEN = frozenset({"sent", "returned"})
"""An answer is awaited."""
AFTER = {"accepted": frozenset({"answered"}), "returned": frozenset({"answered"}), "withdrawn": OPEN}
"""What a coordinator decides, and in which states of the task."""


def overdue(state: str, due_on: date, today: date) -> bool:
    """Whether an answer is awaited and its last day is over."""
    return state in OPEN and due_on < today


def standing(tasks: Iterable[tuple[str, date]], today: date) -> str:
    """How an organisation stands by the states and last days of its tasks: the worst first."""
    listed = [(state, due) for state, due in tasks if state != "withdrawn"]
    if any(overdue(state, due, today) for state, due in listed):
        return "overdue"
    if any(state in OPEN for state, _ in listed):
        return "due"
    return "answered" if listed else "none"
