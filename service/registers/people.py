"""Finding the person a name means (поиск человека по имени): the one meant, or those to choose from."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select

from service.core.alphabet import search_key
from service.people.model.organisations import Organisation
from service.people.model.persons import Employment, Person
from service.people.queries import persons
from service.tenancy.scope import Scope

CANDIDATES = 20
WORDS = 5
Choice = tuple[int, str]


@dataclass(frozen=True)
class Found:
    """Whom a typed name means: the one person, or those to choose from."""

    one: int | None = None
    several: tuple[Choice, ...] = ()


def words_match(typed: str) -> ColumnElement[bool]:
    """People each typed word of whom begins a word of their name, in whatever letters."""
    words = search_key(typed).split()[:WORDS]
    key = Person.search_key
    return and_(
        *(
            or_(key.startswith(word, autoescape=True), key.contains(f" {word}", autoescape=True))
            for word in words
        )
    )


def named(scope: Scope, typed: str, limit: int = CANDIDATES) -> list[tuple[int, str, str]]:
    """People whose name may be meant: id, name, name with their school to tell them apart."""
    if not search_key(typed):
        return []
    chosen = persons.visible(scope).where(Person.merged_into.is_(None), words_match(typed))
    people = scope.db.execute(chosen.order_by(Person.sort_key, Person.id).limit(limit)).scalars().all()
    places = places_of(scope, [one.id for one in people])
    return [
        (one.id, one.full_name, ", ".join(filter(None, (one.full_name, places.get(one.id)))))
        for one in people
    ]


def choose(scope: Scope, typed: str, chosen: int | None = None) -> Found:
    """Whom the typed name means; `chosen` decides among those it may mean.

    A full name, or whole words that only one person's name begins with, mean that person;
    a part of a word is asked about.
    """
    people = named(scope, typed)
    if chosen is not None and any(one[0] == chosen for one in people):
        return Found(chosen)
    key = search_key(typed)
    exact = [one for one in people if search_key(one[1]) == key]
    whole = exact or [one for one in people if search_key(one[1]).startswith(f"{key} ")]
    if len(whole) == 1:
        return Found(whole[0][0])
    return Found(several=tuple((one[0], one[2]) for one in people))


def places_of(scope: Scope, people: list[int]) -> dict[int, str]:
    """The organisation where each person works now, else worked last; one statement."""
    if not people:
        return {}
    rows = scope.db.execute(
        select(Employment.person_id, Organisation.short_name, Organisation.name)
        .join(Organisation, Organisation.id == Employment.organisation_id)
        .where(Employment.person_id.in_(people))
        .order_by(Employment.valid.contains(scope.today), Employment.kind == "main", Employment.id)
    )
    return {row[0]: row[1] or row[2] for row in rows}
