"""`mms doctor`: what a deployment lacks, in words."""

import re
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from service.cli.doctor import Finding, examine
from service.cli.external import connect
from service.config import Settings
from service.jobs.gauges import tell_duty
from service.launcher import ensure


@pytest.fixture
def environ(settings: Settings) -> dict[str, str]:
    """A deployment that lacks nothing."""
    return {
        "DATABASE_URL": settings.database_url,
        "DATABASE_ADMIN_URL": settings.database_admin_url or "",
        "DATABASE_COMPUTE_URL": settings.database_compute_url or "",
        "DATABASE_REGION_URL": settings.database_region_url or "",
        "DATABASE_PLATFORM_URL": settings.database_platform_url or "",
        "DATABASE_BACKUP_URL": settings.database_backup_url or "",
        "REDIS_URL": settings.redis_url,
        "SECRET_KEY": settings.secret_key,
        "DATA": str(settings.data),
    }


def ill(environ: dict[str, str]) -> list[str]:
    """What is not well, without what the throw-away queue of tests always lacks."""
    return [one.words for one in examine(environ) if not one.well and "appendonly" not in one.words]


def test_a_whole_deployment_is_well(environ: dict[str, str], app: Flask) -> None:
    tell_duty(app.extensions["shell"].redis, "outbox")
    assert ill(environ) == []
    words = " ".join(one.words for one in examine(environ))
    for said in ("mun_region", "mun_backup", r"outbox \d с назад", "Исполнителей заданий: 0"):
        assert re.search(said, words), said


def test_a_queue_that_forgets_is_named(environ: dict[str, str]) -> None:
    assert any("appendonly" in one.words and not one.well for one in examine(environ))


def test_a_misspelt_variable_is_named(environ: dict[str, str]) -> None:
    [said] = ill(environ | {"DATABASE_REGOIN_URL": "x"})
    assert "DATABASE_REGOIN_URL" in said and "DATABASE_REGION_URL" in said


def test_an_address_of_another_role_is_named(environ: dict[str, str]) -> None:
    [said] = ill(environ | {"DATABASE_REGION_URL": environ["DATABASE_URL"]})
    assert said.startswith("DATABASE_REGION_URL") and "mun_app" in said and "mun_region" in said


def test_a_missing_address_is_named(environ: dict[str, str]) -> None:
    [said] = ill({name: value for name, value in environ.items() if name != "DATABASE_REGION_URL"})
    assert "DATABASE_REGION_URL" in said


def test_a_backup_role_that_would_copy_nothing_is_named_with_its_remedy(open_path: Path) -> None:
    """On a server of its own: a role belongs to the whole server."""
    with ensure(open_path / "servers", durable=False) as servers:
        with closing(connect(servers.admin_url)) as admin:
            admin.execute(text("ALTER ROLE mun_backup NOBYPASSRLS"))
        environ = servers.environment() | {"SECRET_KEY": "k" * 32, "DATA": str(open_path)}
        found: list[Finding] = [one for one in examine(environ) if "mun_backup" in one.words and not one.well]
    assert [one.sql for one in found] == ['ALTER ROLE "mun_backup" BYPASSRLS;']
