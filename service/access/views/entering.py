"""The way in (вход) once a password or a link was right: the second factor if there is one, then in."""

from datetime import timedelta

import structlog
from flask import g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from service.access import sessions
from service.access.model import Account
from service.core import clock
from service.web.cookies import renew
from service.web.throttle import address

log = structlog.get_logger()
PENDING = "second_factor"
PENDING_LASTS = timedelta(minutes=10)


def enter(account: Account, onward: str | None = None) -> Response:
    """Ask for the one-time code of an account that has one, else let it in."""
    if not account.totp_secret:
        return let_in(account, onward)
    renew(None)
    session[PENDING] = {"account": account.id, "at": clock.now().timestamp(), "next": onward}
    return redirect(url_for("access.second_factor"))


def pending() -> dict[str, object] | None:
    """Who showed a right password or link lately and owes a code."""
    found = session.get(PENDING)
    if not isinstance(found, dict) or clock.now().timestamp() - found["at"] > PENDING_LASTS.total_seconds():
        return None
    return found


def let_in(account: Account, onward: str | None) -> Response:
    """Start a new sign-in with a new secret."""
    browser = sessions.Browser(address(), request.user_agent.string)
    renew(sessions.open_browser(g.db, account, browser, clock.now()))
    log.info("signed_in", account=account.id, address=address(), request_id=g.request_id)
    return redirect(onward or url_for("account.overview", fresh=1))


def refused(action: str, account: object = None) -> None:
    """Log a wrong password or code; the address that was typed is nobody's yet and stays out."""
    log.info("sign_in_refused", action=action, account=account, address=address(), request_id=g.request_id)
