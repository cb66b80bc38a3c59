"""The comparison as programs read it: rows, cells, totals and series as plain data."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from service.comparison.model import Publication, PublicationFigure, ShareAgreement
from service.comparison.queries import own, region
from service.comparison.queries.released import local_data
from service.comparison.rules.cells import Cell, Total, display
from service.tenancy.model import Tenant


def agreement(one: ShareAgreement, tenants: dict[int, Tenant], today: date) -> dict[str, Any]:
    """An agreement with its region, days and state."""
    columns = {column.key: getattr(one, column.key) for column in one.__table__.columns}
    named = tenants.get(one.region_id)
    return {
        **columns,
        "region": named.slug if named else "",
        "starts": one.valid.lower,
        "ends": one.valid.upper - date.resolution if one.valid.upper else None,
        "state": str(own.state_of(one, today)),
    }


def publication(one: Publication, figures: Sequence[PublicationFigure], intact: bool) -> dict[str, Any]:
    """A publication with its frozen figures."""
    columns = {column.key: getattr(one, column.key) for column in one.__table__.columns}
    return {**columns, "figures": list(figures), "intact": intact}


def table(told: region.Table, days: Sequence[date]) -> dict[str, Any]:
    """The region's table of a day."""
    rows = []
    for number, row in enumerate(told.rows):
        taken = [places[number] for places in told.places]
        rows.append(
            {
                "tenant": row.tenant.slug,
                "name": row.tenant.name["ru"],
                "state": row.state,
                **_sent(row.sent),
                "cells": [cell(one, place) for one, place in zip(row.cells, taken, strict=True)],
            }
        )
    columns = [_column(one.code, one.rule.title, one.params.indicator) for one in told.columns]
    return {
        "as_of": told.as_of,
        "days": list(days),
        "columns": columns,
        "items": rows,
        "totals": [total(one) for one in told.totals],
    }


def beside(
    tenant: Tenant, listed: Sequence[own.Beside], as_of: date | None, days: Sequence[date]
) -> dict[str, Any]:
    """A district beside its pooled region."""
    columns = [_column(one.code, one.definition.rule.title, one.cell.form) for one in listed]
    row = {
        "tenant": tenant.slug,
        "name": tenant.name["ru"],
        "state": "reported" if as_of in days else "not_reported",
        **_sent(None),
        "cells": [cell(one.cell, None) for one in listed],
    }
    return {
        "as_of": as_of,
        "days": list(days),
        "columns": columns,
        "items": [row] if listed else [],
        "totals": [total(one.pooled) for one in listed if one.pooled],
    }


def cell(one: Cell, place: int | None) -> dict[str, Any]:
    """One cell."""
    return {
        "code": one.code,
        "value_status": one.status,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "value": display(one.value, one.form),
        "mark": one.mark,
        "place": place,
        "reasons": [str(reason) for reason in one.reasons],
        "local": local_data(one.local),
    }


def total(one: Total) -> dict[str, Any]:
    """A pooled figure."""
    return {
        "code": one.code,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "value": display(one.value, one.form),
        "summed": one.summed,
        "expected": one.expected,
    }


def _sent(sent: region.Sent | None) -> dict[str, Any]:
    names = ("revision", "basis", "reason", "reported", "expected")
    return {name: getattr(sent, name) if sent else None for name in names}


def _column(code: str, title: str, kind: str) -> dict[str, Any]:
    return {"code": code, "title": title, "kind": kind}
