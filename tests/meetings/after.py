"""A council whose meeting is over, for tests of what comes after: minutes, signatures, papers."""

from datetime import date

from service.access.model import Account
from service.meetings.actions import agenda, minutes, signing, sitting
from service.meetings.model.minutes import Minutes
from service.meetings.model.voting import Decision
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


def decided(council: Council, votes: str = "+++++", day: date = DAY, **draft: object) -> Decision:
    """What a meeting came to on one question, its minutes signed by the chair."""
    meeting_id, (item,) = council.opened(len(council.people), day=day)
    told = {
        "title": "Вопрос",
        "decides": "proposal",
        "draft": "Предложить органу управления",
        "task": "2.1.1",
    }
    with council.acting() as scope:
        agenda.change_item(scope, item, {**told, **draft})
    made = council.voted(item, votes)
    with council.acting() as scope:
        sitting.close(scope, meeting_id)
    sign(council, reviewed(council, meeting_id))
    return made
