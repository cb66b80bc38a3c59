"""The tenant of a transaction: absent it is an error, present it never outlives or leaks out of it."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from service.config import Settings
from service.people.model.persons import Person
from service.tenancy.context import NoTenant, PlatformSession, TenantFixed, TenantSession, make_engine
from service.tenancy.model import Tenant
from tests.isolation.pair import SHARED, WORD_A, WORD_B, Pair

COUNT = text("SELECT count(*) FROM mms.person")
TENANTS = text("SELECT DISTINCT tenant_id FROM mms.person")
PID = text("SELECT pg_backend_pid()")
THREADS, SWITCHES = 8, 100


@pytest.fixture(scope="module")
def engine(settings: Settings, pair: Pair) -> Iterator[Engine]:
    """One pooled connection, so that everybody gets the one that somebody else had."""
    made = make_engine(settings.database_url, pool_size=1, max_overflow=0)
    yield made
    made.dispose()


def state_of(error: DBAPIError) -> str:
    return str(error.orig.sqlstate)  # type: ignore[union-attr]


@pytest.mark.parametrize("said", [None, "", "nonsense", "1; DROP TABLE mms.person", "99999999999999", "1.5"])
def test_without_a_tenant_there_is_an_error_and_no_row(said: str | None, engine: Engine) -> None:
    with engine.connect() as connection:
        if said is not None:
            connection.execute(text("SELECT set_config('app.tenant_id', :said, true)"), {"said": said})
        with pytest.raises(DBAPIError) as caught:
            connection.execute(COUNT)
    assert state_of(caught.value) in ("22P02", "22003")


def test_a_tenant_that_does_not_exist_has_nothing(engine: Engine) -> None:
    with TenantSession(engine, 999_999) as db:
        assert db.execute(COUNT).scalar_one() == 0


def test_the_platform_session_sees_no_tenant_table(engine: Engine) -> None:
    with PlatformSession(engine) as db:
        assert db.execute(select(Tenant)).scalars().first() is not None
        with pytest.raises(DBAPIError):
            db.execute(select(Person))


def test_a_session_without_a_tenant_sends_nothing(engine: Engine) -> None:
    with TenantSession(engine, None) as db, pytest.raises(NoTenant):
        db.execute(text("SELECT 1"))


def test_a_row_of_another_tenant_does_not_enter_a_session(engine: Engine, pair: Pair) -> None:
    with TenantSession(engine, pair.a) as db:
        db.add(Person(tenant_id=pair.b, last_name="x", first_name="x", sort_key="x", search_key="x"))
        with pytest.raises(TenantFixed):
            db.flush()


def test_the_tenant_of_a_session_cannot_be_set(engine: Engine, pair: Pair) -> None:
    with TenantSession(engine, pair.a) as db, pytest.raises(AttributeError):
        db.tenant_id = pair.b  # type: ignore[misc]


@pytest.mark.parametrize("ending", ["commit", "rollback", "exception"])
def test_nothing_is_left_on_the_connection(ending: str, engine: Engine, pair: Pair) -> None:
    with TenantSession(engine, pair.a) as db:
        first = db.execute(PID).scalar_one()
        assert db.execute(TENANTS).scalars().all() == [pair.a]
        if ending == "exception":
            with pytest.raises(DBAPIError):
                db.execute(text("SELECT 1/0"))
        else:
            getattr(db, ending)()
    with engine.connect() as connection:
        assert connection.execute(PID).scalar_one() == first
        with pytest.raises(DBAPIError):
            connection.execute(COUNT)


def test_after_commit_and_rollback_the_tenant_is_announced_again(engine: Engine, pair: Pair) -> None:
    with TenantSession(engine, pair.a) as db:
        for end in (db.commit, db.rollback, db.commit):
            assert db.execute(TENANTS).scalars().all() == [pair.a]
            end()


def test_a_savepoint_rolled_back_keeps_the_tenant(engine: Engine, pair: Pair) -> None:
    with TenantSession(engine, pair.a) as db:
        with pytest.raises(DBAPIError), db.begin_nested():
            db.execute(text("SELECT 1/0"))
        assert db.execute(TENANTS).scalars().all() == [pair.a]


def test_one_connection_serves_a_then_b(engine: Engine, pair: Pair) -> None:
    seen = []
    for tenant, word in ((pair.a, WORD_A), (pair.b, WORD_B)) * 3:
        with TenantSession(engine, tenant) as db:
            seen.append(db.execute(PID).scalar_one())
            people = db.execute(select(Person).where(Person.id.in_(SHARED))).scalars().all()
            assert {person.tenant_id for person in people} == {tenant}
            assert all(word in person.last_name for person in people)
    assert len(set(seen)) == 1


def test_a_setting_of_the_whole_session_does_not_outlive_its_checkout(engine: Engine, pair: Pair) -> None:
    """Nobody in the service does this; were it done, the pool forgets it."""
    with engine.connect() as connection:
        connection.execute(text(f"SET app.tenant_id = '{pair.a}'"))
        connection.commit()
        assert connection.execute(COUNT).scalar_one() > 0
    with engine.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(COUNT)


def test_autocommit_loses_the_tenant_at_once(engine: Engine, pair: Pair) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"SET LOCAL app.tenant_id = '{pair.a}'"))
        with pytest.raises(DBAPIError):
            connection.execute(COUNT)


def test_the_core_path_has_no_tenant(engine: Engine) -> None:
    with Session(engine) as db, pytest.raises(DBAPIError):
        db.execute(select(Person.id))


def test_orm_statements_carry_the_tenant_themselves(
    engine: Engine, pair: Pair, admin: psycopg.Connection
) -> None:
    """Even with row security off the ORM asks for its own tenant only."""
    admin.execute("ALTER TABLE mms.person DISABLE ROW LEVEL SECURITY")
    try:
        with TenantSession(engine, pair.a) as db:
            assert {one.tenant_id for one in db.execute(select(Person)).scalars()} == {pair.a}
            assert set(db.execute(TENANTS).scalars()) == {pair.a, pair.b}
    finally:
        admin.execute("ALTER TABLE mms.person ENABLE ROW LEVEL SECURITY")


def test_threads_switching_tenants_never_meet(settings: Settings, pair: Pair) -> None:
    pool = make_engine(settings.database_url, pool_size=3, max_overflow=0)

    def work(seed: int) -> int:
        chosen = random.Random(seed)  # noqa: S311 - a repeatable order, no secret
        for _ in range(SWITCHES):
            tenant, word = chosen.choice([(pair.a, WORD_A), (pair.b, WORD_B)])
            with TenantSession(pool, tenant) as db:
                people = db.execute(select(Person)).scalars().all()
                assert people
                assert {one.tenant_id for one in people} == {tenant}
                assert all(word in one.last_name for one in people)
                if chosen.random() < 0.3:
                    db.rollback()
                    assert db.execute(TENANTS).scalars().all() == [tenant]
        return SWITCHES

    with ThreadPoolExecutor(THREADS) as threads:
        assert sum(threads.map(work, range(THREADS))) == THREADS * SWITCHES
    pool.dispose()


def test_a_statement_that_takes_too_long_is_cancelled(engine: Engine, pair: Pair) -> None:
    with TenantSession(engine, pair.a) as db:
        assert db.execute(text("SHOW statement_timeout")).scalar_one() == "5s"
        with pytest.raises(DBAPIError) as caught:
            db.execute(text("SELECT pg_sleep(60)"))
    assert state_of(caught.value) == "57014"
