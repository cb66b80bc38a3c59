"""Who asks: a browser by its cookie, a program by its token; which rights that gives today."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Row,
    Select,
    bindparam,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.orm import Session

from service.access.model import Account, ApiToken, FactorPolicy, Membership, SignIn, Substitution
from service.access.names import READERS, SCHOOL, Office
from service.access.offices import Composition, held_on
from service.access.secrets import digest
from service.tenancy.context import TenantSession
from service.tenancy.scope import Actor, Held

NOBODY = Actor()
IDLE = timedelta(hours=2)


def account_of(db: Session, secret: str | None, now: datetime) -> tuple[Account | None, datetime | None]:
    """The account behind a browser's secret and when it was last seen, unless it is over or disabled."""
    if not secret:
        return None, None
    found = db.execute(
        select(Account, SignIn.seen_at)
        .join(SignIn, SignIn.account_id == Account.id)
        .where(*_alive(secret, now))
    ).one_or_none()
    return (None, None) if found is None else (found[0], found[1])


def _alive(secret: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """A sign-in holds for a working day, and not longer than the idle time after its last use."""
    return (
        SignIn.digest == digest(secret),
        SignIn.expires_at > now,
        SignIn.seen_at > now - IDLE,
        Account.disabled_at.is_(None),
    )


def actor_of_browser(
    db: TenantSession,
    secret: str | None,
    now: datetime,
    on: date,
    grants: Mapping[str, frozenset[str]],
    compositions: Iterable[Composition] = (),
) -> tuple[Actor, datetime | None]:
    """The actor behind a browser in this tenant and when it was last seen.

    One statement for account, roles, and the offices of the person whom a membership names; those of an
    absent person whom somebody stands in for come with them. Who owes a second step may do nothing yet.
    """
    if not secret:
        return NOBODY, None
    given = {"digest": digest(secret), "now": now, "since": now - IDLE, "tenant": db.tenant_id, "on_day": on}
    rows = db.execute(_who(tuple(compositions)), given).all()
    if not rows:
        return NOBODY, None
    asking = rows[0]
    held = _counted(rows)
    roles = frozenset(row.role for row in held)
    if not asking.has_factor and roles & set(asking.factor_roles or ()):
        locked = Actor(asking.id, asking.name, organisations=frozenset(), owes_factor=True)
        return locked, asking.seen_at
    actor = Actor(
        account_id=asking.id,
        name=asking.name,
        roles=roles,
        permissions=permissions(roles, grants),
        organisations=_narrowed(roles, {row.organisation_id for row in held if row.organisation_id}),
        offices=frozenset(Held(row.office, row.body, row.body_id) for row in held if row.office),
        acting_for=tuple(sorted({row.holder_id for row in held} - {asking.id})),
    )
    return actor, asking.seen_at


def _counted(rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """The roles that count: lent ones only for somebody who still has a role of their own."""
    held = [row for row in rows if row.role]
    return held if any(row.holder_id == row.id for row in held) else []


@lru_cache(maxsize=16)
def _who(compositions: tuple[Composition, ...]) -> Select[Any]:
    """The statement that finds who asks; composed once, for every page of a tenant begins with it."""
    on, tenant = bindparam("on_day", type_=Date), bindparam("tenant", type_=Integer)
    held = held_on(compositions, tenant, on)
    asked = select(SignIn.account_id, SignIn.seen_at).where(
        SignIn.digest == bindparam("digest"),
        SignIn.expires_at > bindparam("now"),
        SignIn.seen_at > bindparam("since"),
    )
    asks = asked.cte("asks")
    lent = select(Substitution.absent_id).join(asks, asks.c.account_id == Substitution.substitute_id)
    lent = lent.where(Substitution.tenant_id == tenant, Substitution.valid.contains(on))
    holder = union_all(select(asks.c.account_id.label("id")), lent).subquery("holder")
    policy = select(FactorPolicy.roles).where(FactorPolicy.tenant_id == tenant)
    return (
        select(
            Account.id, Account.name, asks.c.seen_at, holder.c.id.label("holder_id"),
            Membership.role, Membership.organisation_id, held.c.office, held.c.body, held.c.body_id,
            Account.totp_secret.is_not(None).label("has_factor"),
            policy.order_by(FactorPolicy.id.desc()).limit(1).scalar_subquery().label("factor_roles"),
        )
        .select_from(asks)
        .join(Account, Account.id == asks.c.account_id)
        .join(holder, true())
        .outerjoin(Membership, (Membership.account_id == holder.c.id) & Membership.valid.contains(on))
        .outerjoin(held, held.c.person_id == Membership.person_id)
        .where(Account.disabled_at.is_(None))
    )  # fmt: skip


def actor_of_token(
    db: TenantSession, token: str, on: date, grants: Mapping[str, frozenset[str]]
) -> tuple[Actor, datetime | None]:
    """The actor behind an API token of this tenant and when it was last used; another tenant's is nobody.

    A token for an office holds it in every body of the tenant; one for a school role sees its school only.
    """
    found = db.execute(select(ApiToken).where(*_usable(ApiToken.digest == digest(token), on))).scalar()
    if found is None:
        return NOBODY, None
    roles = frozenset({found.role})
    mine = {found.organisation_id} if found.organisation_id is not None else set()
    actor = Actor(
        name=found.name,
        roles=roles,
        permissions=permissions(roles, grants),
        organisations=_narrowed(roles, mine),
        offices=frozenset({Held(found.role, "", None)} if found.role in set(Office) else ()),
        token_id=found.id,
    )
    return actor, found.seen_at


def _usable(named: ColumnElement[bool], on: date) -> tuple[ColumnElement[bool], ...]:
    """A token works until it is revoked and through its last day."""
    lasting = ApiToken.expires_on.is_(None) | (ApiToken.expires_on >= on)
    return named, ApiToken.revoked_at.is_(None), lasting


def token_holds(db: TenantSession, token_id: int, on: date) -> bool:
    """Whether a token still works, kept so until the transaction ends: a revocation waits its turn."""
    chosen = select(ApiToken.id).where(*_usable(ApiToken.id == token_id, on))
    return db.execute(chosen.with_for_update(read=True)).scalar() is not None


def note_use(db: TenantSession, token_id: int, now: datetime) -> None:
    """Write down that a token was used (последнее обращение)."""
    db.execute(update(ApiToken).where(ApiToken.id == token_id).values(seen_at=now))


def permissions(roles: frozenset[str], grants: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Permissions that a set of roles gives; `grants` maps a role to its permissions."""
    return frozenset().union(*(grants.get(role, frozenset()) for role in roles)) if roles else frozenset()


def _narrowed(roles: frozenset[str], organisations: set[int]) -> frozenset[int] | None:
    """A school's people see their school, whatever offices they hold; a district role sees all."""
    return frozenset(organisations) if roles & SCHOOL and not roles & READERS else None
