"""Makers of meetings' rows in plain SQL, as the application's role and under one tenant.

Nothing of the service runs here: what is refused is refused by the database. Every maker returns the id of
its row; whatever it does not ask for has a harmless value. A row that opens or decides brings its verdict.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.types.json import Jsonb
from psycopg.types.range import DateRange
from sqlalchemy import make_url

from service.config import Settings

STARTS = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
DUE = STARTS - timedelta(hours=2)
SINCE = date(2025, 9, 1)
HOUR = timedelta(hours=1)
OFFICES = ("chair", "deputy", "secretary")
WAYS = {
    "in_person": ("draft", "scheduled", "noticed", "agenda_final", "in_session", "closed", "minutes_signed"),
    "hybrid": ("draft", "scheduled", "noticed", "agenda_final", "in_session", "closed", "minutes_signed"),
    "correspondence": ("draft", "scheduled", "noticed", "balloting", "ballots_closed", "closed"),
}
Answer = Sequence[tuple[Any, ...]]


@contextmanager
def refused(name: str) -> Iterator[None]:
    """The database must refuse what is done here, by this name of a rule or constraint."""
    with pytest.raises(psycopg.errors.IntegrityError) as caught:
        yield
    assert caught.value.diag.constraint_name == name


@dataclass(frozen=True)
class Made:
    """A body and the people in it: chair, deputy, secretary, then members."""

    id: int
    people: list[int]


class Rows:
    """One tenant's rows through one connection; every statement is a transaction unless one is open."""

    def __init__(self, settings: Settings, slug: str = "luga") -> None:
        url = make_url(settings.database_url).set(drivername="postgresql")
        self.db = psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)
        found = self.ask("SELECT id FROM platform.tenant WHERE slug = %s", slug)
        self.tenant: int = found[0][0]
        self.ask("SELECT set_config('app.tenant_id', %s, false)", str(self.tenant))

    def ask(self, statement: str, *values: Any) -> Answer:
        """Rows that a statement returns."""
        cursor = self.db.execute(statement.encode(), values)
        return cursor.fetchall() if cursor.description else []

    def add(self, table: str, /, **values: Any) -> int:
        """Insert a row; returns its id."""
        given = {"tenant_id": self.tenant, **values}
        statement = sql.SQL("INSERT INTO mms.{} ({}) VALUES ({}) RETURNING id").format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, given)),
            sql.SQL(", ").join(sql.Placeholder() * len(given)),
        )
        found = self.db.execute(statement, [_plain(one) for one in given.values()]).fetchone()
        assert found is not None
        return int(found[0])

    def change(self, table: str, number: int, /, **values: Any) -> None:
        """Update one row, which must be there."""
        pairs = [sql.SQL("{} = %s").format(sql.Identifier(name)) for name in values]
        statement = sql.SQL("UPDATE mms.{} SET {} WHERE id = %s").format(
            sql.Identifier(table), sql.SQL(", ").join(pairs)
        )
        cursor = self.db.execute(statement, [*(_plain(one) for one in values.values()), number])
        assert cursor.rowcount == 1

    def value(self, table: str, number: int, column: str) -> Any:
        """One value of one row."""
        statement = sql.SQL("SELECT {} FROM mms.{} WHERE id = %s")
        found = self.db.execute(statement.format(sql.Identifier(column), sql.Identifier(table)), [number])
        (only,) = found.fetchone() or (None,)
        return only

    # Bodies

    def person(self, last_name: str = "Иванова") -> int:
        """A person of the register."""
        key = last_name.lower()
        return self.add("person", last_name=last_name, first_name="Анна", sort_key=key, search_key=key)

    def seat(
        self,
        body: int,
        person: int,
        office: str = "member",
        since: date | None = SINCE,
        until: date | None = None,
    ) -> int:
        """A seat in a body for half-open days."""
        valid = DateRange(since, until)
        return self.add("seat", council_id=body, person_id=person, office=office, valid=valid)

    def body(self, kind: str = "council", *, established: int | None = 15, people: int = 5) -> Made:
        """A body with an act of composition (unless None) and people seated."""
        body = self.add("council", name=f"Орган {kind}", kind=kind)
        if established is not None:
            self.composition(body, established)
        seated = [self.person(f"Член{number}") for number in range(people)]
        for number, person in enumerate(seated):
            self.seat(body, person, OFFICES[number] if number < len(OFFICES) else "member")
        return Made(body, seated)

    def composition(
        self, body: int, established: int, since: date | None = SINCE, until: date | None = None
    ) -> int:
        """An act of composition in force for half-open days."""
        act = self.add("legal_act", kind="order", number="1", date=SINCE, title="О составе")
        valid = DateRange(since, until)
        return self.add(
            "composition_act", body_id=body, act_id=act, established_seats=established, valid=valid
        )

    # Meetings

    def verdict(
        self,
        rule: str,
        subject: str,
        number: int,
        status: str = "pass",
        severity: str = "hard",
        **operands: int,
    ) -> int:
        """A stored verdict about a row; operands stand where the rules write them."""
        said = {"status": status, "operands": operands}
        return self.add(
            "verdict", rule=f"council.{rule}", status=status, severity=severity, subject=subject,
            subject_id=number, verdict=said, profile_version="test@1",
        )  # fmt: skip

    def meeting(self, body: Made, state: str = "draft", *, form: str = "in_person", **values: Any) -> int:
        """A meeting led by the usual way of its form to a state; `values` stand from the first draft on."""
        given: dict[str, Any] = {"kind": "ordinary", "counted": "present", "starts_at": STARTS, **values}
        if form != "in_person":
            given.setdefault("sheets_due_at", DUE)
        number = self.add("meeting", body_id=body.id, form=form, **given)
        way = WAYS[form]
        for step in way[1 : way.index(state) + 1]:
            self.step(number, step)
        return number

    def step(self, meeting: int, state: str) -> None:
        """The next state, with whatever the row must hold to get there."""
        values: dict[str, Any] = {"state": state}
        if state in ("in_session", "closed") and self.value("meeting", meeting, "opened_at") is None:
            values["opened_at"] = STARTS
            values["verdict_id"] = self.verdict("meeting_quorum", "meeting", meeting)
        if state == "closed":
            values["closed_at"] = STARTS + HOUR
        self.change("meeting", meeting, **values)

    def item(self, meeting: int, number: int = 1, decides: str = "recommendation") -> int:
        """A question of the agenda."""
        return self.add("agenda_item", meeting_id=meeting, number=number, title="Вопрос", decides=decides)

    def come(self, meeting: int, person: int, status: str = "present") -> int:
        """Somebody takes part from the beginning; those who are there have an open interval."""
        reason = "отпуск" if status == "excused" else None
        number = self.add("participation", meeting_id=meeting, person_id=person, status=status, reason=reason)
        if status in ("present", "remote"):
            self.add("presence_interval", participation_id=number, came_at=STARTS)
        return number

    def leave(self, participation: int) -> None:
        """Somebody leaves after half an hour."""
        self.ask(
            "UPDATE mms.presence_interval SET left_at = %s WHERE participation_id = %s AND left_at IS NULL",
            STARTS + HOUR / 2,
            participation,
        )

    # Voting

    def round(
        self, item: int, people: Sequence[int], *, voting: str = "open", channel: str = "room",
        number: int = 1, status: str = "pass", severity: str = "hard",
    ) -> int:  # fmt: skip
        """An open round whose electorate is these people, all by one channel."""
        made = self.add(
            "round", item_id=item, number=number, voting=voting, filled=15, participants=len(people),
            electors=len(people), opened_at=STARTS,
            verdict_id=self.verdict("decision_quorum", "item", item, status, severity),
        )  # fmt: skip
        for person in people:
            self.elector(made, person, channel)
        return made

    def elector(self, of_round: int, person: int, channel: str = "room") -> int:
        """One who may vote."""
        return self.add("elector", round_id=of_round, person_id=person, office="member", channel=channel)

    def vote(self, of_round: int, person: int, choice: str = "for") -> int:
        """A vote in an open round or one by sheets."""
        return self.add("vote", round_id=of_round, person_id=person, choice=choice, cast_at=STARTS)

    def ballot(self, of_round: int, person: int, choice: str = "for") -> int:
        """A secret ballot and the note that this person has voted, in one transaction."""
        with self.db.transaction():
            self.add("ballot_cast", round_id=of_round, person_id=person)
            return self.add("secret_ballot", round_id=of_round, choice=choice)

    def close(self, of_round: int) -> None:
        """The round ends."""
        self.change("round", of_round, closed_at=STARTS + HOUR / 2)

    def decision(
        self, of_round: int, votes: tuple[int, int, int], *, status: str = "pass", verdict: int | None = None,
        **values: Any,
    ) -> int:  # fmt: skip
        """What a closed round came to: votes for, against and abstained, by a verdict of this status."""
        number = verdict or self.verdict("majority", "round", of_round, status, **{"for": votes[0]})
        item = self.value("round", of_round, "item_id")
        kind = self.value("agenda_item", item, "decides")
        given = {
            "item_id": item, "round_id": of_round, "text": "Решили", "kind": kind, "force": "advisory",
            "votes_for": votes[0], "votes_against": votes[1], "votes_abstained": votes[2],
            "verdict_id": number, "decided_at": STARTS + HOUR, **values,
        }  # fmt: skip
        return self.add("decision", **given)

    # Sheets

    def sheet(self, meeting: int, person: int, number: int = 1) -> int:
        """A sheet issued to a member."""
        return self.add(
            "sheet", meeting_id=meeting, person_id=person, number=number, code=f"{meeting}-{number}",
            issued_at=STARTS - 240 * HOUR,
        )  # fmt: skip

    def receipt(self, sheet: int, status: str = "valid", *, channel: str = "online", **values: Any) -> int:
        """A returned sheet, an hour before the deadline unless said otherwise."""
        given = {"received_at": DUE - HOUR, **values}
        if status not in ("pending", "valid"):
            given.setdefault("reason", "по правилам")
        return self.add("sheet_receipt", sheet_id=sheet, status=status, channel=channel, **given)

    def mark(self, receipt: int, item: int, choice: str = "for") -> int:
        """The member's mark on one question."""
        return self.add("sheet_mark", receipt_id=receipt, item_id=item, choice=choice)

    # Minutes

    def file(self) -> int:
        """A stored file of one byte."""
        return self.add(
            "stored_file", name="a.pdf", media_type="application/pdf", size=1, sha256="s", content=b"a"
        )

    def minutes(self, meeting: int, body: Made, state: str = "draft", digest: str = "d1") -> int:
        """Minutes in draft or out for signing under this digest and the next number."""
        made = self.add("minutes", meeting_id=meeting, body_id=body.id, year=STARTS.year)
        if state == "review":
            self.send(made, self.next_number(body), digest)
        return made

    def next_number(self, body: Made) -> int:
        """The number that a body's next minutes get."""
        found = self.ask("SELECT 1 + coalesce(max(number), 0) FROM mms.minutes WHERE body_id = %s", body.id)
        return int(found[0][0])

    def send(self, minutes: int, number: int, digest: str = "d1") -> None:
        """The minutes go out for signing under a number and a digest."""
        self.change("minutes", minutes, state="review", number=number, pdf_sha256=digest, pdf_id=self.file())

    def sign(self, minutes: int, person: int, digest: str = "d1", **values: Any) -> int:
        """A simple signature under the digest."""
        given = {"minutes_id": minutes, **values}
        return self.add(
            "signature", person_id=person, office="chair", kind="simple", sha256=digest, signed_at=STARTS,
            **given,
        )  # fmt: skip

    def sealed(self, minutes: int, *, verdict: int | None = None) -> None:
        """The minutes become signed."""
        judged = verdict or self.verdict("signatories", "minutes", minutes)
        self.change("minutes", minutes, state="signed", signed_at=STARTS, verdict_id=judged)


def _plain(value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict) else value
