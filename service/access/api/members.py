"""The API of one user: roles and standing, sign-ins, person of the register."""

from typing import Any

from flask import Blueprint, g

from service.access.actions import standing
from service.access.api.member_shapes import EndedRecord, SignInRecord, UserCardRecord, UserPersonDraft
from service.access.api.users import told
from service.access.model import Membership, SignIn
from service.access.names import AccessPermission
from service.access.queries import people
from service.access.queries.substitutions import DAY
from service.access.schema import ReasonSchema
from service.core.language import N_
from service.web.api import PREFIX, accepts, returns
from service.web.asked import ListQuestion
from service.web.guard import requires

blueprint = Blueprint("api_members", __name__, url_prefix=f"{PREFIX}/<slug>/users/<int:membership_id>")


@blueprint.get("")
@requires(AccessPermission.READ)
@returns(UserCardRecord(), summary=N_("Пользователь: все его роли, вход, отключён ли"))
def get(membership_id: int) -> dict[str, Any]:
    """A user by a role of theirs."""
    return _member(membership_id)


def _member(membership_id: int) -> dict[str, Any]:
    db = g.scope.db
    db.flush()
    held, account = people.membership(db, membership_id)
    out = people.open_deactivation(db, account.id)
    return {
        **told(held, account),
        "roles": [_held(one) for one in people.roles_of(db, account.id) if not one.valid.isempty],
        "entered_at": account.entered_at,
        "deactivated_at": out.deactivated_at if out else None,
        "reason": out.reason if out else None,
    }


def _held(one: Membership) -> dict[str, Any]:
    return {
        "membership_id": one.id,
        "role": one.role,
        "organisation_id": one.organisation_id,
        "starts": one.valid.lower,
        "ends": one.valid.upper - DAY if one.valid.upper else None,
    }


@blueprint.post("/deactivate")
@requires(AccessPermission.MANAGE)
@accepts(body=ReasonSchema())
@returns(
    UserCardRecord(),
    summary=N_("Отключить пользователя"),
    about=N_("Роли, замещения, ключи и сеансы кончаются сегодня; записи остаются."),
)
def deactivate(membership_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """Shut a user out."""
    standing.deactivate(g.scope, membership_id, body["reason"])
    return _member(membership_id)


@blueprint.post("/reactivate")
@requires(AccessPermission.MANAGE)
@returns(UserCardRecord(), summary=N_("Включить пользователя снова, с прежними ролями"))
def reactivate(membership_id: int) -> dict[str, Any]:
    """Let a user in again."""
    standing.reactivate(g.scope, membership_id)
    return _member(membership_id)


@blueprint.get("/sign-ins")
@requires(AccessPermission.MANAGE)
@accepts(query=ListQuestion())
@returns(SignInRecord(), many=True, summary=N_("Где пользователь вошёл сейчас"))
def sign_ins(membership_id: int, query: dict[str, Any]) -> list[SignIn]:
    """Browsers of a user."""
    account = standing.working(g.scope, membership_id)
    return people.sign_ins(g.scope.db, account.id, g.scope.now)


@blueprint.post("/sign-ins/end")
@requires(AccessPermission.MANAGE)
@returns(EndedRecord(), summary=N_("Завершить все сеансы пользователя"))
def sign_out(membership_id: int) -> dict[str, int]:
    """End every sign-in of a user."""
    return {"ended": standing.sign_out(g.scope, membership_id)}


@blueprint.post("/sign-ins/<int:sign_in_id>/end")
@requires(AccessPermission.MANAGE)
@returns(EndedRecord(), summary=N_("Завершить один сеанс пользователя"))
def sign_out_one(membership_id: int, sign_in_id: int) -> dict[str, int]:
    """End one sign-in of a user."""
    return {"ended": standing.sign_out(g.scope, membership_id, sign_in_id)}


@blueprint.post("/person")
@requires(AccessPermission.MANAGE)
@accepts(body=UserPersonDraft())
@returns(UserCardRecord(), summary=N_("Связать пользователя с человеком из реестра"))
def link_person(membership_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """Say who of the register a user is."""
    standing.link_person(g.scope, membership_id, body["person_id"])
    return _member(membership_id)
