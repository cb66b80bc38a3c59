"""The menu (меню): what modules add to it, in which section it stands, what a person sees of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from service.core.language import N_

SERVICE = N_("Служба")
BODIES = N_("Органы")
GROWTH = N_("Развитие")
DATA = N_("Данные")
OPEN = N_("Открытое")
SECTIONS = (SERVICE, BODIES, GROWTH, DATA, OPEN)


@dataclass(frozen=True)
class MenuItem:
    """One line of the menu; `main` ones also stand in the bottom bar of a phone (four of them fit)."""

    endpoint: str
    title: str
    section: str = SERVICE
    permission: str | None = None
    icon: str = "circle"
    main: bool = False
    rules: tuple[str, ...] = ()
    """The line stands only where the regulation has one of these rules; empty: everywhere."""

    def current(self, endpoint: str | None) -> bool:
        """Whether a page of `endpoint` belongs to this line: the same view, or its module."""
        if not endpoint:
            return False
        return endpoint == self.endpoint or endpoint.partition(".")[0] == self.endpoint.partition(".")[0]


def allowed(
    items: Iterable[MenuItem], may: Callable[[str], bool], has_rule: Callable[[str], bool] = lambda _: True
) -> tuple[MenuItem, ...]:
    """The lines a person may open, of what the regulation speaks of."""
    return tuple(
        item
        for item in items
        if (item.permission is None or may(item.permission))
        and (not item.rules or any(map(has_rule, item.rules)))
    )


def by_section(items: Iterable[MenuItem]) -> list[tuple[str, list[MenuItem]]]:
    """The lines under their headings, in the order of the house; empty sections are left out."""
    listed = list(items)
    sections = dict.fromkeys((*SECTIONS, *(item.section for item in listed)))
    grouped = [(section, [item for item in listed if item.section == section]) for section in sections]
    return [(section, lines) for section, lines in grouped if lines]


def current_item(items: Iterable[MenuItem], endpoint: str | None) -> MenuItem | None:
    """The line to mark: the very view first, else the first of its module."""
    listed = list(items)
    exact = [item for item in listed if item.endpoint == endpoint]
    return next(iter([*exact, *(item for item in listed if item.current(endpoint))]), None)
