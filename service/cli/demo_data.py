"""Demonstration data (демонстрационные данные): the steps that fill a migrated database, again and again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.config import Settings


@dataclass(frozen=True)
class Login:
    """One account to try: its role, where it works, its name and password."""

    role: str
    tenant: str
    name: str
    password: str


@dataclass(frozen=True)
class Step:
    """One part of the data: what the operator reads while it runs, and the idempotent work itself."""

    title: str
    run: Callable[[Settings], Sequence[Login]]


STEPS: tuple[Step, ...] = ()


def load(settings: Settings, say: Callable[[str], None]) -> list[Login]:
    """Run every step in order; return the accounts they made or found."""
    logins: list[Login] = []
    for step in STEPS:
        say(step.title)
        logins += step.run(settings)
    return logins
