"""The one place that tells the database which tenant a transaction belongs to."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, Executable, Result, create_engine, event, text
from sqlalchemy.orm import (
    LoaderCriteriaOption,
    ORMExecuteState,
    Session,
    SessionTransaction,
    with_loader_criteria,
)

from service.core.columns import TenantRow

SHARDED = "mms.sharded"
CONNECT_WITHIN = 5
"""Seconds to wait for a connection before the database counts as away."""


class NoTenant(RuntimeError):
    """A query was about to run without a tenant; nothing was sent to the database."""


class TenantFixed(RuntimeError):
    """The tenant of a session may not change while it lives."""


def make_engine(url: str, **options: Any) -> Engine:
    """An engine whose connections forget every setting when they go back to the pool.

    Its errors name statements, never the values in them.
    """
    options.setdefault("pool_pre_ping", True)
    options.setdefault("hide_parameters", True)
    options.setdefault("connect_args", {"connect_timeout": CONNECT_WITHIN})
    options.setdefault("pool_timeout", CONNECT_WITHIN)
    engine = create_engine(url, **options)

    @event.listens_for(engine, "reset")
    def forget(connection: Any, _record: Any, _state: Any) -> None:
        connection.rollback()
        connection.execute("RESET ALL")
        connection.commit()

    @event.listens_for(engine, "connect")
    def look_for_shards(connection: Any, record: Any) -> None:
        found = connection.execute("SELECT 1 FROM pg_extension WHERE extname = 'citus'").fetchone()
        connection.rollback()
        record.info[SHARDED] = found is not None

    return engine


def enter_tenant(connection: Connection, tenant_id: int, actor_id: int | None = None) -> None:
    """Announce the tenant (and who acts) for the current transaction only.

    SET LOCAL with integers formatted here: the one form that a distributed PostgreSQL (Citus) carries to
    its shards, and there only when told to.
    """
    if connection.info.get(SHARDED):
        connection.execute(text("SET LOCAL citus.propagate_set_commands = 'local'"))
    connection.execute(text(f"SET LOCAL app.tenant_id = '{int(tenant_id)}'"))
    if actor_id is not None:
        _name_actor(connection, actor_id)


def _name_actor(connection: Connection, actor_id: int) -> None:
    connection.execute(text(f"SET LOCAL app.actor_id = '{int(actor_id)}'"))


def take_time(db: Session) -> None:
    """Let the present transaction last: a whole tenant goes in or out of the database in one."""
    db.execute(text("SET LOCAL statement_timeout = '15min'"))
    db.execute(text("SET LOCAL idle_in_transaction_session_timeout = '10min'"))


def hashed(db: Session, statement: Executable, values: Mapping[str, Any]) -> Result[Any]:
    """Run a statement that reads whole registers, joining by hashes alone.

    Under row-level security the planner guesses that a district has a handful of rows and loops over them;
    a large district then takes seconds where a hash takes milliseconds. The transaction goes on as it was.
    """
    db.execute(text("SET LOCAL enable_nestloop = off"))
    found = db.execute(statement, dict(values)).freeze()
    db.execute(text("SET LOCAL enable_nestloop = on"))
    return found()


class TenantSession(Session):
    """A session bound to one tenant from its first statement to its last."""

    def __init__(self, engine: Engine, tenant_id: int | None, actor_id: int | None = None) -> None:
        super().__init__(bind=engine, expire_on_commit=False, autoflush=True)
        self._tenant_id = tenant_id
        self._own: LoaderCriteriaOption | None = None
        self.actor_id = actor_id

    @property
    def tenant_id(self) -> int:
        """The tenant; raises NoTenant when the session has none."""
        if self._tenant_id is None:
            raise NoTenant("this session has no tenant")
        return self._tenant_id

    @property
    def own(self) -> LoaderCriteriaOption:
        """What every ORM statement is narrowed by; made once a session, for making it takes its time."""
        if self._own is None:
            tenant_id = self.tenant_id
            self._own = with_loader_criteria(
                TenantRow, lambda cls: cls.tenant_id == tenant_id, include_aliases=True
            )
        return self._own

    def act_as(self, actor_id: int | None) -> None:
        """Say who acts, once known; effective at once for a running transaction."""
        self.actor_id = actor_id
        if self.in_transaction() and actor_id is not None:
            _name_actor(self.connection(), actor_id)


class PlatformSession(Session):
    """A session that sees the platform's tables only: accounts, tenants, published profiles.

    Tenant tables raise an error here, by row-level security: no tenant is announced.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(bind=engine, expire_on_commit=False)


class RegionSession(Session):
    """A region's session under the regions' role: it reads what municipalities released to it, nothing else.

    The region is announced like any tenant; which rows that opens is decided by the policies of schema `pub`.
    """

    def __init__(self, engine: Engine, region_id: int) -> None:
        super().__init__(bind=engine, expire_on_commit=False)
        self.region_id = region_id


@event.listens_for(RegionSession, "after_begin")
def _announce_region(
    session: RegionSession, _transaction: SessionTransaction, connection: Connection
) -> None:
    enter_tenant(connection, session.region_id)


@event.listens_for(TenantSession, "after_begin")
def _announce(session: TenantSession, _transaction: SessionTransaction, connection: Connection) -> None:
    enter_tenant(connection, session.tenant_id, session.actor_id)


@event.listens_for(TenantSession, "do_orm_execute")
def _carry_tenant(state: ORMExecuteState) -> None:
    """Every ORM statement carries tenant_id: better plans, and ready for sharding."""
    if (
        state.is_column_load
        or state.is_relationship_load
        or not (state.is_select or state.is_update or state.is_delete)
    ):
        return
    session = state.session
    if isinstance(session, TenantSession):
        state.statement = state.statement.options(session.own)


@event.listens_for(TenantSession, "before_flush")
def _stamp(session: TenantSession, _context: Any, _instances: Any) -> None:
    for row in session.new:
        if isinstance(row, TenantRow):
            given: int | None = row.tenant_id
            if given is None:
                row.tenant_id = session.tenant_id
            elif given != session.tenant_id:
                raise TenantFixed("a row of another tenant was added to this session")
