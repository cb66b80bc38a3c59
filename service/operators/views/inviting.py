"""The first administrator of a tenant, invited by an operator."""

from flask import g, request

from service.access.schema import InvitationSchema
from service.access.views.links import send_link
from service.access.views.users import by_hand
from service.core.errors import Problem
from service.operators import actions, queries
from service.operators.inviting import invite_first
from service.operators.names import OperatorEvent
from service.operators.views.pages import OPERATORS, Answer, inside, platform
from service.operators.views.tenants import page_of
from service.web.forms import load, typed
from service.web.guard import operators_only


@OPERATORS.post("/tenants/<district>/administrator")
@operators_only
def invite_administrator(district: str) -> Answer:
    """Invite the first administrator; the link is sent by mail, else shown to be handed over."""
    values = {**typed(), "role": "administrator"}
    try:
        asked = load(InvitationSchema(), values)
        with platform() as db, inside(queries.tenant(db, district)) as scope:
            account, secret = invite_first(scope, asked["email"], asked["name"])
            actions.note(db, g.account.id, OperatorEvent.ADMINISTRATOR_INVITED, district)
    except Problem as problem:
        return page_of(district, request.form.to_dict(), problem, inviting=True), problem.status
    if secret:
        send_link(account, "invitation", secret)
    return page_of(district, link=by_hand(secret), invited=account.email)
