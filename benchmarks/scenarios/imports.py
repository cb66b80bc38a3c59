"""Import of a staff list: the whole path of the product against reading the file and bare INSERTs."""

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from benchmarks.by_hand import staff as by_hand
from benchmarks.context import MANY, Bench
from benchmarks.data import staff
from benchmarks.measuring import Pair, Row, row
from service.core import clock
from service.jobs import work
from service.launcher import roles
from service.people.actions import imports as actions
from service.people.queries import imports
from service.people.storage import keep
from service.tenancy.model import Tenant
from service.workshop import workshop_of

TITLE = "Импорт списка сотрудников против чтения файла и голой вставки"
TARGET = 4.0
SCRATCH = "bench_import"
MORE_ROUNDS = 2
"""Rounds beside those of the size: one is no comparison on a machine that does other work."""
REGISTERS = ("training", "experience", "category", "education", "employment", "person")
WRITTEN = ("staff_import_row", "staff_import", *REGISTERS)
SCHOOL = """
INSERT INTO mms.organisation (tenant_id, code, name, type, sort_key, search_key)
VALUES (%s, 'bench', 'Школа замера', 'general', 'школа замера', 'школа замера') RETURNING id
"""
CONTENT = """
SELECT md5(string_agg(x::text, '' ORDER BY x::text)) FROM (
  SELECT p.last_name, p.first_name, p.middle_name, p.birth_date, p.sort_key, p.search_key, m.kind, m.position,
    m.position_title, m.subjects, m.personnel_number, m.rate, m.valid, d.level, d.qualification,
    (SELECT array_agg((c.kind, c.granted_on, c.valid) ORDER BY c.kind) FROM mms.category c
     WHERE c.tenant_id = p.tenant_id AND c.person_id = p.id),
    (SELECT array_agg((e.kind, e.years, e.as_of) ORDER BY e.kind) FROM mms.experience e
     WHERE e.tenant_id = p.tenant_id AND e.person_id = p.id),
    (SELECT array_agg((t.kind, t.programme, t.finished_on, t.hours)) FROM mms.training t
     WHERE t.tenant_id = p.tenant_id AND t.person_id = p.id)
  FROM mms.employment m JOIN mms.person p ON p.tenant_id = m.tenant_id AND p.id = m.person_id
  LEFT JOIN mms.education d ON d.tenant_id = p.tenant_id AND d.person_id = p.id
  WHERE m.tenant_id = %s AND m.organisation_id = %s) x
"""


class Wrong(AssertionError):
    """The two ways did not write the same records: their times mean nothing."""


def run(bench: Bench) -> list[Row]:
    """One list into an organisation that has nobody yet, in a copy of the country."""
    tenant = bench.tenant(MANY, bench.chosen["median"].slug)
    bench.place.copy(MANY, SCRATCH)
    try:
        with bench.place.connect(None, SCRATCH) as owner, bench.bare(SCRATCH, roles.APP) as connection:
            return _compared(bench, tenant, owner, connection)
    finally:
        bench.place.drop(SCRATCH)


def _compared(
    bench: Bench, tenant: Tenant, owner: psycopg.Connection, connection: psycopg.Connection
) -> list[Row]:
    number = bench.size.import_rows
    data = staff.workbook(number)
    school = _one(owner, SCHOOL, tenant.id)
    today = clock.today(clock.now(), tenant.time_zone)
    last = {table: _one(owner, f"SELECT coalesce(max(id), 0) FROM mms.{table}") for table in WRITTEN}

    def emptied() -> None:
        with owner.transaction():
            owner.execute("SET LOCAL session_replication_role = replica")
            for table in WRITTEN:
                owner.execute(f"DELETE FROM mms.{table} WHERE id > %s".encode(), (last[table],))
        owner.execute(f"VACUUM (ANALYZE) {', '.join(f'mms.{one}' for one in WRITTEN)}".encode())

    def bare(_: Any) -> None:
        by_hand.write(connection, tenant.id, school, data, today)

    def keeping(_: Any) -> None:
        by_hand.write(connection, tenant.id, school, data, today, keep=True)

    with _opened(bench):

        def product(_: Any) -> None:
            imported(tenant, school, data, number)

        contents = []
        for way in (bare, keeping, product):
            emptied()
            way(None)
            contents.append(_one(owner, CONTENT, tenant.id, school))
        if len(set(contents)) > 1:
            raise Wrong("the bare INSERTs and the import left different records")
        rows = []
        bases = ((keeping, "все таблицы, в которые пишет импорт"), (bare, "только реестры, без строк файла"))
        for base, what in bases:
            pair = Pair(base, product, [None], ("вставка", "служба"), emptied)
            measured = pair.measure(bench.size.import_rounds + MORE_ROUNDS, warm=0)
            speed = number / measured.times["служба"].percentile(0.5)
            title = f"{number} новых людей, XLSX, {speed:.0f} строк/с: {what}"
            rows.append(row(TITLE, title, measured, TARGET))
    return rows


def imported(tenant: Tenant, organisation_id: int, data: bytes, number: int) -> None:
    """Upload, read into a preview, confirm, write: what the pages and the jobs do, in their transactions."""
    digest = hashlib.sha256(data).hexdigest()
    with work.tenant_scope(tenant.id, None) as scope:
        actions.check_upload(scope, organisation_id, len(data))
        key = keep(work.workshop().files, tenant.id, data)
        entered = actions.upload(
            scope, organisation_id, file_name="staff.xlsx", file_key=key, sha256=digest, size=len(data)
        )
        scope.db.flush()
        import_id = entered.id
    work.perform(tenant.id, None, "people.read_import", subject_id=import_id)
    with work.tenant_scope(tenant.id, None) as scope:
        actions.confirm(scope, import_id)
    work.perform(tenant.id, None, "people.apply_import", subject_id=import_id)
    with work.tenant_scope(tenant.id, None) as scope:
        written = imports.one(scope, import_id).counts["written"]
    if written != number:
        raise Wrong(f"{written} of {number} rows were written")


@contextmanager
def _opened(bench: Bench) -> Iterator[None]:
    """A worker's workshop on the scratch database."""
    made = workshop_of(bench.place.settings(SCRATCH))
    work.open_workshop(made)
    usual = gc.get_threshold()
    work.settle()  # as a worker begins
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
    made.engine.dispose()


def _one(connection: psycopg.Connection, query: str, *given: Any) -> Any:
    found = connection.execute(query.encode(), given).fetchone()
    assert found is not None
    return found[0]
