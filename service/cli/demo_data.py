"""Demonstration data (демонстрационные данные): the steps that fill a migrated database, again and again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.cli.demo_login import Login
from service.cli.seeding import (
    apply_profiles,
    make_accounts,
    make_meetings,
    make_publications,
    make_records,
    make_samples,
    make_siblings,
    make_structures,
)
from service.config import Settings


@dataclass(frozen=True)
class Step:
    """One part of the data: what the operator reads while it runs, and the idempotent work itself."""

    title: str
    run: Callable[[Settings], Sequence[Login]]


STEPS: tuple[Step, ...] = (
    Step("Правила положений…", apply_profiles),
    Step("Школы и вымышленные люди…", make_records),
    Step("Соседние районы для сравнения…", make_siblings),
    Step("Структура служб…", make_structures),
    Step("Советы и заседания…", make_meetings),
    Step("Публикации показателей…", make_publications),
    Step("Учётные записи…", make_accounts),
    Step("Файлы для пробной загрузки…", make_samples),
)


def load(settings: Settings, say: Callable[[str], None]) -> list[Login]:
    """Run every step in order; return the accounts they made or found."""
    logins: list[Login] = []
    for step in STEPS:
        say(step.title)
        logins += step.run(settings)
    return logins
