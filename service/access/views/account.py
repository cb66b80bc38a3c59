"""One's own account (учётная запись): where I work, browsers, password, second factor."""

import segno
from flask import Blueprint, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from service.access import queries, sessions
from service.access.names import ROLE_TITLES
from service.access.secrets import hash_password, new_totp_secret, totp_address, totp_step
from service.core import clock
from service.core.errors import FieldProblem, Invalid
from service.web.cookies import browser_secret, renew
from service.web.guard import signed_in
from service.web.show import form_with, show
from service.web.throttle import BY_ACCOUNT, address, attempt

blueprint = Blueprint("account", __name__, template_folder="../templates", url_prefix="/account")
PROPOSED = "totp_proposed"


@blueprint.get("/")
@signed_in
def overview() -> Response | str:
    """My account; somebody who just signed in to a single tenant goes straight there."""
    now = clock.now()
    places = queries.places(g.db, g.account.id, now)
    if len(places) == 1 and {"fresh", "invited"} & request.args.keys():
        first = {"fresh": 1} if "invited" in request.args else {}
        return redirect(url_for("portal.home", slug=places[0].slug, **first))
    signed = queries.sign_ins(g.db, g.account.id, now)
    return show("access/account.html", places=places, sign_ins=signed, form=form_with(), titles=ROLE_TITLES)


@blueprint.post("/elsewhere/sign-out")
@signed_in
def sign_out_elsewhere() -> Response:
    """Sign out everywhere but here."""
    sessions.close_others(g.db, g.account.id, browser_secret())
    return redirect(url_for("account.overview"))


@blueprint.post("/password")
@signed_in
def change_password() -> Response | tuple[str, int]:
    """Change the password: the old one is asked, other browsers are signed out."""
    old, new = request.form.get("old", ""), request.form.get("password", "")
    _count_password_try()
    try:
        sessions.check_own_password(g.account, old)
        sessions.check_strength(new)
    except Invalid as problem:
        return _again(problem), 422
    g.account.password_hash = hash_password(new)
    sessions.close_others(g.db, g.account.id, None)
    browser = sessions.Browser(address(), request.user_agent.string)
    renew(sessions.open_browser(g.db, g.account, browser, clock.now()))
    return redirect(url_for("account.overview"))


def _count_password_try() -> None:
    """A browser left open must not be a place to guess the password."""
    attempt("own-password", account=(BY_ACCOUNT, str(g.account.id)))


def _again(problem: Invalid) -> str:
    now = clock.now()
    places = queries.places(g.db, g.account.id, now)
    signed = queries.sign_ins(g.db, g.account.id, now)
    return show(
        "access/account.html",
        places=places,
        sign_ins=signed,
        form=form_with({}, problem),
        titles=ROLE_TITLES,
    )


@blueprint.get("/second-factor")
@signed_in
def second_factor() -> Response | str:
    """Offer a secret for an authenticator application, as a QR code and as text."""
    if g.account.totp_secret:
        return redirect(url_for("account.overview"))
    secret = session.setdefault(PROPOSED, new_totp_secret())
    return _offer(secret, None)


def _offer(secret: str, problem: Invalid | None) -> str:
    picture = segno.make(totp_address(secret, g.account.email)).png_data_uri(scale=5)
    return show("access/second_factor.html", form=form_with({}, problem), secret=secret, picture=picture)


@blueprint.post("/second-factor")
@signed_in
def turn_on() -> Response | tuple[str, int]:
    """Turn the second factor on once a code from the application is right; one that is on stays."""
    if g.account.totp_secret:
        return redirect(url_for("account.overview"))
    secret = session.get(PROPOSED)
    step = totp_step(secret, request.form.get("code", ""), clock.now().timestamp(), None) if secret else None
    if not secret or step is None:
        wrong = Invalid(fields=(FieldProblem("code", "Код не подходит. Введите новый код из приложения."),))
        return _offer(secret or new_totp_secret(), wrong), 422
    g.account.totp_secret, g.account.totp_last = secret, step
    session.pop(PROPOSED, None)
    return redirect(url_for("account.overview"))


@blueprint.post("/second-factor/off")
@signed_in
def turn_off() -> Response | tuple[str, int]:
    """Turn the second factor off; the password is asked."""
    _count_password_try()
    try:
        sessions.check_own_password(g.account, request.form.get("old", ""))
    except Invalid as problem:
        return _again(problem), 422
    g.account.totp_secret = g.account.totp_last = None
    return redirect(url_for("account.overview"))
