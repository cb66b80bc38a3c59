"""A signed-in visit of pages inside this process, and what a page did meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from flask import Flask, g, template_rendered
from sqlalchemy import event, select
from werkzeug.test import EnvironBuilder

from benchmarks.context import Bench, log_nowhere
from benchmarks.place import plain
from service.access.model import Account, Membership, SignIn
from service.access.names import Role
from service.access.secrets import digest
from service.app import create_app
from service.core import clock
from service.core.columns import life
from service.launcher import roles
from service.tenancy.context import TenantSession

KEPT = ("scope", "slug", "request_id", "look", "year", "theme", "account")
"""What templates ask of the request besides their context."""
SECRET = "benchmark-browser"  # noqa: S105 - a throw-away database


@dataclass(frozen=True)
class Recorded:
    """What one page did: its statements with values, its template with the context it was given."""

    path: str
    statements: tuple[tuple[str, Any], ...]
    template: Any
    context: dict[str, Any]
    kept: dict[str, Any]


class Visitor:
    """An administrator of one municipality with the application on one database."""

    def __init__(self, bench: Bench, database: str, slug: str) -> None:
        self.bench, self.database, self.slug = bench, database, slug
        self.app: Flask = create_app(bench.place.settings(database))
        log_nowhere()
        self.engine = self.app.extensions["shell"].engine
        self.tenant = bench.tenant(database, slug)
        self._sign_in()

    def _sign_in(self) -> None:
        secret, now = f"{SECRET}-{self.slug}", clock.now()
        with TenantSession(self.engine, self.tenant.id) as db, db.begin():
            email = f"administrator@{self.slug}.bench"
            found = db.execute(select(Account).where(Account.email == email)).scalar_one_or_none()
            if found is None:
                found = Account(email=email, name="Администратор")
                db.add(found)
                db.flush()
                db.add(Membership(account_id=found.id, role=Role.ADMINISTRATOR, valid=life(now.date())))
            held = db.get(SignIn, digest(secret)) or SignIn(digest=digest(secret), account_id=found.id)
            held.created_at = held.seen_at = now
            held.expires_at = now.replace(year=now.year + 1)
            db.add(held)
        signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        self.cookie = f"{self.app.config['SESSION_COOKIE_NAME']}={signer.dumps({'sign_in': secret})}"

    def environ(self, path: str) -> dict[str, Any]:
        """A request as the web server hands it over."""
        headers = {"Cookie": self.cookie, "Host": "localhost"}
        return EnvironBuilder(path=path, headers=headers).get_environ()

    def visit(self, path: str) -> bytes:
        """Get a page through the whole application."""
        told: list[str] = []
        parts = self.app.wsgi_app(self.environ(path), lambda status, *_: told.append(status))
        body = b"".join(parts)
        if not told or not told[0].startswith("200"):
            raise AssertionError(f"{path}: {told}\n{body[:500].decode(errors='replace')}")
        return body

    def record(self, path: str) -> Recorded:
        """Visit a page and remember what it did."""
        statements: list[tuple[str, Any]] = []
        pages: list[tuple[Any, dict[str, Any], dict[str, Any]]] = []

        def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
            statements.append((statement, values))

        def keep(_app: Flask, template: Any, context: dict[str, Any], **_: Any) -> None:
            g.db.expunge_all()  # the objects outlive the request's rollback
            pages.append((template, dict(context), {name: g.get(name) for name in KEPT if name in g}))

        event.listen(self.engine, "before_cursor_execute", note)
        try:
            with template_rendered.connected_to(keep, self.app):
                self.visit(path)
        finally:
            event.remove(self.engine, "before_cursor_execute", note)
        template, context, kept = pages[-1]
        return Recorded(path, tuple(statements), template, context, kept)

    @contextmanager
    def connection(self, role: str = roles.APP) -> Iterator[psycopg.Connection]:
        """A connection as a bare view would hold one."""
        url = plain(self.bench.place.url(role, self.database))
        with psycopg.connect(url) as connection:
            yield connection

    def keep(self, page: Recorded) -> None:
        """Give the request at hand what the page's template asks of it."""
        for name, value in page.kept.items():
            setattr(g, name, value)

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def replay(page: Recorded, connection: psycopg.Connection) -> list[int]:
    """Run a page's statements in one transaction; returns how many rows each gave."""
    found = []
    for statement, values in page.statements:
        cursor = connection.execute(statement.encode(), values)
        found.append(len(cursor.fetchall()) if cursor.description else 0)
    connection.rollback()
    return found
