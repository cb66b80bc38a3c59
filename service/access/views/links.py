"""Links that work once: an invitation, a forgotten password."""

from flask import Blueprint, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from service.access import sessions
from service.access.queries import by_email
from service.core import clock
from service.core.errors import Invalid, NotFound
from service.web.cookies import renew
from service.web.guard import public
from service.web.show import form_with, show
from service.web.throttle import BY_ADDRESS, LINKS, address, attempt

blueprint = Blueprint("links", __name__, template_folder="../templates", url_prefix="/account")


@blueprint.get("/forgotten")
@public
def forgotten() -> str:
    """Ask for the address to send a reset link to."""
    return show("access/forgotten.html", form=form_with(), sent=False)


@blueprint.post("/forgotten")
@public
def send_reset() -> str:
    """Send a reset link; the answer is the same whether or not the account exists."""
    email = request.form.get("email", "")
    attempt("reset", account=(LINKS, email.strip().lower()), address=(BY_ADDRESS, address()))
    account = by_email(g.db, email)
    if account is not None and account.disabled_at is None:
        secret = sessions.issue_link(g.db, account, "reset", clock.now())
        current_app.extensions["post"].send_link(
            account.email, account.language, "reset", link_address(secret)
        )
    return show("access/forgotten.html", form=form_with(), sent=True)


def link_address(secret: str) -> str:
    """The full address of a one-time link."""
    return url_for("links.open_link", secret=secret, _external=True)


@blueprint.get("/link/<secret>")
@public
def open_link(secret: str) -> str:
    """The page where the holder of a link sets a password."""
    account = sessions.link_owner(g.db, secret, clock.now())
    if account is None:
        raise NotFound("Ссылка уже использована или устарела. Попросите новую.")
    return show("access/link.html", form=form_with(), secret=secret, email=account.email)


@blueprint.post("/link/<secret>")
@public
def use_link(secret: str) -> Response | tuple[str, int]:
    """Set the password and sign in; the link does not work again."""
    try:
        account = sessions.use_link(g.db, secret, request.form.get("password", ""), clock.now())
    except Invalid as problem:
        g.db.rollback()
        return show("access/link.html", form=form_with({}, problem), secret=secret, email=""), 422
    browser = sessions.Browser(address(), request.user_agent.string)
    renew(sessions.open_browser(g.db, account, browser, clock.now()))
    return redirect(url_for("account.overview", fresh=1))
