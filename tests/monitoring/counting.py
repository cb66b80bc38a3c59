"""Figures of a test: counted for one tenant under its own policy, as a page does."""

from datetime import date

from flask import Flask

from service.monitoring.figures import count
from service.monitoring.rules import definitions
from service.rules.indicators.figure import IndicatorFigure
from service.tenancy.context import TenantSession
from tests.accounts import scope_of, shell_of, tenant_of


def figures(app: Flask, slug: str, as_of: date) -> dict[str, IndicatorFigure]:
    """Every figure of a tenant on a date, by code."""
    scope = scope_of(app, slug)
    with scope.db:
        profile = scope.profile
    tenant = tenant_of(app, slug)
    with TenantSession(shell_of(app).engine, tenant.id) as db:
        found = count(db, definitions(profile), [tenant.id], as_of)[tenant.id]
    return {code: counted.figure for code, counted in found.items()}


def told(figure: IndicatorFigure) -> tuple[int | None, int | None, str, str]:
    """What a figure says, in one line."""
    return figure.numerator, figure.denominator, str(figure.value_status), str(figure.target_status)
