"""Signing in (вход) with a password and, where set, a one-time code; signing out."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Blueprint, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from service.access import sessions
from service.core import clock
from service.core.errors import Invalid
from service.web.cookies import browser_secret, renew
from service.web.guard import public
from service.web.show import form_with, show
from service.web.throttle import BY_ADDRESS, LINKS, address, attempt, attempt_sign_in

blueprint = Blueprint("access", __name__, template_folder="../templates")

PENDING = "second_factor"
PENDING_LASTS = timedelta(minutes=10)


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
    return show("access/sign_in.html", form=form_with(), next=safe_next(request.args.get("next")))


@blueprint.post("/sign-in")
@public
def do_sign_in() -> Response | tuple[str, int]:
    """Check address and password; go on to the second factor where there is one."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    onward = safe_next(request.form.get("next"))
    attempt_sign_in(email)
    try:
        account = sessions.check_password(g.db, email, password[: sessions.LONGEST_PASSWORD])
    except Invalid as problem:
        return show("access/sign_in.html", form=form_with({"email": email}, problem), next=onward), 422
    if account.totp_secret:
        renew(None)
        session[PENDING] = {"account": account.id, "at": clock.now().timestamp(), "next": onward}
        return redirect(url_for("access.second_factor"))
    return _let_in(account, onward)


@blueprint.get("/sign-in/code")
@public
def second_factor() -> Response | str:
    """Ask for the one-time code."""
    if not _pending():
        return redirect(url_for("access.sign_in"))
    return show("access/totp.html", form=form_with())


@blueprint.post("/sign-in/code")
@public
def do_second_factor() -> Response | tuple[str, int]:
    """Check the one-time code."""
    pending = _pending()
    if not pending:
        return redirect(url_for("access.sign_in"))
    attempt("code", account=(LINKS, str(pending["account"])), address=(BY_ADDRESS, address()))
    try:
        account = sessions.check_code(
            g.db, int(pending["account"]), request.form.get("code", ""), clock.now()
        )
    except Invalid as problem:
        return show("access/totp.html", form=form_with({}, problem)), 422
    return _let_in(account, safe_next(pending.get("next")))


def _pending() -> dict[str, object] | None:
    pending = session.get(PENDING)
    if (
        not isinstance(pending, dict)
        or clock.now().timestamp() - pending["at"] > PENDING_LASTS.total_seconds()
    ):
        return None
    return pending


def _let_in(account: object, onward: str | None) -> Response:
    browser = sessions.Browser(address(), request.user_agent.string)
    renew(sessions.open_browser(g.db, account, browser, clock.now()))  # type: ignore[arg-type]
    session.setdefault("language", account.language)  # type: ignore[attr-defined]
    return redirect(onward or url_for("account.overview", fresh=1))


@blueprint.post("/account/sign-out")
@public
def sign_out() -> Response:
    """Sign out of this browser."""
    sessions.close_browser(g.db, browser_secret())
    renew(None)
    return redirect(url_for("portal.front"))
