"""Directions for subjects with too few teachers (предложения об объединении): pure, with counts (C-LU-25)."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.core.language import N_

DIRECTIONS: Mapping[str, tuple[str, ...]] = {
    N_("Естественно-научное направление"): ("физик", "хими", "биолог", "географ", "астроном", "естеств"),
    N_("Общественно-научное направление"): ("истор", "обществозн", "экономик", "прав", "однкнр"),
    N_("Филологическое направление"): ("русск", "литератур", "родн", "риторик"),
    N_("Иностранные языки"): ("английск", "немецк", "французск", "иностранн", "китайск"),
    N_("Математика и информатика"): ("математ", "алгебр", "геометр", "информат"),
    N_("Искусство и технология"): ("музык", "изобразит", "изо", "искусств", "технолог", "труд", "мхк"),
    N_("Физическая культура и безопасность"): ("физическая культ", "физкульт", "обж", "обзр", "безопасн"),
    N_("Начальное и дошкольное образование"): ("начальн", "дошкольн", "воспитат", "логопед"),
}  # fmt: skip
OTHER = N_("Другие предметы")


@dataclass(frozen=True)
class Proposal:
    """A direction to merge subjects into: each with its count, and distinct people in all."""

    direction: str
    subjects: tuple[tuple[str, int], ...]
    people: int
    least: int

    @property
    def enough(self) -> bool:
        """Whether the direction has as many teachers as an association needs."""
        return self.people >= self.least


def direction_of(subject: str) -> str:
    """The direction that a subject belongs to by its name."""
    lowered = subject.lower()
    physical = N_("Физическая культура и безопасность")
    if any(stem in lowered for stem in DIRECTIONS[physical]):
        return physical
    return next((name for name, stems in DIRECTIONS.items() if any(stem in lowered for stem in stems)), OTHER)


def proposals(taught: Mapping[str, frozenset[int]], covered: frozenset[str], least: int) -> list[Proposal]:
    """Subjects that have too few teachers and no association, by direction; a person is counted once."""
    small: dict[str, list[str]] = {}
    for subject, people in sorted(taught.items()):
        if len(people) < least and subject not in covered:
            small.setdefault(direction_of(subject), []).append(subject)
    return [
        Proposal(
            direction,
            tuple((subject, len(taught[subject])) for subject in subjects),
            len(frozenset().union(*(taught[subject] for subject in subjects))),
            least,
        )
        for direction, subjects in sorted(small.items())
    ]
