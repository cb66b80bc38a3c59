"""Subscriptions to calendars (подписки): secret addresses that calendar programs read; made and revoked."""

from sqlalchemy import func, select

from service.access.secrets import digest, new_secret
from service.core.errors import Conflict, NotFound
from service.core.language import N_
from service.meetings.model.meetings import CalendarFeed
from service.meetings.names import MeetingsEvent, MeetingsPermission
from service.meetings.queries.bodies import body
from service.meetings.queries.feeds import mine
from service.meetings.queries.rights import person_of
from service.tenancy.scope import Scope

MOST = 20
NOBODY = N_("Учётная запись не связана с человеком в реестре: своих заседаний у неё нет. Выберите орган.")
NO_BODY = N_("Такого органа нет.")
TOO_MANY = N_("Подписок уже двадцать: отзовите ненужные.")


def make_feed(scope: Scope, body_id: int | None) -> tuple[CalendarFeed, str]:
    """A subscription to one body, or without one to the meetings of the actor; with its secret, told once.

    Only the digest of the secret is kept. Raises NotFound for a body that is not there.
    """
    scope.allow(MeetingsPermission.READ)
    person_id = None
    if body_id is not None:
        body(scope, body_id)
    else:
        person_id = person_of(scope)
        if person_id is None:
            raise Conflict(NOBODY)
    living = select(func.count()).where(mine(scope), CalendarFeed.revoked_at.is_(None))
    if scope.db.execute(living).scalar_one() >= MOST:
        raise Conflict(TOO_MANY)
    secret = new_secret()
    made = CalendarFeed(
        body_id=body_id,
        person_id=person_id,
        digest=digest(secret),
        account_id=scope.actor.account_id,
        made_at=scope.now,
    )
    scope.db.add(made)
    scope.record(MeetingsEvent.FEED_MADE, made, detail={"body": body_id})
    return made, secret


def revoke_feed(scope: Scope, feed_id: int) -> CalendarFeed:
    """Revoke a subscription of one's own: its address leads nowhere from now on."""
    scope.allow(MeetingsPermission.READ)
    chosen = select(CalendarFeed).where(CalendarFeed.id == feed_id, mine(scope))
    found = scope.db.execute(chosen).scalar()
    if found is None:
        raise NotFound()
    if found.revoked_at is None:
        found.revoked_at = scope.now
        scope.record(MeetingsEvent.FEED_REVOKED, found, fields=["revoked_at"])
    return found
