"""Many rows in few statements (пакетная запись): how a demonstration district is written quickly."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, inspect

from service.core.columns import RegisterRow
from service.tenancy.context import TenantSession


def insert_rows(db: TenantSession, model: type[RegisterRow], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert rows of one register in statements of many rows each; returns their ids in the same order.

    Every row must have the same keys; the tenant is the session's. Row-level security lets no COPY in.
    """
    if not rows:
        return []
    table = inspect(model).local_table
    statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return list(db.execute(statement, [{"tenant_id": db.tenant_id, **row} for row in rows]).scalars())
