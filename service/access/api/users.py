"""The API of users: who works here, invitations, ending a role; and who the caller is."""

from typing import Any

from flask import Blueprint, current_app, g

from service.access import actions, queries
from service.access.api.shapes import CallerRecord, InvitedRecord, UserRecord
from service.access.model import Account, Membership
from service.access.names import AccessPermission
from service.access.schema import InvitationSchema
from service.access.views.links import link_address, send_link
from service.core.language import N_
from service.core.paging import Page
from service.web.api import PREFIX, accepts, asked_page, returns
from service.web.asked import ListQuestion
from service.web.guard import requires, signed_in

blueprint = Blueprint("api_users", __name__, url_prefix=f"{PREFIX}/<slug>")


@blueprint.get("/me")
@signed_in
@returns(CallerRecord(), summary=N_("Чей это ключ и что ему можно"))
def me() -> dict[str, Any]:
    """Who calls, and what they may."""
    actor = g.scope.actor
    token = queries.token(g.scope.db, actor.token_id) if actor.token_id is not None else None
    return {
        "name": actor.name,
        "roles": sorted(actor.roles),
        "permissions": sorted(actor.permissions),
        "organisations": None if actor.organisations is None else sorted(actor.organisations),
        "token_id": actor.token_id,
        "expires_on": token.expires_on if token else None,
    }


@blueprint.get("/users")
@requires(AccessPermission.READ)
@accepts(query=ListQuestion())
@returns(UserRecord(), many=True, summary=N_("Кто работает в районе и с какими ролями сегодня"))
def users(query: dict[str, Any]) -> Any:
    """Users of the tenant with their roles."""
    asked = asked_page()
    listed, total = queries.members(g.scope.db, g.scope.today, asked.size, asked.offset)
    return Page([told(held, account) for held, account in listed], total, asked)


def told(held: Membership, account: Account) -> dict[str, Any]:
    """A role with whose it is, as every list of users writes it."""
    return {
        "membership_id": held.id,
        "account_id": account.id,
        "email": account.email,
        "name": account.name,
        "role": held.role,
        "organisation_id": held.organisation_id,
        "person_id": held.person_id,
        "second_factor": account.totp_secret is not None,
    }


@blueprint.post("/users")
@requires(AccessPermission.MANAGE)
@accepts(body=InvitationSchema())
@returns(InvitedRecord(), status=201, summary=N_("Пригласить человека или дать ему ещё одну роль"))
def invite(body: dict[str, Any]) -> dict[str, Any]:
    """Invite a person; the link is sent by mail, else given to be handed over."""
    account, held, secret = actions.invite(g.scope, **body)
    if secret:
        send_link(account, "invitation", secret)
    by_hand = secret and not current_app.extensions["post"].smtp_url
    return {**told(held, account), "link": link_address(secret) if by_hand else None}


@blueprint.post("/users/<int:membership_id>/end")
@requires(AccessPermission.MANAGE)
@returns(UserRecord(), summary=N_("Снять роль: она закончится сегодня"))
def end_role(membership_id: int) -> dict[str, Any]:
    """End a role of a person today."""
    held = actions.take_role(g.scope, membership_id)
    return told(held, queries.account(g.scope.db, held.account_id))
