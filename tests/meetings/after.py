"""A council whose meeting is over, for tests of what comes after: minutes, signatures, papers."""

from datetime import date

from service.access.model import Account
from service.meetings.actions import minutes, signing, sitting
from service.meetings.model.minutes import Minutes
from tests.accounts import HASHED, PASSWORD, scope_of
from tests.meetings.council import DAY, Council


def let_sign(council: Council) -> None:
    """Give every member's account the password of the tests."""
    for number in range(len(council.people)):
        with council.acting(member=number):
            pass
    with scope_of(council.app, council.slug).db as db:
        for account in db.query(Account).filter(Account.email.like("member-%")):
            account.password_hash = HASHED
        db.commit()


def closed(council: Council, present: int = 9, items: int = 1, day: date = DAY, votes: str = "") -> int:
    """A closed meeting where every question was voted."""
    meeting_id, asked = council.opened(present, items, day)
    for item in asked:
        council.voted(item, votes or "+" * present)
    with council.acting() as scope:
        sitting.close(scope, meeting_id)
    return meeting_id


def drafted(council: Council, meeting_id: int) -> int:
    """Minutes of a closed meeting, begun by the secretary."""
    with council.acting(member=2) as scope:
        return minutes.begin(scope, meeting_id).id


def reviewed(council: Council, meeting_id: int) -> Minutes:
    """Minutes sent for signing."""
    minutes_id = drafted(council, meeting_id)
    with council.acting(member=2) as scope:
        row = minutes.to_review(scope, minutes_id)
        scope.db.flush()
        scope.db.refresh(row)
        scope.db.expunge(row)
        return row


def sign(council: Council, row: Minutes, member: int = 0) -> None:
    """One member signs by their own account."""
    with council.acting(member=member) as scope:
        what = signing.minutes_to_sign(scope, row.id)
        signing.sign(scope, what, row.pdf_sha256 or "", PASSWORD)
