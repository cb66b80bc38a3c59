"""Rules are checked for one tenant by its job, for all at night by the computing role: to the same states."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, select, update

from service.compliance.actions.checking import check
from service.compliance.jobs import providers_of, survey_of
from service.compliance.model import ComplianceChange, ComplianceRow
from service.compliance.names import COMPUTE
from service.compliance.nightly import check_all, check_new_days
from service.config import Settings
from service.core import clock
from service.modules import CARDS
from service.reactions import REACTIONS
from service.tenancy.context import TenantSession, make_engine
from tests.accounts import scope_of, shell_of, tenant_of
from tests.associations.staging import committed, led, school

PROVIDERS = providers_of(CARDS)


@pytest.fixture(scope="module")
def computing(settings: Settings) -> Iterator[Engine]:
    assert settings.database_compute_url
    made = make_engine(settings.database_compute_url)
    yield made
    made.dispose()


def checked(app: Flask, slug: str) -> dict[str, ComplianceRow]:
    """The rows of a tenant after its own job."""
    scope = scope_of(app, slug)
    with scope.db:
        check(survey_of(scope), PROVIDERS)
        scope.db.commit()
        return {row.rule: row for row in scope.db.execute(select(ComplianceRow)).scalars()}


def stored(app: Flask, slug: str) -> dict[str, tuple[str, str]]:
    with TenantSession(shell_of(app).engine, tenant_of(app, slug).id) as db:
        rows = db.execute(select(ComplianceRow)).scalars()
        return {row.rule: (row.state, row.digest) for row in rows}


@pytest.mark.parametrize("slug", ["ust-koksa", "luga", "pervomaisky", "kemerovo", "oktyabrsky"])
def test_every_rule_has_a_state(app: Flask, slug: str) -> None:
    rows = checked(app, slug)
    scope = scope_of(app, slug)
    scope.db.close()
    assert rows.keys() == scope.profile.rules.keys()
    for rule in scope.profile.rules.values():
        assert (rows[rule.id].state == "off") == (
            rule.silent or (rule.kind == "indicator" and rule.params.informational)
        )


def test_all_tenants_at_night_come_to_what_each_alone_does(app: Flask, computing: Engine) -> None:
    committed(app, "luga", lambda scope: led(scope, "математика"))
    alone = {slug: checked(app, slug) for slug in ("luga", "oktyabrsky")}
    assert any(row.state == "overdue" for row in alone["luga"].values())
    now = clock.now()
    today = clock.today(now, "Europe/Moscow")
    assert check_all(computing, PROVIDERS, today, now) > 1000
    for slug, rows in alone.items():
        assert stored(app, slug) == {rule: (row.state, row.digest) for rule, row in rows.items()}


def test_only_changes_are_written_and_each_begins_a_day(app: Flask) -> None:
    """A state that stays keeps its first day; what changed within a day stands once in the history."""
    first = checked(app, "ust-koksa")
    again = checked(app, "ust-koksa")
    assert {rule: (row.id, row.since) for rule, row in first.items()} == {
        rule: (row.id, row.since) for rule, row in again.items()
    }
    rule = "people.data_bank" if "people.data_bank" in first else "structure.organisations"
    before = history(app, "ust-koksa", rule)
    assert [one.state for one in before] == ["no_data"]
    committed(app, "ust-koksa", lambda scope: school(scope, "Новая"))
    after = checked(app, "ust-koksa")[rule]
    assert (after.state, [one.state for one in history(app, "ust-koksa", rule)]) == ("met", ["met"])
    with TenantSession(shell_of(app).engine, tenant_of(app, "ust-koksa").id) as db, db.begin():
        yesterday = after.since - timedelta(days=1)
        db.execute(update(ComplianceRow).where(ComplianceRow.rule == rule).values(state="no_data"))
        db.execute(update(ComplianceRow).where(ComplianceRow.rule == rule).values(digest="", since=yesterday))
        chosen = update(ComplianceChange).where(ComplianceChange.rule == rule)
        db.execute(chosen.values(day=yesterday, state="no_data"))
    assert checked(app, "ust-koksa")[rule].since == after.since
    assert [one.state for one in history(app, "ust-koksa", rule)] == ["met", "no_data"]


def history(app: Flask, slug: str, rule: str) -> list[ComplianceChange]:
    with TenantSession(shell_of(app).engine, tenant_of(app, slug).id) as db:
        chosen = select(ComplianceChange).where(ComplianceChange.rule == rule)
        return list(db.execute(chosen.order_by(ComplianceChange.day.desc())).scalars())


def test_a_new_day_is_checked_once_and_a_change_asks_for_a_check(app: Flask, computing: Engine) -> None:
    check_new_days(computing, PROVIDERS)
    assert check_new_days(computing, PROVIDERS) == 0
    for event in (
        "meeting.closed",
        "unit.created",
        "legal_act.created",
        "training.imported",
        "person.merged",
    ):
        assert COMPUTE in REACTIONS[event]
    assert COMPUTE not in REACTIONS.get("structure.exported", ())
