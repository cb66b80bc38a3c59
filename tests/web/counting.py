"""How often each page asks the database, with few rows in every table and with many.

`python -m tests.web.counting` writes the bounds anew; read the difference before you commit it: a line that
grew is a page that became slower, and the review is whether it had to.
"""

import csv
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy import Column, Table, types

from service.app import create_app
from tests import servers
from tests.accounts import browser_as
from tests.database import database, settings_for, superuser
from tests.isolation.crawling import LAST, Address, addresses
from tests.isolation.filling import Filler, start_numbers_at, target
from tests.statements import statements

FILE = Path(__file__).with_name("statements.csv")
HEAD = ("tenant", "rule", "statements")
DISTRICT, REGION = "ust-koksa", "altai-republic"
KINDS = {"district": DISTRICT, "region": REGION}
REGIONAL = "comparison."
"""A region has every page of a district; those that read under a role of their own are counted there too."""
FEW = (1, 2)
MORE = range(101, 125)
"""Rows that refer each to a row of its own number: a list shows many different people and schools."""
CROWD = range(201, 225)
"""Rows that refer to the first row: its card shows many records."""
OWN_CODES = {"monitoring.indicator": "uk.19.4", "monitoring.export_members": "uk.19.4"}
Counted = dict[tuple[str, str], int]


class Crowding(Filler):
    """Makes rows that hang on the first row wherever the database lets them."""

    leader = 1

    def row(self, table: Table, number: int) -> None:
        """One row of the first row's, else one of its own."""
        for self.leader in (FEW[0], number):
            try:
                super().row(table, number)
            except (psycopg.errors.UniqueViolation, psycopg.errors.ExclusionViolation):
                continue
            return

    def _value(self, table: Table, column: Column[Any], number: int) -> Any:
        value = super()._value(table, column, number)
        refers = target(table, column) not in (None, "platform.account", "platform.tenant")
        return self.leader if refers and value == number and isinstance(column.type, types.Integer) else value


@dataclass(frozen=True)
class Visits:
    """Pages to ask for, by kind of tenant and rule, each with its address."""

    app: Flask
    admin: psycopg.Connection[Any]

    def fill(self, *, many: bool) -> None:
        """Rows in every table of the district and of its region."""
        ids = dict(self.admin.execute("SELECT slug, id FROM platform.tenant").fetchall())
        account = _account(self.admin)
        for slug in KINDS.values():
            if not many:
                Filler(self.admin, ids[slug], account, "Слово").fill(FEW)
                continue
            Filler(self.admin, ids[slug], account, "Слово").fill(MORE)
            Crowding(self.admin, ids[slug], account, "Слово").fill(CROWD)

    def count(self, *, warm: bool) -> Counted:
        """Statements of every page, asked for by an administrator."""
        found: Counted = {}
        for kind, slug in KINDS.items():
            client = browser_as(self.app, slug, "administrator").client
            for page in pages(self.app):
                if kind == "region" and not page.endpoint.startswith(REGIONAL):
                    continue
                path = page.path(FEW[0], slug).replace("K04", OWN_CODES.get(page.endpoint, "K04"))
                if warm:
                    client.get(path)
                with statements(self.app) as ran:
                    answer = client.get(path)
                assert answer.status_code < 500, f"{path}: {answer.status_code}"
                found[kind, page.rule] = ran.number
        return found


def pages(app: Flask) -> list[Address]:
    """Everything a browser may open."""
    listed = addresses(app)
    return [one for one in listed if not one.api and not one.writes and one.endpoint not in LAST]


def _account(admin: psycopg.Connection[Any]) -> int:
    email = "in-rows@example.test"
    admin.execute(
        "INSERT INTO platform.account (email, name) VALUES (%s, 'Rows') ON CONFLICT DO NOTHING", (email,)
    )
    found = admin.execute("SELECT id FROM platform.account WHERE email = %s", (email,)).fetchone()
    assert found is not None
    return int(found[0])


def counted(app: Flask, admin: psycopg.Connection[Any]) -> tuple[Counted, Counted]:
    """Statements with few rows and with many."""
    admin.execute("SET search_path = pg_catalog")
    visits = Visits(app, admin)
    visits.fill(many=False)
    start_numbers_at(admin, 100_001)
    few = visits.count(warm=True)
    visits.fill(many=True)
    return few, visits.count(warm=False)


def reviewed() -> Counted:
    """The bounds of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {(row["tenant"], row["rule"]): int(row["statements"]) for row in csv.DictReader(file)}


def write(found: Iterable[Mapping[tuple[str, str], int]]) -> None:
    """The file anew: what each page asks now."""
    most: Counted = {}
    for one in found:
        for key, number in one.items():
            most[key] = max(number, most.get(key, 0))
    with FILE.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(HEAD)
        rows.writerows((*key, number) for key, number in sorted(most.items()))


def main() -> None:
    """Count on a fresh database and write the file."""
    with database() as name, superuser(name) as admin, tempfile.TemporaryDirectory() as data:
        app = create_app(settings_for(name, Path(data)))
        app.extensions["shell"].redis.flushdb()
        few, many = counted(app, admin)
        for key in few:
            if few[key] != many[key]:
                print(*key, few[key], many[key])
        write((few, many))
        app.extensions["shell"].engine.dispose()


if __name__ == "__main__":
    try:
        main()
    finally:
        servers.stop()
