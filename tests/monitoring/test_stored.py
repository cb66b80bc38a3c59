"""Figures are stored: by the nightly run for all tenants, by the job of one, by the command."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from rq.registry import ScheduledJobRegistry
from sqlalchemy import Engine, select, text

from service.cli.main import main
from service.config import Settings
from service.core import clock
from service.jobs.queue import Settled, enqueue
from service.monitoring.jobs import compute as compute_job
from service.monitoring.model import IndicatorValue
from service.monitoring.names import CHANGES, COMPUTE, RECORDS
from service.monitoring.nightly import compute_all, compute_new_days
from service.monitoring.sources.catalogue import OFFERS
from service.reactions import REACTIONS
from service.tenancy.context import TenantSession, make_engine
from tests.accounts import scope_of, shell_of, tenant_of, token_for
from tests.monitoring.counting import figures
from tests.monitoring.district import district

YEAR_END = date(2025, 12, 31)


@pytest.fixture(scope="module")
def computing(settings: Settings) -> Iterator[Engine]:
    assert settings.database_compute_url
    made = make_engine(settings.database_compute_url)
    yield made
    made.dispose()


@pytest.fixture
def rows(app: Flask) -> None:
    for number, slug in enumerate(("ust-koksa", "oktyabrsky", "luga"), start=1):
        made = district(app, slug)
        for one in range(number):
            made.training(made.teacher(f"Т{one}", made.school(f"s{one}")), date(2025, 3, 1))


def stored(app: Flask, slug: str, as_of: date) -> dict[str, IndicatorValue]:
    with TenantSession(shell_of(app).engine, tenant_of(app, slug).id) as db:
        found = db.execute(select(IndicatorValue).where(IndicatorValue.as_of == as_of)).scalars()
        return {one.code: one for one in found}


def test_all_tenants_at_once_store_what_each_alone_counts(app: Flask, computing: Engine, rows: None) -> None:
    assert compute_all(computing, YEAR_END) == compute_all(computing, YEAR_END)
    for slug in ("ust-koksa", "oktyabrsky", "luga"):
        found, alone = stored(app, slug, YEAR_END), figures(app, slug, YEAR_END)
        assert found.keys() == alone.keys()
        for code, one in found.items():
            figure = alone[code]
            assert (one.numerator, one.denominator) == (figure.numerator, figure.denominator)
            assert (one.value_status, one.target_status) == (figure.value_status, figure.target_status)
    assert stored(app, "luga", YEAR_END)["K04"].numerator == 3


def test_days_within_a_month_give_way_and_its_last_day_stays(
    app: Flask, computing: Engine, rows: None
) -> None:
    for day in (date(2026, 1, 30), date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 2)):
        compute_all(computing, day)
    kept = [day for day in (date(2026, 1, 30), date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 2))
            if stored(app, "luga", day)]  # fmt: skip
    assert kept == [date(2026, 1, 31), date(2026, 2, 2)]


def test_a_new_day_is_computed_once(app: Flask, computing: Engine, rows: None) -> None:
    assert compute_new_days(computing) > 0
    assert compute_new_days(computing) == 0
    tenant = tenant_of(app, "luga")
    assert stored(app, "luga", clock.today(clock.now(), tenant.time_zone))


def test_the_job_computes_its_own_tenant_today(app: Flask, rows: None) -> None:
    scope = scope_of(app, "ust-koksa")
    with scope.db:
        assert compute_job(scope) == compute_job(scope, subject_id=7) > 0
        scope.db.commit()
    assert stored(app, "ust-koksa", scope.today)["uk.19.5"].denominator == 1


def test_a_burst_of_changes_queues_one_job(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    queue, tenant = shell_of(app).queue, tenant_of(app, "luga").id
    monkeypatch.setattr("service.jobs.queue.time.time", lambda: 1_800_000_000.0)
    ids = {enqueue(queue, Settled(COMPUTE), tenant, 1, subject_id=number) for number in range(5)}
    assert len(ids) == 1
    scheduled = ScheduledJobRegistry(queue=queue)
    assert scheduled.get_job_ids() == [*ids]
    assert queue.fetch_job(*ids).args == [tenant, None, COMPUTE]


def test_every_table_of_the_figures_is_watched(app: Flask) -> None:
    assert all(COMPUTE in REACTIONS[change] for change in CHANGES)
    made = app.test_client().post(
        "/api/v1/luga/communities",
        json={"name": "Сеть", "kind": "network"},
        headers=token_for(app, "luga", "methodist"),
    )
    assert made.status_code == 201, made.get_data(as_text=True)
    queue = shell_of(app).queue
    names = [queue.fetch_job(one).args[2] for one in ScheduledJobRegistry(queue=queue).get_job_ids()]
    assert COMPUTE in names


def test_the_tables_watched_are_those_that_sources_read() -> None:
    read = {word[4:] for offer in OFFERS.values() for word in offer.source.split() if word.startswith("mms.")}
    assert read == set(RECORDS)


def run(settings: Settings, *arguments: str) -> Any:
    environ = {
        "DATABASE_URL": settings.database_url,
        "DATABASE_COMPUTE_URL": settings.database_compute_url,
        "REDIS_URL": settings.redis_url,
        "SECRET_KEY": settings.secret_key,
        "DATA": str(settings.data),
    }
    return CliRunner().invoke(main, ["indicators", *arguments], env=environ)


def test_the_command_tells_what_the_api_tells(app: Flask, settings: Settings, rows: None) -> None:
    done = run(settings, "compute", "--tenant", "ust-koksa", "--as-of", "2025-12-31", "--json")
    assert done.exit_code == 0, done.output
    headers = token_for(app, "ust-koksa", "methodist")
    told = app.test_client().get("/api/v1/ust-koksa/indicators?as_of=2025-12-31", headers=headers).get_json()
    assert json.loads(done.output) == told
    assert stored(app, "ust-koksa", YEAR_END)["uk.19.4"].numerator == 1
    plain = run(settings, "compute", "--tenant", "ust-koksa", "--as-of", "2025-12-31")
    assert "uk.19.4" in plain.output and "(1 из 1)" in plain.output


def test_the_command_names_what_is_wrong(settings: Settings, app: Flask) -> None:
    assert run(settings, "compute", "--tenant", "nowhere").exit_code == 1
    assert run(settings, "compute", "--tenant", "luga", "--as-of", "31.12.2025").exit_code == 2
    everybody = run(settings, "compute-all", "--as-of", "2025-12-31")
    assert everybody.exit_code == 0 and "Записано показателей" in everybody.output


def test_the_application_cannot_write_figures_of_another_tenant(app: Flask) -> None:
    other = tenant_of(app, "ust-koksa").id
    with TenantSession(shell_of(app).engine, tenant_of(app, "luga").id) as db:
        with pytest.raises(Exception, match="row-level security"):
            db.execute(
                text(
                    "INSERT INTO mms.indicator_value (tenant_id, code, as_of, value_status, target_status,"
                    " profile_version) VALUES (:tenant, 'K01', '2025-12-31', 'ok', 'no_target', 'x')"
                ),
                {"tenant": other},
            )
