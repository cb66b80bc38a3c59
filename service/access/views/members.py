"""One user of the tenant (пользователь): roles, sign-ins, standing, name in the register; invitations."""

from typing import Any

from flask import Blueprint, g, redirect, url_for
from werkzeug.wrappers import Response

from service.access.actions import inviting, standing
from service.access.names import ROLE_TITLES, AccessPermission
from service.access.queries import people, substitutions
from service.access.schema import ReasonSchema
from service.access.views.links import send_link
from service.access.views.users import by_hand, page_of_users
from service.core.errors import FieldProblem, Invalid, Problem
from service.core.language import N_
from service.web.forms import load, typed
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint(
    "members", __name__, template_folder="../templates", url_prefix="/<slug>/settings/users"
)
ONE = "/<int:membership_id>"
SEVERAL = N_("Таких людей несколько. Выберите одного.")


@blueprint.get(ONE)
@requires(AccessPermission.READ)
def card(membership_id: int) -> str:
    """A user: roles now and before, second step, substitutions, browsers."""
    return _card(membership_id, form_with())


def _card(membership_id: int, form: Any, found: Any = ()) -> str:
    scope = g.scope
    held, account = people.membership(scope.db, membership_id)
    roles = people.roles_of(scope.db, account.id)
    works = any(scope.today in one.valid for one in roles)
    person_id = next((one.person_id for one in roles if scope.today in one.valid and one.person_id), None)
    lasting = substitutions.substitutions(scope.db, scope.today)
    signed = people.sign_ins(scope.db, account.id, scope.now) if works else []
    return show(
        "access/member.html",
        held=held,
        account=account,
        roles=roles,
        works=works,
        person=people.person_name(scope, person_id) if person_id else None,
        found=found,
        shut_out=people.open_deactivation(scope.db, account.id),
        substitutions=[one for one in lasting if account.id in (one.row.absent_id, one.row.substitute_id)],
        sign_ins=signed if scope.can(AccessPermission.MANAGE) else [],
        form=form,
        titles=ROLE_TITLES,
        school_names=dict(people.schools(scope.db)),
    )


def _back(membership_id: int) -> Response:
    return redirect(url_for("members.card", membership_id=membership_id))


@blueprint.post(f"{ONE}/deactivate")
@requires(AccessPermission.MANAGE)
def deactivate(membership_id: int) -> Response | tuple[str, int]:
    """Shut a person out; their records stay."""
    values = typed()
    try:
        standing.deactivate(
            g.scope, membership_id, load(ReasonSchema(), {"reason": values.get("reason")})["reason"]
        )
    except Invalid as problem:
        g.scope.db.rollback()
        return _card(membership_id, form_with(values, problem)), problem.status
    return redirect(url_for("users.users"))


@blueprint.post(f"{ONE}/reactivate")
@requires(AccessPermission.MANAGE)
def reactivate(membership_id: int) -> Response | tuple[str, int]:
    """Let a person in again with the roles that ended."""
    try:
        standing.reactivate(g.scope, membership_id)
    except Invalid as problem:
        g.scope.db.rollback()
        return _card(membership_id, form_with({}, problem)), problem.status
    return _back(membership_id)


@blueprint.post(f"{ONE}/sign-ins/end")
@requires(AccessPermission.MANAGE)
def sign_out(membership_id: int) -> Response:
    """End every sign-in of a user."""
    standing.sign_out(g.scope, membership_id)
    return _back(membership_id)


@blueprint.post(f"{ONE}/sign-ins/<int:sign_in_id>/end")
@requires(AccessPermission.MANAGE)
def sign_out_one(membership_id: int, sign_in_id: int) -> Response:
    """End one sign-in of a user."""
    standing.sign_out(g.scope, membership_id, sign_in_id)
    return _back(membership_id)


@blueprint.post(f"{ONE}/person")
@requires(AccessPermission.MANAGE)
def link_person(membership_id: int) -> Response | tuple[str, int]:
    """Say who of the register a user is, by name; an empty name ends the link."""
    values = typed()
    found: list[tuple[int, str]] = []
    try:
        person_id, found = _chosen(values)
        standing.link_person(g.scope, membership_id, person_id)
    except Invalid as problem:
        g.scope.db.rollback()
        found = people.people_named(g.scope, values.get("person_name") or "")
        return _card(membership_id, form_with(values, problem), found), problem.status
    return _back(membership_id)


def _chosen(values: dict[str, Any]) -> tuple[int | None, list[tuple[int, str]]]:
    chosen, name = values.get("person_id"), values.get("person_name")
    if chosen and str(chosen).isdecimal():
        return int(chosen), []
    if not name:
        return None, []
    found = people.people_named(g.scope, str(name))
    if len(found) != 1:
        raise Invalid(fields=(FieldProblem("person_name", SEVERAL if found else standing.NOBODY),))
    return found[0][0], found


@blueprint.post("/invitations/<int:invitation_id>/send")
@requires(AccessPermission.MANAGE)
def send_again(invitation_id: int) -> str | tuple[str, int]:
    """Send an invitation again; without mail the new link is shown."""
    try:
        account, secret = inviting.link_again(g.scope, invitation_id)
    except Problem as problem:
        if problem.status != Invalid.status:
            raise
        g.scope.db.rollback()
        return page_of_users(form_with({}, problem)), problem.status
    send_link(account, "invitation", secret)
    return page_of_users(form_with(), link=by_hand(secret), invited=account.email)


@blueprint.post("/invitations/<int:invitation_id>/cancel")
@requires(AccessPermission.MANAGE)
def cancel(invitation_id: int) -> Response | tuple[str, int]:
    """Cancel an invitation: its roles end, its link stops working."""
    try:
        inviting.cancel(g.scope, invitation_id)
    except Invalid as problem:
        g.scope.db.rollback()
        return page_of_users(form_with({}, problem)), problem.status
    return redirect(url_for("users.users"))
