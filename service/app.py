"""The application: settings -> engines -> look -> modules -> guards."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from flask import Flask, request
from flask_compress import Compress
from flask_wtf.csrf import CSRFProtect
from sqlalchemy.orm import Session
from werkzeug.middleware.proxy_fix import ProxyFix

from service.access import queries as access
from service.access import sessions
from service.access.external import register_provider
from service.config import Settings, read_settings
from service.core import clock
from service.core.collecting import uncollected
from service.core.errors import Unauthenticated
from service.core.logs import configure_logs
from service.jobs.gauges import QueueCollector
from service.jobs.outbox import deliver
from service.jobs.queue import connect, queue_of
from service.modules import CARDS
from service.reactions import REACTIONS
from service.registers.mounting import mount
from service.settings.queries import ProfileStore
from service.tenancy.context import TenantSession, make_engine
from service.tenancy.directory import Directory
from service.tenancy.model import Tenant
from service.tenancy.scope import Actor, Scope
from service.web import documentation, frame, metrics, openapi
from service.web.cookies import browser_secret, register_cookies
from service.web.failures import register_failures
from service.web.guard import check_guards
from service.web.headers import register_headers
from service.web.look import register_look
from service.web.manners import register_manners
from service.web.module import grants_by_role
from service.web.post import Post
from service.web.requests import NEEDS_TOKEN, RecordNumber, is_api, register_requests
from service.web.shell import Shell
from service.web.tracing import register_tracing

NOTED_EVERY = timedelta(minutes=1)


@uncollected()
def create_app(settings: Settings | None = None) -> Flask:
    """Build the application; raises BadSettings or UnguardedEndpoint rather than start half-ready."""
    settings = settings or read_settings()
    configure_logs()
    app = Flask("service.web", static_folder=None)
    app.url_map.converters["int"] = RecordNumber
    register_tracing(app, metrics.observe if settings.metrics else None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=settings.upload_limit + 64 * 1024,
        ASSETS_DIR=settings.assets,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        PREFERRED_URL_SCHEME="https" if settings.https else "http",
    )
    register_cookies(app, settings.https)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    frame.register_frame(app, CARDS)
    register_look(app)
    app.extensions["shell"] = build_shell(settings)
    app.extensions["post"] = Post(settings.smtp_url, settings.mail_from, settings.mail_file)
    register_provider(app, settings)
    app.extensions["after_commit"] = deliver_events
    app.extensions["modules"] = CARDS
    if settings.metrics:
        given = app.extensions["shell"]
        metrics.register_metrics(app, given.engine, [QueueCollector(given.redis)])
    register_headers(app)
    Compress(app)
    protect = CSRFProtect(app)
    add_modules(app, protect)
    register_failures(app)
    register_requests(app)
    register_manners(app)
    check_guards(app)
    return app


def build_shell(settings: Settings) -> Shell:
    """Engines and loaders for the shells."""
    engine = make_engine(settings.database_url, pool_size=5, max_overflow=5)
    region_url, platform_url = settings.database_region_url, settings.database_platform_url
    redis = connect(settings.redis_url, patience=3.0)
    directory = Directory(engine)
    grants = grants_by_role(CARDS)
    return Shell(
        engine=engine,
        settings=settings,
        redis=redis,
        queue=queue_of(redis),
        load_actor=actor_loader(grants),
        confirm_actor=confirm_actor,
        load_account=load_account,
        load_profile=ProfileStore().standing,
        find_tenant=directory.by_slug,
        list_tenants=directory.all,
        grants=grants,
        forget_tenants=directory.forget,
        region_engine=make_engine(region_url, pool_size=2, max_overflow=3) if region_url else None,
        platform_engine=make_engine(platform_url, pool_size=1, max_overflow=2) if platform_url else None,
    )


def actor_loader(grants: Any) -> Callable[[TenantSession, Tenant, date], Actor]:
    """Who asks: a program by its bearer token on the API, a browser by its cookie elsewhere."""
    compositions = tuple(one for card in CARDS for one in card.compositions)

    def load(db: TenantSession, _tenant: Tenant, on: date) -> Actor:
        now = clock.now()
        if is_api():
            return token_actor(db, now, on, grants)
        secret = browser_secret()
        actor, seen_at = access.actor_of_browser(db, secret, now, on, grants, compositions)
        keep_alive(db, secret, seen_at, now)
        return actor

    return load


def token_actor(db: TenantSession, now: datetime, on: date, grants: Any) -> Actor:
    """The program behind a bearer token; its use is noted once a minute, committed at once."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return access.NOBODY
    actor, seen_at = access.actor_of_token(db, token.strip(), on, grants)
    if actor.token_id is not None and (seen_at is None or now - seen_at > NOTED_EVERY):
        access.note_use(db, actor.token_id, now)
        db.commit()
    return actor


def confirm_actor(db: TenantSession, scope: Scope) -> None:
    """Refuse to commit what came with a token that was revoked or ran out while the request was served."""
    token_id = scope.actor.token_id
    if token_id is not None and not access.token_holds(db, token_id, scope.today):
        raise Unauthenticated(NEEDS_TOKEN)


def load_account(db: Session) -> Any:
    """The account of the browser that asks."""
    secret, now = browser_secret(), clock.now()
    account, seen_at = access.account_of(db, secret, now)
    keep_alive(db, secret, seen_at, now)
    return account


def keep_alive(db: Session, secret: str | None, seen_at: datetime | None, now: datetime) -> None:
    """Keep a browser in use signed in; committed at once, since a reading request rolls back."""
    if secret and seen_at and sessions.keep_alive(db, secret, seen_at, now):
        db.commit()


def deliver_events(scope: Scope) -> None:
    """Queue what the committed events of this request ask for."""
    if any(event in REACTIONS for event in scope.events):
        given: Shell = frame.shell()
        deliver(given.engine, scope.tenant.id, given.queue, REACTIONS)


def add_modules(app: Flask, protect: CSRFProtect) -> None:
    """Mount every module's pages and every register's pages and API."""
    for card in CARDS:
        for blueprint in card.blueprints:
            app.register_blueprint(blueprint)
    registers = [register for card in CARDS for register in card.registers]
    app.extensions["registers"] = registers
    for blueprint in mount(registers):
        app.register_blueprint(blueprint)
    app.register_blueprint(openapi.blueprint)
    app.register_blueprint(documentation.blueprint)
    app.register_blueprint(metrics.blueprint)
    for name in app.blueprints:
        if name.startswith("api"):
            protect.exempt(app.blueprints[name])
