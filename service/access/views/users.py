"""Users of the tenant (пользователи): who may do what, invitations, tokens."""

from dataclasses import replace

from flask import Blueprint, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from service.access import actions, queries
from service.access.names import ROLE_TITLES, AccessPermission, Office, Role
from service.access.schema import InvitationSchema, TokenSchema
from service.access.views.links import link_address, send_link
from service.core.errors import Problem
from service.core.language import gettext
from service.core.paging import Page, paging
from service.web.forms import load, typed
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("users", __name__, template_folder="../templates", url_prefix="/<slug>/settings")


@blueprint.get("/users")
@requires(AccessPermission.READ)
def users() -> str:
    """Users of the tenant with their roles."""
    return _page(form_with())


def _page(form: object, token: str | None = None, link: str | None = None, invited: str = "") -> str:
    scope = g.scope
    asked = paging(request.args.get("page", 1))
    listed, total = queries.members(scope.db, scope.today, asked.size, asked.offset)
    return show(
        "access/users.html",
        page=Page(listed, total, asked),
        tokens=queries.tokens(scope.db) if scope.can(AccessPermission.MANAGE) else [],
        form=form,
        token=token,
        link=link,
        invited=invited,
        role_options=[(role, gettext(ROLE_TITLES[role])) for role in Role],
        token_options=[(role, gettext(ROLE_TITLES[role])) for role in (*Role, *Office)],
        titles=ROLE_TITLES,
        schools=(schools := queries.schools(scope.db)),
        school_names=dict(schools),
    )


@blueprint.post("/users")
@requires(AccessPermission.MANAGE)
def invite() -> str | tuple[str, int]:
    """Invite a person; the link is sent by mail, else shown to be handed over."""
    values = typed()
    try:
        asked = load(InvitationSchema(), values)
        account, _held, secret = actions.invite(g.scope, **asked)
    except Problem as problem:
        return _page(form_with(values, problem)), problem.status
    if secret:
        send_link(account, "invitation", secret)
    # With mail the link goes to its owner alone: opening it proves whose address it is.
    by_hand = secret and not current_app.extensions["post"].smtp_url
    return _page(form_with(), link=link_address(secret) if by_hand else None, invited=account.email)


@blueprint.post("/users/<int:membership_id>/end")
@requires(AccessPermission.MANAGE)
def end_role(membership_id: int) -> Response:
    """End a role of a person."""
    actions.take_role(g.scope, membership_id)
    return redirect(url_for("users.users"))


@blueprint.post("/tokens")
@requires(AccessPermission.MANAGE)
def create_token() -> str | tuple[str, int]:
    """Create a token and show it once."""
    values = typed()
    try:
        asked = load(TokenSchema(), values)
        _token, secret = actions.create_token(
            g.scope, **{name.removeprefix("token_"): asked[name] for name in asked}
        )
    except Problem as problem:
        return _page(form_with(values, _on_the_form(problem))), problem.status
    return _page(form_with(), token=secret)


def _on_the_form(problem: Problem) -> Problem:
    """The problem with the names that the fields have on the page, beside those of the invitation."""
    problem.fields = tuple(
        replace(one, field=one.field if one.field.startswith("token_") else f"token_{one.field}")
        for one in problem.fields
    )
    return problem


@blueprint.post("/tokens/<int:token_id>/revoke")
@requires(AccessPermission.MANAGE)
def revoke_token(token_id: int) -> Response:
    """Revoke a token."""
    actions.revoke_token(g.scope, token_id)
    return redirect(url_for("users.users"))
