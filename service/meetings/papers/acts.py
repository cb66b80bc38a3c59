"""The draft act on a body's composition (проект акта о составе) and how it differs from the one in force."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.core.language import N_
from service.documents.paper import (
    Annex,
    Block,
    Column,
    Heading,
    KeyValues,
    Numbered,
    Paper,
    Table,
)
from service.meetings.papers.act import Act, annexed, drafted
from service.meetings.papers.facts import DoesNotAddUp
from service.meetings.papers.wording import Somebody, ended, people, say


@dataclass(frozen=True)
class Seat:
    """A seat of a composition (место в составе): the office in the body and who holds it."""

    office: str
    person: Somebody


@dataclass(frozen=True)
class Difference:
    """How a new composition differs (отличие) from the one in force."""

    joined: tuple[Seat, ...]
    left: tuple[Seat, ...]
    moved: tuple[tuple[Seat, Seat], ...]

    def __bool__(self) -> bool:
        return bool(self.joined or self.left or self.moved)


def difference(before: Sequence[Seat], after: Sequence[Seat]) -> Difference:
    """Compare two compositions by person; a change of office is not a departure."""
    old = {one.person.name: one for one in before}
    new = {one.person.name: one for one in after}
    return Difference(
        joined=tuple(one for one in after if one.person.name not in old),
        left=tuple(one for one in before if one.person.name not in new),
        moved=tuple(
            (old[one.person.name], one)
            for one in after
            if one.person.name in old and old[one.person.name].office != one.office
        ),
    )


@dataclass(frozen=True)
class CompositionData:
    """A draft act on a composition; `in_force` and `in_force_act` are what it replaces, if anything."""

    act: Act
    body: str
    """The body in the genitive: «методического совета»."""
    established: int
    seats: tuple[Seat, ...]
    in_force: tuple[Seat, ...] = ()
    in_force_act: str = ""
    effective: str = ""

    def __post_init__(self) -> None:
        if len(self.seats) > self.established:
            raise DoesNotAddUp(f"{len(self.seats)} members for {self.established} seats")


def composition_act(data: CompositionData) -> Paper:
    """The draft act with the composition annexed and a note of what changes."""
    points = [
        say(
            N_("Утвердить состав %(body)s численностью %(people)s согласно приложению."),
            body=data.body,
            people=people(data.established),
        )
    ]
    if data.in_force_act:
        points.append(say(N_("Признать утратившим силу %(act)s."), act=data.in_force_act))
    if data.effective:
        points.append(say(N_("Настоящий документ вступает в силу с %(day)s."), day=data.effective))
    seats = Annex(
        annexed(data.act),
        say(N_("Состав %(body)s"), body=data.body),
        tuple(_composition(data)),
    )
    changed = difference(data.in_force, data.seats) if data.in_force else None
    note = (
        (
            Annex(
                (say(N_("Справка к проекту")),),
                say(N_("Отличие от действующего состава")),
                tuple(_changes(changed)),
            ),
        )
        if changed
        else ()
    )
    return drafted(
        data.act, say(N_("Об утверждении состава %(body)s"), body=data.body), points, (seats, *note)
    )


def _composition(data: CompositionData) -> Iterator[Block]:
    yield KeyValues(
        (
            (say(N_("Установленная численность")), str(data.established)),
            (say(N_("Вакантных мест")), str(data.established - len(data.seats))),
        )
    )
    columns = (
        Column(say(N_("№")), 8, "center"),
        Column(say(N_("Место в составе")), 24),
        Column(say(N_("Фамилия, имя, отчество")), 34),
        Column(say(N_("Должность, место работы")), 34),
    )
    rows = (
        (str(number), one.office, one.person.name, one.person.office)
        for number, one in enumerate(data.seats, 1)
    )
    yield Table(columns, tuple(rows))


def _changes(found: Difference) -> Iterator[Block]:
    for label, seats in ((N_("Включены"), found.joined), (N_("Исключены"), found.left)):
        if seats:
            yield Heading(say(label))
            yield Numbered(tuple(ended(f"{one.person.name}, {one.office}") for one in seats))
    if found.moved:
        yield Heading(say(N_("Меняют место в составе")))
        yield Numbered(
            tuple(ended(f"{new.person.name}: {old.office} → {new.office}") for old, new in found.moved)
        )
