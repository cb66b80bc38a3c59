"""`mms indicators`: compute the figures of a tenant (показатели) as of a date."""

import json
from datetime import date, datetime
from fractions import Fraction

import click
from sqlalchemy import Engine, select

from service.cli.runtime import configured
from service.core import clock
from service.core.language import format_percent
from service.monitoring import queries
from service.monitoring.actions import compute
from service.monitoring.nightly import compute_all
from service.monitoring.queries import Reading
from service.monitoring.schema import FigureSchema, figure
from service.settings.queries import ProfileStore
from service.tenancy.context import PlatformSession, TenantSession, make_engine
from service.tenancy.model import Tenant
from service.tenancy.scope import Actor, Scope

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def indicators() -> None:
    """Показатели: посчитать и записать."""


@indicators.command("compute")
@click.option("--tenant", "slug", required=True, help="Район: его короткое имя в адресе.")
@click.option("--as-of", "day", type=DAY, default=None, help="На какой день; по умолчанию сегодня в районе.")
@click.option("--json", "as_json", is_flag=True, help="Вывести JSON, как в API.")
def compute_command(slug: str, day: datetime | None, as_json: bool) -> None:
    """Посчитать показатели района на день, записать и вывести их."""
    with configured() as settings:
        engine = make_engine(settings.database_url, pool_size=1)
        try:
            figures, readings = computed(engine, slug, day.date() if day else None)
        finally:
            engine.dispose()
    if as_json:
        listed = {"items": figures, "next": None, "total": len(figures)}
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2, default=str))
        return
    for reading in readings:
        click.echo(f"{reading.code:<10} {_words(reading):<24} {reading.definition.rule.title}")


@indicators.command("compute-all")
@click.option("--as-of", "day", type=DAY, required=True, help="На какой день.")
def compute_all_command(day: datetime) -> None:
    """Посчитать и записать показатели всех районов на день, разом."""
    with configured() as settings:
        if not settings.database_compute_url:
            raise click.ClickException("Задайте DATABASE_COMPUTE_URL: все районы считает роль расчётов.")
        engine = make_engine(settings.database_compute_url, pool_size=1)
        try:
            click.echo(f"Записано показателей: {compute_all(engine, day.date())}.")
        finally:
            engine.dispose()


def computed(engine: Engine, slug: str, as_of: date | None) -> tuple[list[object], list[Reading]]:
    """Compute and store a tenant's figures; returns them as the API does, and as readings."""
    with PlatformSession(engine) as platform:
        tenant = platform.execute(select(Tenant).where(Tenant.slug == slug)).scalar_one_or_none()
    if tenant is None:
        raise click.ClickException(f"Района «{slug}» нет.")
    profiles = ProfileStore()
    now = clock.now()
    with TenantSession(engine, tenant.id) as db, db.begin():
        present = profiles.profile(db, tenant, clock.today(now, tenant.time_zone))
        scope = Scope(db=db, tenant=tenant, actor=Actor(), profile=present, now=now)
        day = as_of or scope.today
        scope = queries.judged_on(scope, lambda on: profiles.profile(db, tenant, on), day)
        compute(db, {tenant.id: scope.profile}, day)
        readings = queries.indicators(scope, day)
        covered = queries.covered(scope, day)
    told = [figure(one, covered, scope.profile.version) for one in readings]
    return FigureSchema().dump(told, many=True), readings


def _words(reading: Reading) -> str:
    if reading.numerator is None or reading.value_status not in ("ok", "provisional"):
        return reading.value_status
    if reading.denominator is None:
        return str(reading.numerator)
    if not reading.measured:
        return "да" if reading.numerator else "нет"
    share = format_percent(reading.numerator / Fraction(reading.denominator), 1)
    return f"{share} ({reading.numerator} из {reading.denominator})"
