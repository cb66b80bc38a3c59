"""A council of a district for tests: people, an act, a composition, meetings by the service's own actions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy import select

from service.access.model import Account, Membership
from service.core.alphabet import search_key, sort_key
from service.core.columns import life
from service.documents.model import LegalAct
from service.meetings.actions import agenda, attending, calling, composing, noticing, sitting, voting
from service.meetings.model.voting import Decision
from service.people.model.persons import Person
from service.profiles.profile import Profile
from service.structure.model import Unit
from service.tenancy.scope import Actor, Held, Scope
from tests.accounts import scope_of, tenant_of

CATEGORIES = ("rmo_subject_leader", "oo_head_innovative", "omsu_specialist", "mms_methodist")
SINCE = date(2024, 2, 1)
DAY = date(2026, 3, 20)
Called = tuple[int, list[int]]
"""A meeting's id and those of its questions."""
OFFICES = ("chair", "deputy", "secretary")


def institution(scope: Scope) -> None:
    """The unit under which associations stand (методическое учреждение), once."""
    if scope.db.execute(select(Unit.id).where(Unit.kind == "institution")).first() is None:
        scope.db.add(Unit(kind="institution", level="municipal", name="ИМЦ", valid=life(SINCE)))
        scope.db.flush()


@dataclass
class Council:
    """A body with members 0..n-1 (0 chairs, 1 deputy, 2 secretary), and the moment that the tests live in."""

    app: Flask
    slug: str
    kind: str = "council"
    now: datetime = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
    profile: Profile | None = None
    body_id: int = 0
    people: list[int] = field(default_factory=list)

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which the council sits."""
        return ZoneInfo(tenant_of(self.app, self.slug).time_zone)

    def at(self, day: date, hour: time = time(15, 0)) -> datetime:
        """Move the tests' moment to a wall-clock time of the council."""
        self.now = datetime.combine(day, hour, self.zone).astimezone(UTC)
        return self.now

    @contextmanager
    def acting(self, role: str = "administrator", member: int | None = None) -> Iterator[Scope]:
        """A scope of a role, or of a member by number with the office held; committed at its end."""
        found = scope_of(self.app, self.slug, role, on=self.now.astimezone(self.zone).date())
        actor = found.actor if member is None else self._actor(found, member)
        with found.db as db:
            yield replace(found, now=self.now, actor=actor, profile=self.profile or found.profile)
            db.commit()

    def _actor(self, scope: Scope, number: int) -> Actor:
        """A member's account, made at its first mention."""
        person = self.people[number]
        email = f"member-{person}@{self.slug}.test"
        with scope_of(self.app, self.slug).db as db:
            account = db.query(Account).filter_by(email=email).one_or_none()
            if account is None:
                account = Account(email=email, name=f"Член {number}")
                db.add(account)
                db.flush()
                since = life(date(2020, 1, 1))
                db.add(Membership(account_id=account.id, role="teacher", person_id=person, valid=since))
            db.commit()
            account_id = account.id
        office = OFFICES[number] if number < len(OFFICES) else "member"
        held = frozenset({Held(office, "council", self.body_id)})
        permissions = frozenset({"meetings:read", "meetings:take_part"})
        return Actor(account_id, email, frozenset({"teacher"}), permissions, offices=held)

    def person(self, name: str) -> int:
        """The id of a new person."""
        return self.persons(name)[0]

    def persons(self, *names: str) -> list[int]:
        """The ids of new people."""
        with scope_of(self.app, self.slug).db as db:
            made = [
                Person(
                    last_name=name, first_name="Анна", sort_key=sort_key(name), search_key=search_key(name)
                )
                for name in names
            ]
            db.add_all(made)
            db.commit()
            return [one.id for one in made]

    def act(self, day: date, number: str = "46") -> int:
        """The id of a new act."""
        with scope_of(self.app, self.slug).db as db:
            made = LegalAct(kind="Приказ", number=number, date=day, title="О составе совета")
            db.add(made)
            db.commit()
            return made.id

    def seated(
        self, members: int, established: int | None = None, starts: date = date(2024, 2, 1)
    ) -> "Council":
        """The council with so many members by an act."""
        self.people = self.persons(*(f"Член{number:03}" for number in range(members)))
        with self.acting() as scope:
            if self.kind == "association":
                institution(scope)
            body = composing.create_body(scope, {"name": "Методический совет", "kind": self.kind})
            self.body_id = body.id
        self.compose(established or members, starts)
        return self

    def compose(self, established: int, starts: date, people: list[int] | None = None) -> None:
        """Another composition by another act."""
        act_id = self.act(starts)
        seats = [
            {
                "person_id": person,
                "office": OFFICES[number] if number < len(OFFICES) else "member",
                "category": CATEGORIES[number % 4],
            }
            for number, person in enumerate(people or self.people)
        ]
        draft = {"act_id": act_id, "established_seats": established, "starts": starts, "seats": seats}
        with self.acting() as scope:
            composing.set_composition(scope, self.body_id, draft)

    def draft(self, day: date, form: str = "in_person", **changed: Any) -> dict[str, Any]:
        """A meeting as it is entered."""
        return {
            "form": form,
            "kind": "ordinary",
            "starts_on": day,
            "starts_time": time(15, 0),
            "place": "Лужский ИМЦ, зал",
            **changed,
        }

    def meeting(self, day: date, form: str = "in_person", items: int = 1, **changed: Any) -> Called:
        """A scheduled meeting with questions that ask for recommendations: its id and theirs."""
        with self.acting() as scope:
            made = calling.create(scope, self.body_id, self.draft(day, form, **changed))
            asked = [
                agenda.add_item(
                    scope,
                    made.id,
                    {"title": f"Вопрос {n}", "decides": "recommendation", "draft": f"Рекомендовать {n}"},
                )
                for n in range(1, items + 1)
            ]
            calling.schedule(scope, made.id)
            return made.id, [one.id for one in asked]

    def noticed(self, day: date, form: str = "in_person", items: int = 1, **changed: Any) -> Called:
        """A meeting of which every member was told on paper."""
        meeting_id, asked = self.meeting(day, form, items, **changed)
        with self.acting() as scope:
            noticing.announce(scope, meeting_id)
            for person in self.people:
                receipt = {"channel": "paper", "evidence": "подпись", "with_materials": True}
                noticing.deliver(scope, meeting_id, person, receipt)
        return meeting_id, asked

    def opened(self, present: int, items: int = 1, day: date = DAY, **changed: Any) -> Called:
        """An open meeting where the first so many members are present."""
        meeting_id, asked = self.noticed(day, items=items, **changed)
        self.at(day)
        with self.acting() as scope:
            agenda.close_agenda(scope, meeting_id)
            for person in self.people[:present]:
                attending.mark(scope, meeting_id, person, {"status": "present"})
            sitting.open_meeting(scope, meeting_id)
        return meeting_id, asked

    def sat(self, *there: int, presider: int | None = None, items: int = 1) -> Called:
        """An open meeting of the members with these numbers, led by one of them where named."""
        meeting_id, asked = self.noticed(DAY, items=items)
        self.at(DAY)
        with self.acting() as scope:
            agenda.close_agenda(scope, meeting_id)
            for number in there:
                attending.mark(scope, meeting_id, self.people[number], {"status": "present"})
        with self.acting() as scope:
            sitting.open_meeting(scope, meeting_id, None if presider is None else self.people[presider])
        return meeting_id, asked

    def voted(self, item_id: int, votes: str, voting_way: str = "open") -> Decision:
        """The decision where members vote in their order: "++-0" is for, for, against, abstain."""
        choices = {"+": "for", "-": "against", "0": "abstain"}
        with self.acting() as scope:
            held = voting.open_round(scope, item_id, voting_way)
            named = {self.people[n]: choices[sign] for n, sign in enumerate(votes) if sign in choices}
            voting.cast_all(scope, held.id, named)
            made = voting.close_round(scope, held.id)
            scope.db.expunge(made)
            return made


def days(number: int) -> timedelta:
    """So many days."""
    return timedelta(days=number)
