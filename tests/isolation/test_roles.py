"""Every role meets at every address what was reviewed in pages.csv and api.csv; every answer is decent."""

import psycopg
import pytest
from flask import Flask

from tests.isolation import inspecting, roles
from tests.isolation.crawling import OFFICES, PAGE_ACTORS, Visitor, addresses, outcome
from tests.isolation.filling import fingerprint
from tests.isolation.pair import Pair

REVIEWED = {file: roles.reviewed(file) for file in (roles.PAGES, roles.API)}
GROWING = ("audit", "outbox")
"""Exports are recorded; nothing else grows by reading."""
ASKED = (
    "compliance_assignment",
    "compliance_change",
    "compliance_check",
    "compliance_feed",
    "compliance_row",
    "factor_policy",
    "tenant_archive",
)
"""What a form without a single field writes: a check, a subscription, an archive, a policy."""
REVIEW = "run: python -m tests.isolation.review roles; then read the difference"


@pytest.fixture(scope="module")
def two(app: Flask, pair: Pair) -> Flask:
    """The application on a database where both tenants are filled."""
    return app


def test_files_name_exactly_the_routes_there_are(two: Flask) -> None:
    for file, lines in REVIEWED.items():
        here = {(one.method, one.rule) for one in addresses(two) if roles.kept_in(one) == file}
        assert (sorted(here - set(lines)), sorted(set(lines) - here)) == ([], []), REVIEW


@pytest.mark.parametrize("office", OFFICES)
def test_offices_hold_the_same_rights_outside_their_bodies(office: str) -> None:
    """So one of them is visited for all."""
    assert inspecting.GRANTS.get(office) == inspecting.GRANTS.get(OFFICES[0])
    assert all(said[office] == said[OFFICES[0]] for said in REVIEWED[roles.API].values())


@pytest.mark.parametrize("actor", (*PAGE_ACTORS, OFFICES[0]))
def test_role_meets_what_was_reviewed(actor: str, two: Flask, pair: Pair, admin: psycopg.Connection) -> None:
    visitor = Visitor(two, actor)
    before = {tenant: fingerprint(admin, tenant) for tenant in (pair.a, pair.b)}
    different, indecent = [], []
    for address in addresses(two):
        expected = REVIEWED[roles.kept_in(address)].get((address.method, address.rule), {}).get(actor)
        if expected is None:
            continue
        response = visitor.call(address, roles.number_for(address))
        if outcome(response) != expected:
            different.append(f"{address.method} {address.rule}: {outcome(response)}, reviewed {expected}")
        indecent += [f"{address.method} {address.rule}: {one}" for one in inspecting.faults(response, actor)]
    assert (different, indecent) == ([], []), REVIEW
    for tenant, rows in before.items():
        now = fingerprint(admin, tenant)
        assert [name for name in rows if now[name] != rows[name] and name not in (*GROWING, *ASKED)] == []


BY_SECRET = ("/<slug>/calendar/<secret>.ics", "/<slug>/compliance/dates/<secret>.ics")
"""A calendar program signs in nowhere: the address itself is the key."""


OPEN = {
    roles.API: ("/api/v1/<slug>/portal",),
    roles.PAGES: ("/<slug>/", "/<slug>/arms/<int:arms_id>.png"),
}
"""What everybody reads of a tenant: what it opened, its coat of arms."""


def test_review_opens_nothing_by_itself() -> None:
    """Rules of thumb that hold for every line, whatever is written there."""
    for (method, rule), said in REVIEWED[roles.API].items():
        if "<slug>" in rule and rule not in OPEN[roles.API]:
            assert (said["anonymous"], said["stranger"]) == ("401", "401"), (method, rule)
    for (method, rule), said in REVIEWED[roles.PAGES].items():
        if rule in BY_SECRET:
            assert set(said.values()) == {"404"}, "an unknown secret is nothing, whoever asks"
        elif "<slug>" in rule and rule not in OPEN[roles.PAGES]:
            assert (said["anonymous"], said["stranger"]) == ("sign-in", "403"), (method, rule)
        if method != "GET" and "<slug>" in rule and "/profile/" not in rule:
            assert said["auditor"] == said["institute_analyst"] == "403", (method, rule)
    everything = [said for lines in REVIEWED.values() for said in lines.values()]
    assert not any(outcome.startswith("5") for said in everything for outcome in said.values())
