"""One request, one scope, one transaction: built before the view, committed after it."""

from collections.abc import Callable
from typing import Any

import structlog
from flask import Flask, Response, current_app, g, redirect, request, url_for
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response as AnyResponse

from service.core import clock
from service.core.errors import Forbidden, NotFound, Suspended, Unauthenticated
from service.core.language import N_, use_own_words
from service.tenancy.context import PlatformSession, TenantSession
from service.tenancy.scope import Scope
from service.web.guard import guard_of
from service.web.shell import shell
from service.web.tracing import of_tenant

log = structlog.get_logger()
NEEDS_TOKEN = N_("Нужен действующий ключ доступа: заголовок Authorization: Bearer.")
NOT_OPERATOR = N_("Эта страница – для операторов службы.")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
API, DOCUMENTATION = "/api/", "api_pages"
"""How the addresses of the JSON API begin; and the pages for people that describe them."""


class RecordNumber(IntegerConverter):
    """A record's number in an address; one the database cannot hold leads nowhere, as any unknown one."""

    def __init__(self, map: Map, **options: Any) -> None:  # noqa: A002 - werkzeug's own name
        super().__init__(map, **{"max": 2**63 - 1, **options})


def register_requests(app: Flask) -> None:
    """Hook the scope into the application; `finish` must run first of the after-request hooks."""
    app.url_value_preprocessor(take_slug)
    app.url_defaults(give_slug)
    app.before_request(open_scope)
    app.after_request(finish)
    app.teardown_request(close)


def is_api() -> bool:
    """Whether the present request is for the JSON API."""
    return request.path.startswith(API) and request.blueprint != DOCUMENTATION


def request_id() -> str:
    """The name of the present request in logs, in the audit log and in answers."""
    found: str = g.get("request_id", "")
    return found


def take_slug(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the tenant's slug out of the address before the view sees its arguments."""
    g.slug = values.pop("slug", None) if values else None


def give_slug(endpoint: str, values: dict[str, Any]) -> None:
    """Put the present tenant's slug into addresses that need one."""
    slug = g.get("slug")
    if "slug" not in values and slug and current_app.url_map.is_endpoint_expecting(endpoint, "slug"):
        values["slug"] = slug


def open_scope() -> AnyResponse | None:
    """Find tenant, actor and rules of the request, then ask the endpoint's guard."""
    use_own_words({})
    guard = guard_of(current_app, request.endpoint)
    if guard is None or request.method == "OPTIONS":  # which methods there are is no secret
        return None
    if g.slug is None:
        g.db = PlatformSession(shell().engine)
        g.account = None if guard.anonymous else shell().load_account(g.db)
        if guard.public:
            return None
        if not g.account:
            return _ask_to_sign_in()
        return _check_operator() if guard.operator else None
    g.scope = _scope_of(g.slug)
    if g.scope.actor.owes_factor:
        return redirect(url_for("account.second_factor", needed=g.slug))
    if guard.public:
        return None
    if not g.scope.actor.signed_in:
        return _ask_to_sign_in()
    if guard.permission and not g.scope.can(guard.permission):
        log.info(
            "denied", account=g.scope.actor.account_id, tenant=g.scope.tenant.slug, endpoint=request.endpoint
        )
        raise Forbidden()
    return None


def _check_operator() -> AnyResponse | None:
    """Let an operator of the platform on, with a second factor only: this concerns every tenant."""
    if not g.account.is_operator:
        log.info("denied", account=g.account.id, endpoint=request.endpoint)
        raise Forbidden(NOT_OPERATOR)
    return None if g.account.totp_secret else redirect(url_for("account.second_factor"))


def _scope_of(slug: str) -> Scope:
    given = shell()
    tenant = given.find_tenant(slug)
    if tenant is None:
        raise NotFound("Такого района или региона здесь нет.")
    if tenant.status != "active":
        raise Suspended()
    of_tenant(tenant.slug)
    use_own_words(tenant.words)
    db = TenantSession(given.engine, tenant.id)
    g.db = db
    now = clock.now()
    on = clock.today(now, tenant.time_zone)
    actor = given.load_actor(db, tenant, on)
    db.act_as(actor.account_id)
    profile = given.load_profile(db, tenant, on)
    return Scope(db=db, tenant=tenant, actor=actor, profile=profile, now=now, request_id=request_id())


def _ask_to_sign_in() -> AnyResponse:
    if is_api():
        raise Unauthenticated(NEEDS_TOKEN)
    here = request.full_path.rstrip("?") if request.method in SAFE else None
    return redirect(url_for("access.sign_in", next=here))


def finish(response: Response) -> Response:
    """Commit what a writing request did, roll back everything else."""
    db = g.get("db")
    if db is None:
        return response
    anyway = g.get("commit_anyway", False)
    writes = request.method not in SAFE and (response.status_code < 400 or anyway)
    if not writes and not anyway:
        db.rollback()
        return response
    try:
        if writes and g.get("scope") is not None:
            shell().confirm_actor(db, g.scope)
        db.commit()
    except Exception as error:  # noqa: BLE001 - a refusal at the commit is answered like any other
        return current_app.make_response(current_app.handle_user_exception(error))
    after_commit()
    return response


def after_commit() -> None:
    """Do what follows a commit; it has happened, so a failure here is only logged.

    Events that did not reach the queue stay in the outbox, which the worker sweeps.
    """
    try:
        if g.get("scope") is not None and g.scope.events:
            current_app.extensions["after_commit"](g.scope)
        for follow in g.pop("afterwards", ()):
            follow()
    except Exception as error:  # noqa: BLE001 - nothing that follows may undo the answer
        log.warning("after_commit", request_id=g.request_id, exc_info=error)


def afterwards(follow: Callable[[], None]) -> None:
    """Do something once this request has committed, and only then."""
    g.setdefault("afterwards", []).append(follow)


def close(_error: BaseException | None) -> None:
    """Give the connection back whatever happened."""
    db = g.pop("db", None)
    if db is not None:
        db.close()
