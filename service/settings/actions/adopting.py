"""Adoption (принятие редакции): a draft becomes a dated version; only another version can take it back."""

from sqlalchemy.exc import IntegrityError

from service.core.errors import Conflict, FieldProblem, Forbidden, Invalid
from service.core.language import N_
from service.documents.model import LegalAct
from service.profiles.problems import ProfileError
from service.settings.actions.drafting import act_problems, opened
from service.settings.actions.editing import title_of
from service.settings.dependants import first_broken
from service.settings.drafts import Workpiece
from service.settings.model import ProfileVersion, RuleDraft
from service.settings.names import ADOPTED_BY, ADOPTERS, SettingsEvent, SettingsPermission
from service.tenancy.scope import Scope

NOT_YOURS = N_("Редакцию принимает другая роль: так решает настройка района.")
NOTHING_CHANGED = N_("В проекте нет изменений: принимать нечего.")
OVERTAKEN = N_("Правило «%(what)s» тем временем изменила другая редакция. Откройте его и сохраните заново.")
FAULTY = N_("«%(what)s»: %(why)s")
BREAKS = N_("После этой редакции не сложатся правила: %(tenant)s, %(why)s")
JUST_NOW = N_("Только что принята другая редакция. Откройте проект ещё раз.")
NEEDED = N_("Заполните это поле.")
DEMANDED = ("act_kind", "act_number", "act_date", "effective_from")


def adopter(scope: Scope) -> str:
    """The role that adopts versions: named by the profile, else the administrator."""
    named = str(scope.profile.value(ADOPTED_BY, "administrator"))
    return named if named in {str(role) for role in ADOPTERS} else "administrator"


def may_adopt(scope: Scope) -> bool:
    """Whether the actor holds the role that adopts."""
    return scope.can(SettingsPermission.ADOPT) and adopter(scope) in scope.actor.roles


def obstacles(scope: Scope, piece: Workpiece) -> list[Invalid]:
    """Everything that stands in the way of a draft, in words; empty where it may be adopted."""
    found = []
    missing = [name for name in DEMANDED if getattr(piece.row, name) is None]
    problems = tuple(FieldProblem(name, NEEDED) for name in missing)
    problems += tuple(
        act_problems(piece, {name: getattr(piece.row, name) for name in (*DEMANDED, "relation")})
    )
    if problems:
        found.append(Invalid(fields=problems))
    if all(one.content == piece.before(one.section, one.entry_id) for one in piece.entries):
        found.append(Invalid(NOTHING_CHANGED))
    for one in piece.overtaken:
        named = piece.present.rules.get(one.entry_id)
        found.append(Invalid(OVERTAKEN, what=named.title if named else one.entry_id))
    for fault in piece.faults:
        found.append(Invalid(FAULTY, what=title_of(piece.present, fault), why=fault.problem.message))
    return found or _unreadable(scope, piece)


def _unreadable(scope: Scope, piece: Workpiece) -> list[Invalid]:
    """What would not add up in this tenant or in those that stand on its rules."""
    try:
        piece.profile()
    except ProfileError as error:
        return [Invalid(FAULTY, what=error.problems[0].key, why=error.problems[0].message)]
    broken = first_broken(scope, piece)
    return [Invalid(BREAKS, tenant=broken.tenant, why=broken.why)] if broken else []


def adopt(scope: Scope, draft_id: int, version: int | None = None) -> RuleDraft:
    """Adopt a draft (принять редакцию) as the next version of the own rules.

    Raises Forbidden for another role than the profile names, Invalid for the first obstacle.
    """
    scope.allow(SettingsPermission.ADOPT)
    if not may_adopt(scope):
        raise Forbidden(NOT_YOURS)
    piece = opened(scope, draft_id)
    if version is not None and piece.row.version != version:
        raise Conflict(current=piece.row)
    for refusal in obstacles(scope, piece):
        raise refusal
    made = piece.version
    scope.db.add(
        ProfileVersion(
            owner_id=scope.tenant.id,
            number=made.number,
            effective_from=made.effective_from,
            content=piece.stored,
            content_sha256=made.content_hash,
            source="screen",
            adopted_by=scope.actor.account_id,
        )
    )
    _close(scope, piece)
    try:
        scope.db.flush()
    except IntegrityError as taken:
        raise Conflict(JUST_NOW) from taken
    return piece.row


def _close(scope: Scope, piece: Workpiece) -> None:
    row = piece.row
    row.state, row.adopted_number = "adopted", piece.number
    row.closed_by, row.closed_at = scope.actor.account_id, scope.now
    act = LegalAct(
        kind=row.act_kind or "",
        number=row.act_number or "",
        date=row.act_date,
        title=row.act_title or row.title,
        issuer=row.act_issuer,
        effective_from=row.effective_from,
    )
    scope.db.add(act)
    scope.record(SettingsEvent.ACT_RECORDED, act)
    scope.record(
        SettingsEvent.ADOPTED,
        row,
        fields=["state"],
        detail={"number": piece.number, "changes": len(piece.entries)},
    )
