"""One's own account (учётная запись): where I work, browsers, password, second factor."""

import segno
from flask import Blueprint, current_app, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from service.access import external, identities, queries, second_step, sessions
from service.access.names import ROLE_TITLES
from service.access.secrets import digest, hash_password, new_totp_secret, totp_address, totp_step
from service.core import clock
from service.core.errors import FieldProblem, Invalid, NotFound
from service.tenancy.model import Tenant
from service.web.cookies import browser_secret, renew
from service.web.frame import OPERATORS
from service.web.guard import signed_in
from service.web.shell import shell
from service.web.show import form_with, show
from service.web.throttle import BY_ACCOUNT, address, attempt

blueprint = Blueprint("account", __name__, template_folder="../templates", url_prefix="/account")
PROPOSED = "totp_proposed"


@blueprint.get("/")
@signed_in
def overview() -> Response | str:
    """My account; who just came in goes on to their single tenant, an operator without one to all of them."""
    places = queries.places(g.db, g.account.id, clock.now())
    came_in = bool({"fresh", "invited"} & request.args.keys())
    if came_in and not places and g.account.is_operator and OPERATORS in current_app.view_functions:
        return redirect(url_for(OPERATORS))
    if came_in and len(places) == 1:
        first = {"fresh": 1} if "invited" in request.args else {}
        return redirect(url_for("portal.home", slug=places[0].slug, **first))
    return page_of_account(form_with())


def page_of_account(form: object) -> str:
    """My account: where I work, how I come in, where I am signed in."""
    now, secret, provider = clock.now(), browser_secret(), external.provider()
    return show(
        "access/account.html",
        places=queries.places(g.db, g.account.id, now),
        sign_ins=queries.sign_ins(g.db, g.account.id, now),
        here=digest(secret) if secret else "",
        codes_left=second_step.codes_left(g.db, g.account.id) if g.account.totp_secret else 0,
        provider=provider.title if provider else "",
        linked=identities.linked(g.db, g.account.id, provider.issuer) if provider else None,
        form=form,
        titles=ROLE_TITLES,
    )


@blueprint.post("/sign-ins/<int:sign_in_id>/end")
@signed_in
def sign_out_one(sign_in_id: int) -> Response:
    """End one of my sign-ins."""
    if not sessions.close_one(g.db, g.account.id, sign_in_id):
        raise NotFound()
    return redirect(url_for("account.overview"))


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
    return page_of_account(form_with({}, problem))


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
    return show(
        "access/second_factor.html",
        form=form_with({}, problem),
        secret=secret,
        picture=picture,
        needed=needed.title() if (needed := _needed_by()) else "",
    )


def _needed_by() -> Tenant | None:
    """The tenant that sent somebody here, whose role there needs the second step."""
    slug = request.args.get("needed")
    return shell().find_tenant(slug) if slug else None


@blueprint.post("/second-factor")
@signed_in
def turn_on() -> Response | str | tuple[str, int]:
    """Turn the second factor on once a code from the application is right; one that is on stays."""
    if g.account.totp_secret:
        return redirect(url_for("account.overview"))
    secret = session.get(PROPOSED)
    step = totp_step(secret, request.form.get("code", ""), clock.now().timestamp(), None) if secret else None
    if not secret or step is None:
        wrong = Invalid(fields=(FieldProblem("code", "Код не подходит. Введите новый код из приложения."),))
        return _offer(secret or new_totp_secret(), wrong), 422
    codes = second_step.turn_on(g.db, g.account, secret, step)
    session.pop(PROPOSED, None)
    return _codes(codes)


def _codes(codes: list[str]) -> str:
    place = _needed_by()
    onward = url_for("portal.home", slug=place.slug) if place else url_for("account.overview")
    return show("access/recovery_codes.html", codes=codes, onward=onward)


@blueprint.post("/second-factor/codes")
@signed_in
def renew_codes() -> Response | str | tuple[str, int]:
    """New spare codes in place of the earlier ones; the password is asked."""
    if not g.account.totp_secret:
        return redirect(url_for("account.overview"))
    _count_password_try()
    try:
        sessions.check_own_password(g.account, request.form.get("old", ""))
    except Invalid as problem:
        return _again(problem), 422
    return _codes(second_step.renew_codes(g.db, g.account))


@blueprint.post("/second-factor/off")
@signed_in
def turn_off() -> Response | tuple[str, int]:
    """Turn the second factor off; the password is asked."""
    _count_password_try()
    try:
        sessions.check_own_password(g.account, request.form.get("old", ""))
    except Invalid as problem:
        return _again(problem), 422
    second_step.turn_off(g.db, g.account)
    return redirect(url_for("account.overview"))
