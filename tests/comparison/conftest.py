"""Municipalities of one region: people, agreements and publications made by the service's own actions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from service.comparison.actions.agreements import agree
from service.comparison.actions.publishing import publish
from service.comparison.model import Publication, ShareAgreement
from service.comparison.queries import region
from service.core import clock
from service.monitoring.queries import judged_on
from service.tenancy.context import RegionSession
from service.tenancy.scope import Scope
from tests.accounts import scope_of, shell_of, tenant_of
from tests.database import superuser
from tests.monitoring.district import District, district

REGION = "altai-republic"
TENANTS = ("ust-koksa", "chemal", "maima", "ongudai")
DAY = date(2025, 12, 31)
CODES = ("K04", "K06", "K09")
TABLES = (
    "pub.value", "pub.cell", "pub.release", "mms.publication_figure", "mms.publication",
    "mms.share_agreement",
)  # fmt: skip


class Municipality:
    """One municipality: its records, and what its administrator publishes and agrees to."""

    def __init__(self, app: Flask, slug: str) -> None:
        self.app, self.slug = app, slug
        self.rows: District = district(app, slug)
        self.tenant = tenant_of(app, slug)
        self.school = self.rows.school("школа")
        # What was published cannot be undone by the service itself.
        with superuser(shell_of(app).engine.url.database or "") as admin:
            for table in TABLES:
                admin.execute(f"DELETE FROM {table} WHERE tenant_id = %s".encode(), [self.tenant.id])

    def people(self, trained: int, rest: int) -> list[int]:
        """Teachers, of whom so many were trained in the year."""
        made = [self.rows.teacher(f"{self.slug}{number}", self.school) for number in range(trained + rest)]
        for person in made[:trained]:
            self.rows.training(person, date(2025, 3, 1))
        return made

    @contextmanager
    def acting(self) -> Iterator[Scope]:
        scope = scope_of(self.app, self.slug)
        with scope.db:
            yield scope
            scope.db.commit()

    def publish(self, as_of: date = DAY, **changed: Any) -> Publication:
        draft = {
            "as_of": as_of,
            "body": "Методический совет",
            "protocol_number": "1",
            "protocol_date": as_of + timedelta(days=5),
            "reason": None,
            **changed,
        }
        with self.acting() as scope:
            load = shell_of(self.app).load_profile
            return publish(judged_on(scope, lambda on: load(scope.db, scope.tenant, on), as_of), draft)

    def agree(self, **changed: Any) -> ShareAgreement:
        draft = {
            "number": "1",
            "signed_on": date(2024, 1, 1),
            "starts": date(2024, 1, 1),
            "ends": None,
            "purpose": "Методическая помощь",
            "indicators": list(CODES),
            "min_cell": 5,
            "organisations_shown": False,
            **changed,
        }
        with self.acting() as scope:
            return agree(scope, draft)

    @property
    def today(self) -> date:
        return clock.today(clock.now(), self.tenant.time_zone)


class Region:
    """The region's eyes: sessions of its database role."""

    def __init__(self, app: Flask, slug: str = REGION) -> None:
        self.app, self.slug = app, slug

    @contextmanager
    def session(self) -> Iterator[tuple[Scope, RegionSession]]:
        scope = scope_of(self.app, self.slug)
        engine = shell_of(self.app).region_engine
        assert engine is not None
        with scope.db, RegionSession(engine, scope.tenant.id) as db:
            yield replace(scope), db

    def table(self, as_of: date = DAY) -> region.Table:
        with self.session() as (scope, db):
            return region.table(scope, db, as_of, CODES)

    def row(self, slug: str, as_of: date = DAY) -> region.Row:
        return next(row for row in self.table(as_of).rows if row.tenant.slug == slug)

    def cell(self, slug: str, code: str = "K04", as_of: date = DAY) -> Any:
        return next(cell for cell in self.row(slug, as_of).cells if cell.code == code)


@pytest.fixture
def first(app: Flask) -> Municipality:
    """A municipality with 12 of 40 teachers trained."""
    made = Municipality(app, TENANTS[0])
    made.people(12, 28)
    return made


@pytest.fixture
def seen(app: Flask) -> Region:
    """The region that sees it."""
    return Region(app)
