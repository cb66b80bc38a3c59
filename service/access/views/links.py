"""Links that work once: an invitation, a forgotten password."""

from flask import Blueprint, current_app, g, request, url_for
from werkzeug.wrappers import Response

from service.access import sessions
from service.access.model import Account
from service.access.queries import by_email
from service.access.views.entering import enter
from service.core import clock
from service.core.errors import Invalid, NotFound
from service.web.guard import public
from service.web.post import Post
from service.web.requests import afterwards
from service.web.shell import shell
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
        send_link(account, "reset", sessions.issue_link(g.db, account, "reset", clock.now()))
    return show("access/forgotten.html", form=form_with(), sent=True)


def send_link(account: Account, purpose: str, secret: str) -> None:
    """Send a one-time link once it is written down for good."""
    post: Post = current_app.extensions["post"]
    to, language, link = account.email, account.language, link_address(secret)
    afterwards(lambda: post.send_link(to, language, purpose, link))


def link_address(secret: str) -> str:
    """The full address of a one-time link: of the service as set up, never of the host a request names."""
    return str(shell().settings.public_url) + url_for("links.open_link", secret=secret)


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
    """Set the password and sign in, by the second factor where there is one; the link is used up."""
    try:
        account = sessions.use_link(g.db, secret, request.form.get("password", ""), clock.now())
    except Invalid as problem:
        g.db.rollback()
        owner = sessions.link_owner(g.db, secret, clock.now())
        email = owner.email if owner else ""
        return show("access/link.html", form=form_with({}, problem), secret=secret, email=email), 422
    return enter(account, url_for("account.overview", invited=1))
