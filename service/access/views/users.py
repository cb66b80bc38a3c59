"""Users of the tenant (пользователи): who may do what, invitations, substitutions, tokens."""

from dataclasses import replace

from flask import Blueprint, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from service.access import actions
from service.access.names import ROLE_TITLES, AccessPermission, Office, Role
from service.access.queries import people, substitutions
from service.access.schema import InvitationSchema, TokenSchema
from service.access.views.links import link_address, send_link
from service.core.errors import Problem
from service.core.language import gettext
from service.core.paging import Page, paging
from service.web.forms import Form, load, typed
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("users", __name__, template_folder="../templates", url_prefix="/<slug>/settings")


@blueprint.get("/users")
@requires(AccessPermission.READ)
def users() -> str:
    """Users of the tenant with their roles."""
    return page_of_users(form_with())


def page_of_users(form: Form, token: str | None = None, link: str | None = None, invited: str = "") -> str:
    """The page as whoever asks may see it; what only an administrator does is read for them alone."""
    scope = g.scope
    asked = paging(request.args.get("page", 1))
    listed, total = people.members(scope.db, scope.today, asked.size, asked.offset)
    manages = scope.can(AccessPermission.MANAGE)
    schools = people.schools(scope.db)
    lasting = substitutions.substitutions(scope.db, scope.today)
    required = substitutions.required_roles(scope.db)
    return show(
        "access/users.html",
        page=Page(listed, total, asked),
        tokens=people.tokens(scope.db) if manages else [],
        form=form,
        token=token,
        link=link,
        invited=invited,
        pending=people.pending(scope.db, scope.today),
        shut_out=people.shut_out(scope.db),
        substitutions=lasting,
        away={one.row.absent_id: one for one in lasting if scope.today in one.row.valid},
        colleagues=people.colleagues(scope.db, scope.today) if manages else [],
        required=required,
        factor_form=form if form.problem("roles") else form_with({"roles": sorted(required)}),
        role_options=[(role, gettext(ROLE_TITLES[role])) for role in Role],
        token_options=[(role, gettext(ROLE_TITLES[role])) for role in (*Role, *Office)],
        titles=ROLE_TITLES,
        schools=schools,
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
        return page_of_users(form_with(values, problem)), problem.status
    if secret:
        send_link(account, "invitation", secret)
    return page_of_users(form_with(), link=by_hand(secret), invited=account.email)


def by_hand(secret: str) -> str | None:
    """The link to show, where there is one and no mail to send it by.

    With mail the link goes to its owner alone: opening it proves whose address it is.
    """
    return link_address(secret) if secret and not current_app.extensions["post"].smtp_url else None


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
        return page_of_users(form_with(values, _on_the_form(problem))), problem.status
    return page_of_users(form_with(), token=secret)


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
