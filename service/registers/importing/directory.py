"""Names in workbooks (имена в таблице): which text names which record, both ways, never two by one text."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from service.core.alphabet import search_key
from service.core.language import translate
from service.people.model.organisations import Organisation
from service.people.model.persons import Employment, Person
from service.people.queries import persons
from service.registers.book import Book
from service.registers.visibility import visible
from service.tenancy.scope import Scope
from service.web.register import Field, Kind, MarkGroup, Register


@dataclass(frozen=True)
class Directory:
    """Records one reference field may name: `texts` by id, each unique; `ids` by what may be written."""

    texts: Mapping[Any, str]
    ids: Mapping[str, frozenset[Any]]

    def meant(self, written: str) -> frozenset[Any]:
        """The records a text may mean, in whatever letters; none, one or several."""
        return self.ids.get(search_key(written), frozenset())


@dataclass(frozen=True)
class Named:
    """A record with its name, what tells it from namesakes, and other names it goes by."""

    id: int
    name: str
    place: str = ""
    others: tuple[str, ...] = ()


def directories(scope: Scope, book: Book, register: Register) -> dict[str, Directory]:
    """The directory of every reference field; one or two statements for each kind of record."""
    made: dict[str, Directory] = {}
    found: dict[str, Directory] = {}
    for field in register.fields:
        if field.groups:
            found[field.name] = _marks(field.groups(scope))
        if field.reference:
            key = field.to or str(field.kind)
            made[key] = made.get(key) or directory(_all(scope, book, field))
            found[field.name] = made[key]
    return found


def directory(records: Iterable[Named]) -> Directory:
    """Texts and meanings: a name alone while it is the only one, else with place, else with number."""
    listed = list(records)
    names = Counter(search_key(one.name) for one in listed)
    places = Counter(search_key(_placed(one)) for one in listed)
    texts: dict[int, str] = {}
    ids: dict[str, set[int]] = {}
    for one in listed:
        numbered = f"{_placed(one)} [{one.id}]"
        if names[search_key(one.name)] == 1:
            texts[one.id] = one.name
        else:
            texts[one.id] = _placed(one) if one.place and places[search_key(_placed(one))] == 1 else numbered
        for written in {one.name, _placed(one), numbered, *one.others}:
            ids.setdefault(search_key(written), set()).add(one.id)
    return Directory(texts, {written: frozenset(meant) for written, meant in ids.items()})


def _marks(groups: Iterable[MarkGroup]) -> Directory:
    """Marks by «перечень: значение», by the value alone and by their codes."""
    texts: dict[str, str] = {}
    ids: dict[str, set[str]] = {}
    for group in groups:
        for mark, words in group.options:
            texts[mark] = f"{translate(group.title, 'ru')}: {words}"
            for written in (texts[mark], words, mark):
                ids.setdefault(search_key(written), set()).add(mark)
    return Directory(texts, {written: frozenset(meant) for written, meant in ids.items()})


def _placed(one: Named) -> str:
    return f"{one.name}, {one.place}" if one.place else one.name


def _all(scope: Scope, book: Book, field: Field) -> list[Named]:
    """Every record that the actor may name in a field."""
    if field.kind is Kind.PERSON:
        return _people(scope)
    target = book.get(field.to)
    model: Any = target.model
    columns = [model.id, getattr(model, target.label)]
    if model is Organisation:
        columns += [model.code, model.short_name]
    rows = scope.db.execute(visible(scope, book, target).with_only_columns(*columns))
    return [Named(row[0], str(row[1]), others=tuple(filter(None, row[2:]))) for row in rows]


def _people(scope: Scope) -> list[Named]:
    chosen = persons.visible(scope).where(Person.merged_into.is_(None))
    names = (Person.id, Person.last_name, Person.first_name, Person.middle_name)
    rows = scope.db.execute(chosen.with_only_columns(*names)).all()
    jobs = scope.db.execute(
        select(Employment.person_id, Organisation.short_name, Organisation.name)
        .join(Organisation, Organisation.id == Employment.organisation_id)
        .order_by(Employment.valid.contains(scope.today), Employment.kind == "main", Employment.id)
    )
    places = {job[0]: job[1] or job[2] for job in jobs}
    return [Named(row[0], " ".join(filter(None, row[1:])), places.get(row[0], "")) for row in rows]
