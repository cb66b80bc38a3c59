"""People of a tenant (пользователи): who holds which role, where an account works, its browsers and keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BigInteger, String, TableClause, column, func, select, table, text
from sqlalchemy.orm import Session

from service.access.model import Account, ApiToken, Deactivation, Invitation, Membership, SignIn
from service.access.queries.asking import IDLE
from service.core.alphabet import search_key
from service.core.errors import NotFound
from service.tenancy.context import TenantSession
from service.tenancy.scope import Scope

FOUND_AT_ONCE = 20


@dataclass(frozen=True)
class Place:
    """A tenant an account belongs to, with its roles there."""

    slug: str
    name: Mapping[str, str]
    roles: tuple[str, ...]


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


def membership(db: TenantSession, membership_id: int) -> tuple[Membership, Account]:
    """One role of the tenant, whatever its dates, and whose it is; raises NotFound."""
    chosen = select(Membership, Account).join(Account, Account.id == Membership.account_id)
    found = db.execute(chosen.where(Membership.id == membership_id)).one_or_none()
    if found is None:
        raise NotFound()
    return found[0], found[1]


def roles_of(db: TenantSession, account_id: int) -> list[Membership]:
    """Every role an account has or had in the tenant, the present ones first."""
    chosen = select(Membership).where(Membership.account_id == account_id)
    return list(db.execute(chosen.order_by(func.upper(Membership.valid).desc(), Membership.id)).scalars())


def works_here(db: TenantSession, account_id: int, on: date) -> bool:
    """Whether an account has a role in the tenant on a date."""
    held = select(Membership.id).where(Membership.account_id == account_id, Membership.valid.contains(on))
    return db.execute(held.limit(1)).scalar() is not None


def colleagues(db: TenantSession, on: date) -> list[tuple[int, str]]:
    """Accounts with a role on a date by name, each with one of its roles to be named by."""
    least = select(func.min(Membership.id).label("id")).where(Membership.valid.contains(on))
    first = least.group_by(Membership.account_id).subquery("first")
    chosen = select(Membership.id, Account.name).join(Account, Account.id == Membership.account_id)
    rows = db.execute(chosen.join(first, first.c.id == Membership.id).order_by(Account.name, Account.id))
    return [(row.id, row.name) for row in rows]


def pending(db: TenantSession, on: date) -> list[tuple[Invitation, Account, Membership]]:
    """Invitations of people who have a role and have never come in, by name; each person once."""
    chosen = (
        select(Invitation, Account, Membership)
        .join(Account, Account.id == Invitation.account_id)
        .join(Membership, (Membership.account_id == Account.id) & Membership.valid.contains(on))
        .where(Invitation.cancelled_at.is_(None), Account.password_hash.is_(None))
        .where(Account.entered_at.is_(None))
        .order_by(Account.name, Account.id, Invitation.id.desc(), Membership.id)
    )
    found = {row[1].id: (row[0], row[1], row[2]) for row in reversed(db.execute(chosen).all())}
    return list(reversed(found.values()))


def invitation(db: TenantSession, invitation_id: int) -> tuple[Invitation, Account]:
    """One invitation of the tenant, kept for us until the transaction ends; raises NotFound."""
    chosen = select(Invitation, Account).join(Account, Account.id == Invitation.account_id)
    held = chosen.where(Invitation.id == invitation_id).with_for_update(of=Invitation)
    found = db.execute(held).one_or_none()
    if found is None:
        raise NotFound()
    return found[0], found[1]


def shut_out(db: TenantSession) -> list[tuple[Deactivation, Account, Membership]]:
    """People who are deactivated now, by name, each with one of the roles that ended."""
    chosen = (
        select(Deactivation, Account, Membership)
        .join(Account, Account.id == Deactivation.account_id)
        .join(Membership, Membership.account_id == Account.id)
        .where(Deactivation.reactivated_at.is_(None))
        .order_by(Account.name, Account.id, Membership.id.desc())
    )
    found = {row[1].id: (row[0], row[1], row[2]) for row in db.execute(chosen)}
    return list(found.values())


def open_deactivation(db: TenantSession, account_id: int) -> Deactivation | None:
    """The deactivation of an account that lasts."""
    chosen = select(Deactivation).where(Deactivation.account_id == account_id)
    return db.execute(chosen.where(Deactivation.reactivated_at.is_(None))).scalar_one_or_none()


def known_as(db: TenantSession, emails: Sequence[str]) -> dict[str, Account]:
    """Accounts by their address, for many at once."""
    rows = db.execute(select(Account).where(Account.email.in_([one.lower() for one in emails]))).scalars()
    return {one.email: one for one in rows}


def people_named(scope: Scope, typed: str) -> list[tuple[int, str]]:
    """People of the register whose name begins as typed; an exact name is that person alone.

    Read by the table's name, like schools: people belong to a layer above this one.
    """
    names = ("last_name", "first_name", "middle_name")
    person = _table("person", *names, "sort_key", "search_key", "merged_into")
    key = search_key(typed)
    if not key:
        return []
    chosen = select(person).where(
        person.c.tenant_id == scope.tenant.id,
        person.c.merged_into.is_(None),
        column("search_key", String).startswith(key, autoescape=True),
    )
    rows = scope.db.execute(chosen.order_by(person.c.sort_key, person.c.id).limit(FOUND_AT_ONCE))
    found = [(int(row.id), " ".join(getattr(row, one) for one in names if getattr(row, one))) for row in rows]
    exact = [one for one in found if search_key(one[1]) == key]
    return exact if len(exact) == 1 else found


def person_name(scope: Scope, person_id: int) -> str | None:
    """The name of a person of the register; None when there is none."""
    person = _table("person", "last_name", "first_name", "middle_name")
    chosen = select(person).where(person.c.tenant_id == scope.tenant.id, person.c.id == person_id)
    row = scope.db.execute(chosen).one_or_none()
    return None if row is None else " ".join(each for each in row[2:] if each)


def schools(db: TenantSession) -> list[tuple[int, str]]:
    """Organisations a school role may be given for, by name.

    Read by the table's name: organisations belong to a layer above this one.
    """
    organisation = _table("organisation", "name", "sort_key")
    rows = db.execute(
        select(organisation.c.id, organisation.c.name).order_by(organisation.c.sort_key).limit(5000)
    )
    return [(row.id, row.name) for row in rows]


def school_words(db: TenantSession) -> dict[str, tuple[int, str]]:
    """Schools by every word that names exactly one: code, name, short name."""
    organisation = _table("organisation", "code", "name", "short_name")
    found: dict[str, dict[int, str]] = {}
    for row in db.execute(select(organisation)):
        for word in (row.code, row.name, row.short_name):
            if word:
                found.setdefault(search_key(word), {})[row.id] = row.name
    return {word: next(iter(named.items())) for word, named in found.items() if len(named) == 1}


def _table(name: str, *columns: str) -> TableClause:
    """A table of a layer above, with its key and some columns."""
    keys = (column("id", BigInteger), column("tenant_id", BigInteger))
    return table(name, *keys, *(column(each) for each in columns), schema="mms")
