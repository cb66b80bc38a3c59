"""Who is this: a browser by its cookie, a program by its token, a person by their address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    bindparam,
    column,
    func,
    select,
    table,
    text,
    update,
)
from sqlalchemy.orm import Session

from service.access.model import Account, ApiToken, Membership, SignIn
from service.access.names import READERS, SCHOOL, Office
from service.access.offices import Composition, held_on
from service.access.secrets import digest
from service.tenancy.context import TenantSession
from service.tenancy.scope import Actor, Held

NOBODY = Actor()
IDLE = timedelta(hours=2)


@dataclass(frozen=True)
class Place:
    """A tenant an account belongs to, with its roles there."""

    slug: str
    name: Mapping[str, str]
    roles: tuple[str, ...]


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

    One statement for account, roles, and the offices of the person whom a membership names.
    """
    if not secret:
        return NOBODY, None
    given = {"digest": digest(secret), "now": now, "since": now - IDLE, "tenant": db.tenant_id, "on_day": on}
    rows = db.execute(_who(tuple(compositions)), given).all()
    if not rows:
        return NOBODY, None
    roles = frozenset(row.role for row in rows if row.role)
    actor = Actor(
        account_id=rows[0].id,
        name=rows[0].name,
        roles=roles,
        permissions=permissions(roles, grants),
        organisations=_narrowed(roles, {row.organisation_id for row in rows if row.organisation_id}),
        offices=frozenset(Held(row.office, row.body, row.body_id) for row in rows if row.office),
    )
    return actor, rows[0].seen_at


@lru_cache(maxsize=16)
def _who(compositions: tuple[Composition, ...]) -> Select[Any]:
    """The statement that finds who asks; composed once, for every page of a tenant begins with it."""
    on = bindparam("on_day", type_=Date)
    held = held_on(compositions, bindparam("tenant", type_=Integer), on)
    return (
        select(
            Account.id, Account.name, SignIn.seen_at, Membership.role, Membership.organisation_id,
            held.c.office, held.c.body, held.c.body_id,
        )
        .join(SignIn, SignIn.account_id == Account.id)
        .outerjoin(Membership, (Membership.account_id == Account.id) & Membership.valid.contains(on))
        .outerjoin(held, held.c.person_id == Membership.person_id)
        .where(
            SignIn.digest == bindparam("digest"),
            SignIn.expires_at > bindparam("now"),
            SignIn.seen_at > bindparam("since"),
            Account.disabled_at.is_(None),
        )
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


def places(db: Session, account_id: int, now: datetime) -> tuple[Place, ...]:
    """Tenants where an account has a role on the tenant's own day, by name."""
    rows = db.execute(
        text("SELECT slug, name, role FROM platform.memberships_at(:account, :now)"),
        {"account": account_id, "now": now},
    )
    found: dict[str, tuple[Mapping[str, str], list[str]]] = {}
    for row in rows:
        found.setdefault(row.slug, (row.name, []))[1].append(row.role)
    listed = (Place(slug, name, tuple(sorted(roles))) for slug, (name, roles) in found.items())
    return tuple(sorted(listed, key=lambda place: place.name["ru"]))


def by_email(db: Session, email: str) -> Account | None:
    """The account with an address, in whatever case it was typed."""
    return db.execute(select(Account).where(Account.email == email.strip().lower())).scalar_one_or_none()


def account(db: Session, account_id: int) -> Account:
    """The account with an id, which a membership names."""
    return db.execute(select(Account).where(Account.id == account_id)).scalar_one()


def members(
    db: TenantSession, on: date, limit: int, offset: int
) -> tuple[list[tuple[Membership, Account]], int]:
    """Users of the tenant with their roles on a date, by name, and how many there are."""
    chosen = select(Membership, Account).join(Account, Account.id == Membership.account_id)
    chosen = chosen.where(Membership.valid.contains(on))
    total = db.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
    rows = db.execute(chosen.order_by(Account.name, Membership.role).limit(limit).offset(offset)).all()
    return [(row[0], row[1]) for row in rows], total


def token(db: TenantSession, token_id: int) -> ApiToken | None:
    """One token of the tenant."""
    return db.execute(select(ApiToken).where(ApiToken.id == token_id)).scalar_one_or_none()


def tokens(db: TenantSession) -> list[ApiToken]:
    """Tokens of the tenant, newest first."""
    ordered = select(ApiToken).order_by(ApiToken.created_at.desc(), ApiToken.id.desc())
    return list(db.execute(ordered).scalars())


def sign_ins(db: Session, account_id: int, now: datetime) -> list[SignIn]:
    """Browsers where the account is signed in now, latest first."""
    found = select(SignIn).where(
        SignIn.account_id == account_id, SignIn.expires_at > now, SignIn.seen_at > now - IDLE
    )
    return list(db.execute(found.order_by(SignIn.seen_at.desc())).scalars())


def schools(db: TenantSession) -> list[tuple[int, str]]:
    """Organisations a school role may be given for, by name.

    Read by the table's name: organisations belong to a layer above this one.
    """
    organisation = table(
        "organisation", column("id"), column("name"), column("sort_key"), column("tenant_id"), schema="mms"
    )
    rows = db.execute(
        select(organisation.c.id, organisation.c.name).order_by(organisation.c.sort_key).limit(5000)
    )
    return [(row.id, row.name) for row in rows]
