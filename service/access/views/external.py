"""Pages of the outside sign-in (внешний вход): to the provider, back from it, linking an account with it."""

from typing import Any

from flask import Blueprint, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from service.access import external, identities, sessions
from service.access.external import Claims, Provider
from service.access.views.entering import enter, refused
from service.access.views.signing import safe_next, sign_in_page
from service.core import clock
from service.core.errors import Invalid, NotFound, Problem
from service.web.guard import public, signed_in
from service.web.shell import shell
from service.web.show import form_with, show
from service.web.throttle import BY_ACCOUNT, BY_ADDRESS, address, attempt

blueprint = Blueprint("external", __name__, template_folder="../templates")
WISH, PROPOSED = "external_wish", "external_proposed"
LASTS = 600
"""Seconds between the provider's answer and the confirmation of a link."""


def _provider() -> Provider:
    found = external.provider()
    if found is None:
        raise NotFound()
    return found


def _to_provider(wish: dict[str, Any]) -> Response:
    """Off to the provider; what the person wants waits in their own signed cookie."""
    answer = external.begin(_provider(), str(shell().settings.public_url) + url_for("external.back"))
    session[WISH] = wish
    return answer


@blueprint.get("/sign-in/external")
@public
def begin() -> Response | tuple[str, int]:
    """Go to the provider to sign in."""
    chosen = _provider()
    attempt("external", address=(BY_ADDRESS, address()))
    onward = safe_next(request.args.get("next"))
    try:
        return _to_provider({"for": "enter", "next": onward})
    except Problem as problem:
        return sign_in_page(form_with({}, problem), onward, chosen), problem.status


@blueprint.get("/account/external/link")
@signed_in
def link() -> Response:
    """Go to the provider to link my account with it."""
    return _to_provider({"for": "link", "account": g.account.id})


@blueprint.get("/sign-in/external/back")
@public
def back() -> Response | tuple[str, int]:
    """Back from the provider: come in, or go on to confirm the link."""
    chosen, wish = _provider(), session.pop(WISH, None) or {}
    attempt("external", address=(BY_ADDRESS, address()))
    onward = safe_next(wish.get("next"))
    try:
        said = external.claims(chosen)
        if wish.get("for") == "link":
            return _propose(said, wish)
        account = identities.account_of(g.db, said)
    except Problem as problem:
        refused("external")
        return sign_in_page(form_with({}, problem), onward, chosen), problem.status
    g.commit_anyway = True  # the provider sends the browser back with a GET
    return enter(account, onward)


def _propose(said: Claims, wish: dict[str, Any]) -> Response:
    """Ask before linking: somebody may have been led here with another's identity at the provider."""
    if not g.account or g.account.id != wish.get("account"):
        raise Invalid(external.NOT_PROVEN)
    at = clock.now().timestamp()
    session[PROPOSED] = {"account": g.account.id, "subject": said.subject, "email": said.email, "at": at}
    return redirect(url_for("external.confirm"))


def _proposed() -> dict[str, Any] | None:
    found = session.get(PROPOSED)
    if not isinstance(found, dict) or found["account"] != g.account.id:
        return None
    return found if clock.now().timestamp() - found["at"] <= LASTS else None


@blueprint.get("/account/external/confirm")
@signed_in
def confirm() -> Response | str:
    """Which identity would be linked; the password is asked."""
    _provider()
    proposed = _proposed()
    return _ask(proposed, form_with()) if proposed else redirect(url_for("account.overview"))


def _ask(proposed: dict[str, Any], form: object) -> str:
    return show("access/external.html", form=form, email=proposed["email"], provider=_provider().title)


@blueprint.post("/account/external/confirm")
@signed_in
def do_link() -> Response | tuple[str, int]:
    """Link my account with the identity that the provider has just shown."""
    chosen, proposed = _provider(), _proposed()
    if proposed is None:
        return redirect(url_for("account.overview"))
    attempt("own-password", account=(BY_ACCOUNT, str(g.account.id)))
    try:
        if g.account.password_hash:
            sessions.check_own_password(g.account, request.form.get("old", ""))
        identities.link(g.db, g.account, chosen.issuer, proposed["subject"], clock.now())
    except Invalid as problem:
        return _ask(proposed, form_with({}, problem)), problem.status
    session.pop(PROPOSED, None)
    return redirect(url_for("account.overview"))


@blueprint.post("/account/external/unlink")
@signed_in
def unlink() -> Response:
    """End the link of my account with the provider."""
    identities.unlink(g.db, g.account.id, _provider().issuer)
    return redirect(url_for("account.overview"))
