"""A user's standing in the tenant (отключение): shut out, let in again, signed out, named in the register."""

from sqlalchemy import delete, select, update

from service.access.actions.roles import end_today, keep_an_administrator
from service.access.model import Account, ApiToken, Deactivation, Membership, SignIn
from service.access.names import AccessEvent, AccessPermission, Role
from service.access.queries import people
from service.access.queries.substitutions import of_account
from service.access.second_step import turn_off
from service.core.columns import life
from service.core.errors import FieldProblem, Invalid, NotFound
from service.core.language import N_
from service.tenancy.scope import Scope

ALREADY_OUT = N_("Этот человек уже отключён.")
NOT_OUT = N_("Этот человек не отключён.")
NOBODY = N_("Такого человека в реестре нет. Введите фамилию, имя и отчество.")
TAKEN = N_("С этим человеком из реестра уже связан другой пользователь.")


def deactivate(scope: Scope, membership_id: int, reason: str | None = None) -> Deactivation:
    """Shut a person out of the tenant (отключить): roles, substitutions, keys and sign-ins end today.

    Their records stay, and so does the account, which may work in other tenants.
    """
    scope.allow(AccessPermission.MANAGE)
    _held, account = people.membership(scope.db, membership_id)
    if people.open_deactivation(scope.db, account.id) is not None:
        raise Invalid(ALREADY_OUT)
    lasting = [one for one in people.roles_of(scope.db, account.id) if _lasts(scope, one)]
    if not lasting:
        raise NotFound()
    if any(one.role == Role.ADMINISTRATOR and scope.today in one.valid for one in lasting):
        keep_an_administrator(scope, account.id)
    for held in lasting:
        end_today(scope, held)
    for row in of_account(scope.db, account.id, scope.today):
        row.valid = life(row.valid.lower, max(scope.today, row.valid.lower or scope.today))
    keys = update(ApiToken).where(ApiToken.created_by == account.id, ApiToken.revoked_at.is_(None))
    revoked = scope.db.execute(keys.values(revoked_at=scope.now).returning(ApiToken.id)).all()
    made = Deactivation(
        account_id=account.id,
        reason=reason,
        memberships=[one.id for one in lasting],
        deactivated_at=scope.now,
        deactivated_by=scope.actor.account_id,
    )
    scope.db.add(made)
    ended = _close(scope, account)
    counted = {"roles": len(lasting), "tokens": len(revoked), "sign_ins": ended}
    scope.record(AccessEvent.DEACTIVATED, account, detail=counted)
    return made


def _lasts(scope: Scope, held: Membership) -> bool:
    return not held.valid.isempty and (held.valid.upper is None or held.valid.upper > scope.today)


def reactivate(scope: Scope, membership_id: int) -> Deactivation:
    """Let a person in again with the roles that ended (включить снова), from today on."""
    scope.allow(AccessPermission.MANAGE)
    _held, account = people.membership(scope.db, membership_id)
    found = people.open_deactivation(scope.db, account.id)
    if found is None:
        raise Invalid(NOT_OUT)
    wanted = select(Membership).where(
        Membership.id.in_(found.memberships), Membership.account_id == account.id
    )
    back = list(scope.db.execute(wanted).scalars())
    for held in back:
        if scope.today not in held.valid:
            held.valid = life(scope.today)
    found.reactivated_at, found.reactivated_by = scope.now, scope.actor.account_id
    scope.record(AccessEvent.REACTIVATED, account, detail={"roles": len(back)})
    return found


def sign_out(scope: Scope, membership_id: int, sign_in_id: int | None = None) -> int:
    """End sign-ins of somebody who works here, one or all of them; returns how many."""
    scope.allow(AccessPermission.MANAGE)
    account = working(scope, membership_id)
    ended = _close(scope, account, sign_in_id)
    if sign_in_id is not None and not ended:
        raise NotFound()
    scope.record(AccessEvent.SIGNED_OUT, account, detail={"sign_ins": ended})
    return ended


def working(scope: Scope, membership_id: int) -> Account:
    """The account behind a role, if it works here today; raises NotFound."""
    _held, account = people.membership(scope.db, membership_id)
    if not people.works_here(scope.db, account.id, scope.today):
        raise NotFound()
    return account


def _close(scope: Scope, account: Account, sign_in_id: int | None = None) -> int:
    mine = delete(SignIn).where(SignIn.account_id == account.id)
    chosen = mine if sign_in_id is None else mine.where(SignIn.id == sign_in_id)
    return len(scope.db.execute(chosen.returning(SignIn.id)).all())


def forget_factor(scope: Scope, account: Account) -> None:
    """Turn off the second step of somebody who lost phone and spare codes; they sign in anew everywhere."""
    scope.allow(AccessPermission.MANAGE)
    if not people.works_here(scope.db, account.id, scope.today):
        raise NotFound()
    turn_off(scope.db, account)
    scope.record(AccessEvent.FACTOR_FORGOTTEN, account, detail={"sign_ins": _close(scope, account)})


def link_person(scope: Scope, membership_id: int, person_id: int | None) -> list[Membership]:
    """Say who of the register a user is (связать с человеком): offices follow from that person's seats."""
    scope.allow(AccessPermission.MANAGE)
    account = working(scope, membership_id)
    if person_id is not None and people.person_name(scope, person_id) is None:
        raise Invalid(fields=(FieldProblem("person_id", NOBODY),))
    others = select(Membership.id).where(
        Membership.person_id == person_id,
        Membership.account_id != account.id,
        Membership.valid.contains(scope.today),
    )
    if person_id is not None and scope.db.execute(others.limit(1)).scalar() is not None:
        raise Invalid(fields=(FieldProblem("person_id", TAKEN),))
    held = [one for one in people.roles_of(scope.db, account.id) if scope.today in one.valid]
    for one in held:
        one.person_id = person_id
    scope.record(AccessEvent.PERSON_LINKED, account, fields=["person_id"])
    return held
