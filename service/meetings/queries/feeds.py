"""Reads of calendar subscriptions: whose, by which secret, what they show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, select

from service.access.model import Account, Membership
from service.access.secrets import digest
from service.core.language import DEFAULT, N_, fill, translate
from service.core.paging import Page, Paging
from service.meetings.invitations import Deadline
from service.meetings.model.bodies import Body, Seat
from service.meetings.model.meetings import CalendarFeed, Meeting, MeetingDeadline
from service.meetings.model.notices import Notice
from service.meetings.names import DEADLINES, MEMBERS_DEADLINES
from service.meetings.queries.meetings import at, local
from service.meetings.queries.sittings import KEEPERS, UNSAID, page_of
from service.meetings.rules.states import SETTLED
from service.tenancy.scope import Scope

PAST = timedelta(days=90)
MOST = 500
OWN = N_("Мои заседания")
TERM = N_("%(what)s: %(body)s")


@dataclass(frozen=True)
class Named:
    """A subscription with the name of its body; none for one's own meetings."""

    row: CalendarFeed
    body: str | None


def mine(scope: Scope) -> ColumnElement[bool]:
    """Whether a subscription belongs to the actor's account; programs of the tenant share theirs."""
    return CalendarFeed.account_id.is_not_distinct_from(scope.actor.account_id)


def feeds(scope: Scope, paging: Paging) -> Page[Named]:
    """Subscriptions of the actor, the newest first."""
    chosen = select(CalendarFeed, Body.name).outerjoin(Body, Body.id == CalendarFeed.body_id)
    rows = scope.db.execute(chosen.where(mine(scope)).order_by(CalendarFeed.id.desc())).all()
    shown = rows[paging.offset : paging.offset + paging.size]
    return Page([Named(row[0], row[1]) for row in shown], len(rows), paging)


def by_secret(scope: Scope, secret: str) -> CalendarFeed | None:
    """The living subscription of a secret, while its owner still works in the tenant."""
    chosen = select(CalendarFeed).where(
        CalendarFeed.digest == digest(secret), CalendarFeed.revoked_at.is_(None)
    )
    found = scope.db.execute(chosen).scalar()
    if found is None or found.account_id is None:
        return found
    owner = (
        select(Membership.id)
        .join(Account, Account.id == Membership.account_id)
        .where(
            Membership.account_id == found.account_id,
            Membership.valid.contains(scope.today),
            Account.disabled_at.is_(None),
        )
    )
    if found.person_id is not None:
        owner = owner.where(Membership.person_id == found.person_id)
    return found if scope.db.execute(owner.limit(1)).first() else None


def name_of(scope: Scope, feed: CalendarFeed) -> tuple[str, str]:
    """How a calendar calls a subscription, and in which language it speaks: that of its owner."""
    language = DEFAULT
    if feed.account_id is not None:
        chosen = select(Account.language).where(Account.id == feed.account_id)
        language = scope.db.execute(chosen).scalar() or DEFAULT
    if feed.body_id is None:
        return translate(OWN, language), language
    named = scope.db.execute(select(Body.name).where(Body.id == feed.body_id)).scalar_one()
    return named, language


def sits_in(scope: Scope, feed: CalendarFeed) -> tuple[list[int], list[int]]:
    """Bodies that a subscription shows, and those whose every deadline it shows."""
    if feed.body_id is not None:
        return [feed.body_id], [feed.body_id]
    chosen = select(Seat.council_id, Seat.office).where(
        Seat.person_id == feed.person_id, Seat.valid.contains(scope.today)
    )
    seats = scope.db.execute(chosen).all()
    kept = {row.council_id for row in seats if row.office in KEEPERS}
    return sorted({row.council_id for row in seats}), sorted(kept)


def told(scope: Scope, bodies: Sequence[int], meeting_id: int | None = None) -> list[tuple[Meeting, Body]]:
    """Meetings of some bodies that members were told of, from the last months on; or one whenever it is."""
    notified = select(Notice.id).where(Notice.meeting_id == Meeting.id)
    chosen = (
        select(Meeting, Body)
        .join(Body, Body.id == Meeting.body_id)
        .where(
            Meeting.body_id.in_(bodies),
            Meeting.state.not_in(UNSAID),
            Meeting.starts_at >= scope.now - PAST if meeting_id is None else Meeting.id == meeting_id,
            notified.exists(),
        )
        .order_by(Meeting.starts_at.desc(), Meeting.id)
        .limit(MOST)
    )
    return [(row[0], row[1]) for row in scope.db.execute(chosen)]


def terms(
    scope: Scope, bodies: Sequence[int], kept: Sequence[int], language: str, public_url: str
) -> tuple[list[Deadline], list[datetime]]:
    """Deadlines of some bodies, and when each was set; members see their own, keepers every one."""
    chosen = (
        select(MeetingDeadline, Body.name)
        .join(Meeting, Meeting.id == MeetingDeadline.meeting_id)
        .join(Body, Body.id == Meeting.body_id)
        .where(
            Meeting.body_id.in_(bodies),
            Meeting.state.not_in((*UNSAID, "cancelled", "archived")),
            MeetingDeadline.replaced_at.is_(None),
            MeetingDeadline.due_on >= scope.today - PAST,
            Meeting.body_id.in_(kept) | MeetingDeadline.kind.in_(MEMBERS_DEADLINES),
            *(
                (MeetingDeadline.kind != kind) | Meeting.state.not_in(states)
                for kind, states in SETTLED.items()
            ),
        )
        .order_by(MeetingDeadline.due_on.desc(), MeetingDeadline.id)
        .limit(MOST)
    )
    rows = scope.db.execute(chosen).all()
    listed = [
        Deadline(
            tenant=scope.tenant.slug,
            key=f"meeting-{row.meeting_id}-{row.kind}",
            title=_title(row.kind, name, language),
            due=local(scope, row.due_at).replace(tzinfo=None) if row.due_at else row.due_on,
            zone=scope.tenant.time_zone,
            link=page_of(scope, row.meeting_id, public_url),
        )
        for row, name in rows
    ]
    return listed, [row.set_at for row, _ in rows]


def newest(scope: Scope, feed: CalendarFeed, moments: Sequence[datetime]) -> datetime:
    """When what a subscription shows last changed: the same file as long as nothing changes."""
    day = at(scope, local(scope, feed.made_at).date(), time.min)
    return max([day, *moments])


def _title(kind: str, body: str, language: str) -> str:
    what = translate(DEADLINES.get(kind, kind), language)
    return fill(translate(TERM, language), {"what": what, "body": body}, language)
