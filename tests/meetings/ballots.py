"""Sheets in tests: a council that votes by them, through the service's own actions."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from flask import Flask

from service.core.errors import Problem
from service.meetings.actions import issuing, papersheets, returning, tallying
from service.meetings.model.sheets import Sheet, SheetReceipt
from service.meetings.model.voting import Decision
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import sheets as sheet_reads
from service.meetings.queries.sheets import Line
from service.profiles.profile import Setting
from tests.meetings.council import Called, Council

SIGNS = {"+": "for", "-": "against", "0": "abstain", "?": "unclear"}
ISSUED = date(2026, 3, 10)
DAY = date(2026, 3, 20)


def chosen(council: Council, **settings: Any) -> Council:
    """The same council living by its profile with other values of settings."""
    with council.acting() as scope:
        profile = scope.profile
    known = dict(profile.settings)
    for name, value in settings.items():
        key = f"{MeetingPolicy.of(profile, council.kind).prefix}.{name}"
        known[key] = Setting(key, "", "", (), value, value, (), {}, "", (), "district", "", "")
    return replace(council, profile=replace(profile, settings=known))


@dataclass
class Ballots:
    """One meeting with sheets of a council."""

    council: Council
    meeting_id: int
    items: list[int]

    @classmethod
    def issued(
        cls, council: Council, form: str = "correspondence", items: int = 1, **changed: Any
    ) -> "Ballots":
        """A noticed meeting whose sheets were issued ten days before."""
        council.at(ISSUED, time(10))
        called: Called = council.noticed(changed.pop("day", DAY), form, items, **changed)
        made = cls(council, *called)
        with council.acting() as scope:
            issuing.issue(scope, made.meeting_id)
        return made

    def lines(self) -> list[Line]:
        """The register of sheets."""
        with self.council.acting() as scope:
            found = sheet_reads.register(scope, self.meeting_id)
            scope.db.expunge_all()
            return found

    def sheet(self, member: int) -> Sheet:
        """A member's sheet."""
        person = self.council.people[member]
        return next(one.sheet for one in self.lines() if one.sheet.person_id == person)

    def statuses(self, member: int) -> list[str]:
        """What became of everything a member returned, in order."""
        person = self.council.people[member]
        return [
            each.row.status for one in self.lines() if one.sheet.person_id == person for each in one.receipts
        ]

    def marks(self, signs: str) -> dict[int, str | None]:
        """Marks on the questions: "+-" is for and against."""
        return {item: SIGNS.get(sign) for item, sign in zip(self.items, signs, strict=True)}

    def online(self, member: int, signs: str = "+", **given: Any) -> SheetReceipt:
        """A member returns a sheet online."""
        with self.council.acting(member=member) as scope:
            where = given or {"meeting_id": self.meeting_id}
            made = returning.return_online(scope, self.marks(signs), **where)
            scope.db.flush()
            scope.db.expunge(made)
            return made

    def scanned(self, member: int, signs: str = "+", **draft: Any) -> SheetReceipt:
        """A paper sheet that both readers read alike."""
        made = self.paper(member, signs, **draft)
        self.verified(made, signs)
        return made

    def paper(self, member: int, signs: str = "+", clerk: int = 2, **draft: Any) -> SheetReceipt:
        """A clerk, the secretary, registers a member's paper sheet."""
        with self.council.acting(member=clerk) as scope:
            given = {"code": self.sheet(member).code, "marks": self.marks(signs), **draft}
            made = papersheets.register_paper(scope, self.meeting_id, given)
            scope.db.flush()
            scope.db.expunge(made)
            return made

    def verified(self, receipt: SheetReceipt, signs: str = "+", clerk: int = 0) -> str:
        """Another clerk, the chair, reads a paper sheet again: its status then."""
        with self.council.acting(member=clerk) as scope:
            return papersheets.verify(scope, receipt.id, self.marks(signs)).status

    def after(self, hour: time = time(18, 0, 1), day: date = DAY) -> datetime:
        """Move to after the deadline."""
        return self.council.at(day, hour)

    def tallied(self) -> tuple[str, list[Decision]]:
        """Close, count: the meeting's state and its decisions."""
        self.after()
        with self.council.acting() as scope:
            tallying.close_balloting(scope, self.meeting_id)
        return self.counted()

    def counted(self) -> tuple[str, list[Decision]]:
        """Count: the meeting's state and its decisions."""
        with self.council.acting() as scope:
            state = tallying.tally(scope, self.meeting_id).state
            found = (
                scope.db.query(Decision).filter(Decision.item_id.in_(self.items)).order_by(Decision.item_id)
            )
            decisions = list(found)
            scope.db.expunge_all()
            return state, decisions


def council_of(app: Flask, members: int, established: int | None = None) -> Council:
    """A council of Luga."""
    return Council(app, "luga").seated(members, established)


def refused(error: Problem) -> str:
    """What a refusal says."""
    return error.msgid % error.params if error.params else error.msgid
