"""A page and its bare twin: the same statements with their parameters, the same template, nothing between.

The twin is the application with its hooks taken off and one view put in the place of the product's: on a
connection of the same role it announces the tenant, runs what the page ran and renders the page's context.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from flask import Flask, g, request, session, template_rendered
from sqlalchemy import event, select
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks.context import log_nowhere
from service.access.model import Account, Membership
from service.access.names import Role
from service.access.secrets import hash_password
from service.app import create_app
from service.config import Settings
from service.core.columns import life
from service.tenancy.context import TenantSession
from service.tenancy.model import Tenant
from service.web.look import close_switches, open_switches
from service.web.shell import Shell

EMAIL, PASSWORD = "bench@example.test", "only-for-benchmarks-1"  # noqa: S105 - a throw-away database
ANNOUNCES = ("SET ", "RESET ")
DIRECTORY = "FROM platform.tenant"
TOKEN = re.compile(rb'name="csrf[-_]token" (?:value|content)="([^"]*)"')


class Differs(AssertionError):
    """The bare page is not the product's page: their times mean nothing."""


@dataclass
class Recording:
    """What one page asked of the database and what its template was given."""

    statements: list[tuple[str, Any]]
    template: str = ""
    context: dict[str, Any] | None = None


class Visitor:
    """An administrator of a tenant, signed in; asks the application as a server would."""

    def __init__(self, settings: Settings, tenant: Tenant) -> None:
        self.app = create_app(settings)
        log_nowhere()
        self.tenant = tenant
        self._enter()
        self.cookie = self._sign_in()

    @property
    def shell(self) -> Shell:
        """The application's shell."""
        found: Shell = self.app.extensions["shell"]
        return found

    def environ(self, path: str) -> dict[str, Any]:
        """A request as the server hands it over."""
        return EnvironBuilder(path=path, headers={"Cookie": self.cookie}).get_environ()

    def ask(self, app: Flask, environ: dict[str, Any]) -> bytes:
        """The body of an answer; anything but a page is an error."""
        body, status, _ = run_wsgi_app(app, dict(environ), buffered=True)
        if not status.startswith("200"):
            raise Differs(f"{environ['PATH_INFO']}: {status}")
        return b"".join(body)

    @contextmanager
    def recorded(self) -> Iterator[Recording]:
        """Note what the page asked for inside the block does."""
        found = Recording([])

        def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
            if not statement.startswith(ANNOUNCES) and not statement.rstrip().endswith(DIRECTORY):
                found.statements.append((statement, parameters))

        def rendered(_app: Any, template: Any, context: dict[str, Any], **_: Any) -> None:
            if found.template:
                raise Differs(f"{template.name} after {found.template}: two templates on one page")
            found.template, found.context = template.name, dict(context)
            g.db.expunge_all()  # what was read stays readable after the rollback

        engines = [one for one in (self.shell.engine, self.shell.region_engine) if one is not None]
        for engine in engines:
            event.listen(engine, "before_cursor_execute", note)
        with template_rendered.connected_to(rendered, self.app):
            yield found
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)

    def close(self) -> None:
        """Give the connections back."""
        self.shell.engine.dispose()

    def _enter(self) -> None:
        with TenantSession(self.shell.engine, self.tenant.id) as db, db.begin():
            if db.execute(select(Account).where(Account.email == EMAIL)).scalar_one_or_none() is not None:
                return  # a kept database of an earlier run
            made = Account(email=EMAIL, name="Замер", password_hash=hash_password(PASSWORD))
            db.add(made)
            db.flush()
            db.add(Membership(account_id=made.id, role=Role.ADMINISTRATOR, valid=life(None)))

    def _sign_in(self) -> str:
        client = self.app.test_client()
        found = TOKEN.search(client.get("/sign-in").data)
        token = found[1].decode() if found else ""
        client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD, "csrf_token": token})
        return "; ".join(f"{one.key}={one.value}" for one in client._cookies.values())  # noqa: SLF001


def twin(
    settings: Settings, visitor: Visitor, connection: psycopg.Connection
) -> "Callable[[str, Recording], Flask]":
    """Makes the bare application that answers one page from its recording."""
    app = create_app(settings)
    log_nowhere()
    app.before_request_funcs.clear()
    app.after_request_funcs.clear()
    app.teardown_request_funcs.clear()
    app.template_context_processors.clear()
    app.before_request(open_switches)
    app.teardown_request(close_switches)
    announce = f"SET LOCAL app.tenant_id = '{visitor.tenant.id}'".encode()

    def answering(path: str, recording: Recording) -> Flask:
        endpoint, _ = app.url_map.bind("localhost").match(path)
        kept = dict(recording.context or {})
        template = app.jinja_env.get_template(recording.template)

        def bare(**_: Any) -> str:
            with connection.transaction(force_rollback=True):
                connection.execute(announce)
                for statement, parameters in recording.statements:
                    connection.execute(statement.encode(), parameters).fetchall()
            here = {"g": g, "request": request, "session": session}
            return template.render({**kept, **here})

        app.view_functions[endpoint] = bare
        return app

    return answering


def without_tokens(body: bytes) -> bytes:
    """A page without what differs from request to request."""
    return TOKEN.sub(b"", body)
