"""What every scenario is given: the servers, the databases, the districts, how often to repeat."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.data.tenants import District
from benchmarks.place import Place
from benchmarks.sizes import Size
from service.launcher import roles
from service.tenancy.context import make_engine
from service.tenancy.model import Tenant

_NOWHERE = open(os.devnull, "w")  # noqa: SIM115 - for the life of the process
MANY, FEW = "bench_many", "bench_few"


@dataclass
class Bench:
    """One run; `chosen` names the median and the largest municipality."""

    place: Place
    size: Size
    chosen: Mapping[str, District]
    only: frozenset[str] = field(default_factory=frozenset)

    def tenant(self, database: str, slug: str) -> Tenant:
        """A tenant's row."""
        engine = make_engine(self.place.url(roles.APP, database), pool_size=1)
        try:
            with Session(engine, expire_on_commit=False) as db:
                return db.execute(select(Tenant).where(Tenant.slug == slug)).scalar_one()
        finally:
            engine.dispose()

    @contextmanager
    def bare(self, database: str, role: str) -> Iterator[psycopg.Connection]:
        """A plain connection of a role."""
        with self.place.connect(role, database) as connection:
            yield connection


def log_nowhere() -> None:
    """Let the application write its lines as it always does, but not among the table's."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(_NOWHERE))
