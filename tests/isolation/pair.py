"""Two tenants of one database: A asks, B has what A must never see."""

from dataclasses import dataclass
from typing import Any

import psycopg

from tests.isolation.filling import Filler, start_numbers_at

SHARED = (1, 2, 3)
"""Ids that both tenants have in every table."""
ONLY_A, ONLY_B = 5555, 7777
"""The ids of rows in every table that only A, only B has."""
NOBODY = 8888
"""An id that no table has."""
WORD_A, WORD_B = "Канарейка-первая", "Канарейка-вторая"
SLUG_A, SLUG_B = "ust-koksa", "luga"


@dataclass(frozen=True)
class Pair:
    """Ids of both tenants and of the account that stands in the filled rows."""

    a: int
    b: int
    account: int


def fill_pair(admin: psycopg.Connection[Any]) -> Pair:
    """Fill both tenants: rows of the same ids, and in every table one row that only they have."""
    admin.execute("SET search_path = pg_catalog")
    ids = dict(admin.execute("SELECT slug, id FROM platform.tenant").fetchall())
    made = admin.execute(
        "INSERT INTO platform.account (email, name) VALUES ('in-rows@example.test', 'Rows') RETURNING id"
    ).fetchone()
    assert made is not None
    found = Pair(ids[SLUG_A], ids[SLUG_B], made[0])
    for tenant, word in ((found.a, WORD_A), (found.b, WORD_B)):
        filler = Filler(admin, tenant, found.account, word)
        filler.fill((*SHARED, ONLY_A if tenant == found.a else ONLY_B))
    start_numbers_at(admin, 100_001)
    return found
