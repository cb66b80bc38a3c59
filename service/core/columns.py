"""Columns and constraints that every tenant table shares."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import DATERANGE, Range
from sqlalchemy.orm import Mapped, declared_attr, mapped_column


class TenantRow:
    """A row that belongs to one tenant; the key is (tenant_id, id) everywhere."""

    tenant_id: Mapped[int] = mapped_column(
        Integer, ForeignKey("platform.tenant.id"), primary_key=True, autoincrement=False
    )
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True, autoincrement=True)


class KeptRow(TenantRow):
    """A record whose history the shared trigger keeps.

    `version` counts changes, so that two people editing one record are told apart;
    `recorded_at` is when we came to know the present values.
    """

    version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy calls it with the class
        return {"version_id_col": cls.version}


class RegisterRow(KeptRow):
    """A record with a life (`valid`, half-open dates) and a history."""

    valid: Mapped[Range[date]] = mapped_column(DATERANGE, server_default=text("'(,)'::daterange"))


def refers(column: str, table: str, *, on_delete: str | None = None) -> ForeignKeyConstraint:
    """A foreign key inside one tenant: (tenant_id, column) -> table (tenant_id, id)."""
    return ForeignKeyConstraint(
        ["tenant_id", column], [f"mms.{table}.tenant_id", f"mms.{table}.id"], ondelete=on_delete
    )


def indexed(*columns: str) -> list[Index]:
    """An index for each reference: whoever deletes what it leads to asks every table that may refer to it."""
    return [Index(None, "tenant_id", column) for column in columns]


def life(starts: date | None = None, ends: date | None = None) -> Range[date]:
    """A life from `starts` (included) to `ends` (the first day it no longer holds)."""
    return Range(starts, ends, bounds="[)" if starts else "()")
