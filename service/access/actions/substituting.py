"""Substitution (замещение): somebody holds an absent person's roles and offices between two days."""

from datetime import date, timedelta

from sqlalchemy import select

from service.access.actions.standing import working
from service.access.model import Account, FactorPolicy, Substitution
from service.access.names import AccessEvent, AccessPermission, Role
from service.access.queries import substitutions
from service.core.columns import life
from service.core.errors import FieldProblem, Invalid, NotFound
from service.core.language import N_
from service.tenancy.scope import Scope

DAY = timedelta(days=1)
LONGEST = timedelta(days=366)
HIMSELF = N_("Человек не может замещать сам себя.")
BACKWARDS = N_("Последний день раньше первого.")
IN_THE_PAST = N_("Замещение нельзя начать задним числом: журнал за прошлые дни уже записан.")
TOO_LONG = N_("Замещение не может длиться больше года. Для постоянной замены дайте роль.")
OVERLAPS = N_("В эти дни этого человека уже замещают. Закончите прежнее замещение или измените даты.")
NO_ROLE = N_("Такой роли нет.")
OWN_FIRST = N_("Сначала включите вход с кодом у себя: иначе вы сразу потеряете доступ.")
GONE = N_("Такого пользователя нет.")


def substitute(
    scope: Scope, absent: int, substitute: int, starts: date, ends: date, basis: str | None = None
) -> Substitution:
    """Let one user stand in for another from day to day; both are named by a role of theirs."""
    scope.allow(AccessPermission.MANAGE)
    missing, acting = _user(scope, "absent", absent), _user(scope, "substitute", substitute)
    wrong = _fault(scope, missing, acting, starts, ends)
    if wrong is not None:
        raise Invalid(fields=(wrong,))
    made = Substitution(
        absent_id=missing.id, substitute_id=acting.id, basis=basis, valid=life(starts, ends + DAY)
    )
    scope.db.add(made)
    scope.record(AccessEvent.SUBSTITUTED, made, detail={"absent": missing.id, "substitute": acting.id})
    return made


def _user(scope: Scope, field: str, membership_id: int) -> Account:
    try:
        return working(scope, membership_id)
    except NotFound:
        raise Invalid(fields=(FieldProblem(field, GONE),)) from None


def _fault(scope: Scope, missing: Account, acting: Account, starts: date, ends: date) -> FieldProblem | None:
    if missing.id == acting.id:
        return FieldProblem("substitute", HIMSELF)
    if ends < starts:
        return FieldProblem("ends", BACKWARDS)
    if starts < scope.today:
        return FieldProblem("starts", IN_THE_PAST)
    if ends - starts > LONGEST:
        return FieldProblem("ends", TOO_LONG)
    # The account is locked so that two administrators cannot name two substitutes at once.
    scope.db.execute(select(Account.id).where(Account.id == missing.id).with_for_update())
    same = select(Substitution.id).where(
        Substitution.absent_id == missing.id, Substitution.valid.overlaps(life(starts, ends + DAY))
    )
    return FieldProblem("starts", OVERLAPS) if scope.db.execute(same.limit(1)).scalar() else None


def end_substitution(scope: Scope, substitution_id: int) -> Substitution:
    """End a substitution now, before its last day."""
    scope.allow(AccessPermission.MANAGE)
    found = substitutions.substitution(scope.db, substitution_id)
    if found.valid.upper is None or found.valid.upper > scope.today:
        found.valid = life(found.valid.lower, max(scope.today, found.valid.lower or scope.today))
        scope.record(AccessEvent.SUBSTITUTION_ENDED, found, fields=["valid"])
    return found


def require_factor(scope: Scope, roles: frozenset[str]) -> FactorPolicy:
    """Say whose roles need the second step: whoever holds one can only set it up until it is done."""
    scope.allow(AccessPermission.MANAGE)
    if not roles <= set(Role):
        raise Invalid(fields=(FieldProblem("roles", NO_ROLE),))
    if roles & scope.actor.roles and not _has_factor(scope):
        raise Invalid(fields=(FieldProblem("roles", OWN_FIRST),))
    made = FactorPolicy(roles=sorted(map(str, roles)), set_at=scope.now, set_by=scope.actor.account_id)
    scope.db.add(made)
    scope.record(AccessEvent.FACTOR_REQUIRED, made, fields=["roles"])
    return made


def _has_factor(scope: Scope) -> bool:
    """Whether the actor has a second step; a key of a program needs none."""
    if scope.actor.account_id is None:
        return True
    mine = select(Account.totp_secret).where(Account.id == scope.actor.account_id)
    return scope.db.execute(mine).scalar() is not None
