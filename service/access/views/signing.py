"""Signing in (вход) with a password and, where set, a one-time code; signing out."""

from urllib.parse import urlsplit

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from service.access import external, sessions
from service.access.views.entering import enter, let_in, pending, refused
from service.core import clock
from service.core.errors import Invalid
from service.web.cookies import browser_secret, renew
from service.web.guard import public
from service.web.show import form_with, show
from service.web.throttle import BY_ACCOUNT, BY_ADDRESS, LINKS, address, attempt, forget

blueprint = Blueprint("access", __name__, template_folder="../templates")


def safe_next(target: str | None) -> str | None:
    """An address inside this service to go to after signing in, or None."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc or "\\" in target else target


@blueprint.get("/sign-in")
@public
def sign_in() -> Response | str:
    """The sign-in page."""
    if g.account:
        return redirect(safe_next(request.args.get("next")) or url_for("account.overview"))
    return sign_in_page(form_with(), safe_next(request.args.get("next")), external.provider())


def sign_in_page(form: object, onward: str | None, provider: external.Provider | None) -> str:
    """The sign-in page, with the button of the outside provider where there is one."""
    return show("access/sign_in.html", form=form, next=onward, provider=provider.title if provider else "")


@blueprint.post("/sign-in")
@public
def do_sign_in() -> Response | tuple[str, int]:
    """Check address and password; go on to the second factor where there is one."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    onward = safe_next(request.form.get("next"))
    mine = (BY_ACCOUNT, email.strip().lower())
    attempt("sign-in", account=mine, address=(BY_ADDRESS, address()))
    try:
        account = sessions.check_password(g.db, email, password)
    except Invalid as problem:
        refused("password")
        return sign_in_page(form_with({"email": email}, problem), onward, external.provider()), 422
    forget("sign-in", account=mine)
    return enter(account, onward)


@blueprint.get("/sign-in/code")
@public
def second_factor() -> Response | str:
    """Ask for the one-time code."""
    if not pending():
        return redirect(url_for("access.sign_in"))
    return show("access/totp.html", form=form_with())


@blueprint.post("/sign-in/code")
@public
def do_second_factor() -> Response | tuple[str, int]:
    """Check the one-time code."""
    waiting = pending()
    if not waiting:
        return redirect(url_for("access.sign_in"))
    account_id = int(str(waiting["account"]))
    mine = (LINKS, str(account_id))
    attempt("code", account=mine, address=(BY_ADDRESS, address()))
    try:
        account = sessions.check_code(g.db, account_id, request.form.get("code", ""), clock.now())
    except Invalid as problem:
        refused("code", account_id)
        return show("access/totp.html", form=form_with({}, problem)), 422
    forget("code", account=mine)
    onward = waiting.get("next")
    return let_in(account, safe_next(onward if isinstance(onward, str) else None))


@blueprint.post("/account/sign-out")
@public
def sign_out() -> Response:
    """Sign out of this browser."""
    sessions.close_browser(g.db, browser_secret())
    renew(None)
    return redirect(url_for("portal.front"))
