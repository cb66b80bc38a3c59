"""Invitations by a list (приглашения списком): every row is judged first, written only when confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from service.access.actions.roles import (
    NEEDS_SCHOOL,
    NO_ROLE,
    SHUT_OUT,
    has_entered,
    note_invitation,
    take_in,
)
from service.access.listing import LARGEST, LONGEST_NAME, Line
from service.access.model import Account, Deactivation, Membership
from service.access.names import SCHOOL, AccessEvent, AccessPermission
from service.access.queries.people import known_as, school_words
from service.core.alphabet import search_key
from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.rules.message import Message
from service.tenancy.scope import Scope

NEW, KNOWN, HELD, REFUSED = "new", "known", "held", "refused"
STATUS_TITLES: Mapping[str, str] = {
    NEW: N_("новый: получит письмо"),
    KNOWN: N_("учётная запись есть: получит роль"),
    HELD: N_("эта роль уже есть"),
    REFUSED: N_("отклонено"),
}
EMPTY = N_("В списке нет ни одной строки.")
TOO_MANY = N_("В списке больше %(limit)d строк. Разделите его на части.")
NO_NAME = N_("Нет имени.")
LONG_NAME = N_("Имя длиннее 200 знаков.")
NO_ADDRESS = N_("Это не адрес почты.")
NO_SCHOOL = N_("Такой школы в реестре нет.")
TWICE = N_("Такая строка в списке уже есть: %(number)d.")
DISABLED = N_("Учётная запись закрыта оператором.")


@dataclass(frozen=True)
class Judged:
    """A line of a list with what will come of it; `why` says why it is refused."""

    line: Line
    status: str
    role: str | None = None
    organisation_id: int | None = None
    school: str | None = None
    why: Message | None = None


@dataclass(frozen=True)
class _Known:
    accounts: Mapping[str, Account]
    out: frozenset[int]
    held: frozenset[tuple[int, str, int | None]]
    schools: Mapping[str, tuple[int, str]]


def judge(scope: Scope, lines: Sequence[Line]) -> list[Judged]:
    """What would come of every line; nothing is written."""
    scope.allow(AccessPermission.MANAGE)
    if not lines:
        raise Invalid(fields=(FieldProblem("lines", EMPTY),))
    if len(lines) > LARGEST:
        raise Invalid(fields=(FieldProblem("lines", TOO_MANY, {"limit": LARGEST}),))
    known = _known(scope, lines)
    seen: dict[tuple[str, str | None, int | None], int] = {}
    found = []
    for line in lines:
        one = _judged(line, known)
        key = (line.email.lower(), one.role, one.organisation_id)
        if one.status != REFUSED and key in seen:
            one = Judged(line, REFUSED, one.role, why=Message(TWICE, {"number": seen[key]}))
        seen.setdefault(key, line.number)
        found.append(one)
    return found


def _known(scope: Scope, lines: Sequence[Line]) -> _Known:
    """What this tenant knows: an account that never had a role here is told like one that is not there."""
    named = known_as(scope.db, [one.email for one in lines])
    ids = [one.id for one in named.values()]
    here = select(Membership.account_id).where(Membership.account_id.in_(ids))
    mine = set(scope.db.execute(here).scalars())
    accounts = {email: one for email, one in named.items() if one.id in mine}
    out = select(Deactivation.account_id).where(Deactivation.reactivated_at.is_(None))
    roles = select(Membership.account_id, Membership.role, Membership.organisation_id)
    roles = roles.where(Membership.account_id.in_(ids), Membership.valid.contains(scope.today))
    return _Known(
        accounts=accounts,
        out=frozenset(scope.db.execute(out).scalars()),
        held=frozenset((row[0], row[1], row[2]) for row in scope.db.execute(roles)),
        schools=school_words(scope.db),
    )


def _judged(line: Line, known: _Known) -> Judged:
    account = known.accounts.get(line.email.lower())
    role = line.code
    named = known.schools.get(search_key(line.school)) if role in SCHOOL and line.school else None
    school, title = named if named else (None, None)
    fault = _fault(line, role, account, school, known)
    if fault is not None or role is None:
        return Judged(line, REFUSED, role, school, title, Message(fault or NO_ROLE))
    if account is None:
        return Judged(line, NEW, role, school, title)
    status = HELD if (account.id, role, school) in known.held else KNOWN if has_entered(account) else NEW
    return Judged(line, status, role, school, title)


def _fault(
    line: Line, role: str | None, account: Account | None, school: int | None, known: _Known
) -> str | None:
    if line.fault_of_address:
        return NO_ADDRESS
    if not line.name or len(line.name) > LONGEST_NAME:
        return LONG_NAME if line.name else NO_NAME
    if role is None:
        return NO_ROLE
    if account is not None and account.disabled_at is not None:
        return DISABLED
    if account is not None and account.id in known.out:
        return SHUT_OUT
    if role in SCHOOL and school is None:
        return NO_SCHOOL if line.school else NEEDS_SCHOOL
    return None


def invite_listed(scope: Scope, lines: Sequence[Line]) -> list[Judged]:
    """Give the roles of every line that is not refused; letters are asked for, a job sends each."""
    judged = judge(scope, lines)
    given = 0
    for one in judged:
        if one.status in (REFUSED, HELD) or one.role is None:
            continue
        line = one.line
        account, _held = take_in(scope, line.email, line.name, one.role, one.organisation_id)
        if one.status == NEW:
            scope.record(AccessEvent.INVITATION_DUE, note_invitation(scope, account))
        given += 1
    refused = sum(one.status == REFUSED for one in judged)
    scope.record(AccessEvent.LISTED, detail={"rows": len(judged), "roles": given, "refused": refused})
    return judged
