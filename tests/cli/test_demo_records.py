"""The siblings of a demonstration: sizes, gaps, three years of figures; a second run adds nothing."""

from collections.abc import Iterator
from datetime import date

import pytest

from service.associations.queries import listing
from service.associations.queries.facts import gather
from service.cli.demo_login import ANY_SIBLING
from service.cli.demo_records.associations import make_associations
from service.cli.scopes import command_scope
from service.cli.seeding import PASSWORD, make_accounts, make_records, make_siblings, make_structures
from service.config import Settings
from service.core import clock
from service.monitoring.figures import count
from service.monitoring.rules import canonical
from tests.database import SIBLINGS, database, settings_for, superuser

EMPTY, SMALL, INCOMPLETE = "shebalino", "choya", "ust-kan"
MAIN = ("ust-koksa", "luga", "pervomaisky", "oktyabrsky")
CANONICAL = [f"K{number:02}" for number in range(1, 14)]
TABLES = ("organisation", "person", "employment", "training", "route", "seat", "community_member", "cycle")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Settings]]:
    with database(SIBLINGS) as name:
        yield name, settings_for(name, tmp_path_factory.mktemp("demo"))


def counted(name: str, question: str) -> dict[str, tuple[int, ...]]:
    """Rows of a question asked for all tenants, by slug."""
    with superuser(name) as connection:
        rows = connection.execute(question.encode()).fetchall()
    return {row[0]: tuple(row[1:]) for row in rows}


def figures(settings: Settings, slug: str, year: int) -> dict[str, tuple[int | None, int | None]]:
    with command_scope(settings, slug) as scope:
        day = min(date(year, 12, 31), scope.today)
        found = count(scope.db, canonical(scope.profile), [scope.tenant.id], day)[scope.tenant.id]
        return {code: (one.figure.numerator, one.figure.denominator) for code, one in found.items()}


def years() -> list[int]:
    today = clock.today(clock.now(), "Europe/Moscow")
    return [today.year - 2, today.year - 1, today.year]


def test_sizes_are_those_of_districts_and_one_is_empty(filled: tuple[str, Settings]) -> None:
    sizes = counted(
        filled[0],
        """
        SELECT t.slug, (SELECT count(*) FROM mms.organisation o WHERE o.tenant_id = t.id),
          (SELECT count(*) FROM mms.employment e WHERE e.tenant_id = t.id AND e.position = 'teacher')
        FROM platform.tenant t WHERE t.demo
        """,
    )
    assert sizes.pop(EMPTY) == (0, 0)
    assert len(sizes) == 25
    assert all(6 <= schools <= 25 and 60 <= teachers <= 400 for schools, teachers in sizes.values())
    assert len(set(sizes.values())) > 20


def test_everybody_is_marked_as_invented(filled: tuple[str, Settings]) -> None:
    real = counted(filled[0], "SELECT 'all', count(*) FROM mms.person WHERE NOT generated")
    assert real == {"all": (0,)}


def test_one_has_a_very_small_group_and_one_incomplete_registers(filled: tuple[str, Settings]) -> None:
    small = figures(filled[1], SMALL, years()[-1])["K08"][1]
    assert small is not None and 0 < small < 5
    gaps = counted(
        filled[0],
        """
        SELECT t.slug, (SELECT count(*) FROM mms.person p WHERE p.tenant_id = t.id AND p.birth_date IS NULL),
          (SELECT count(*) FROM mms.organisation o WHERE o.tenant_id = t.id AND NOT EXISTS (
             SELECT FROM mms.employment e WHERE e.tenant_id = t.id AND e.organisation_id = o.id))
        FROM platform.tenant t WHERE t.demo
        """,
    )
    assert gaps[INCOMPLETE][0] > 30 and gaps[INCOMPLETE][1] == 4


@pytest.mark.parametrize("slug", ["kosh-agach", "volosovo", "asino", "topki", "konda", *MAIN])
def test_every_canonical_indicator_has_figures_of_three_years(
    filled: tuple[str, Settings], slug: str
) -> None:
    told = [figures(filled[1], slug, year) for year in years()]
    # A regulation with norms of meetings has more of them, K14 to K16.
    assert all([code for code in one if code in CANONICAL] == CANONICAL for one in told)
    assert [code for code in CANONICAL if not any(one[code][0] for one in told)] == []
    assert all(code == "K10" or one[code][1] for one in told for code in CANONICAL)
    trend = [tuple(one[code][0] for code in CANONICAL) for one in told]
    assert len(set(trend)) == 3


def test_districts_differ(filled: tuple[str, Settings]) -> None:
    latest = [figures(filled[1], slug, years()[-1]) for slug in ("kosh-agach", "maima", "ulagan", "chemal")]
    for code in ("K01", "K02", "K04", "K05", "K07", "K08", "K09"):
        shares = {(one[code][0] or 0) / (one[code][1] or 1) for one in latest}
        assert len(shares) > 2, code


def test_a_second_run_adds_nothing(filled: tuple[str, Settings]) -> None:
    asked = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM mms.{table}" for table in TABLES)
    before = counted(filled[0], asked)
    make_records(filled[1])
    make_siblings(filled[1])
    assert counted(filled[0], asked) == before


def test_logins_are_few_and_say_how_the_rest_are_formed(filled: tuple[str, Settings]) -> None:
    logins = make_accounts(filled[1])
    assert len(logins) < 25
    assert {login.role for login in logins if login.tenant == ANY_SIBLING} == {"administrator", "methodist"}
    assert [login.name for login in logins if login.tenant == "altai-republic"] == [
        "administrator@altai-republic.demo",
        "institute_analyst@altai-republic.demo",
    ]
    assert {login.password for login in logins} == {PASSWORD}
    made = counted(
        filled[0],
        """
        SELECT t.slug, count(*) FROM mms.membership m JOIN platform.tenant t ON t.id = m.tenant_id
        WHERE t.demo GROUP BY t.slug
        """,
    )
    assert len(made) == 26 and set(made.values()) == {(2,)}
    assert make_accounts(filled[1]) == logins


def test_associations_live_a_year_and_one_waits_for_its_order(filled: tuple[str, Settings]) -> None:
    make_structures(filled[1])
    told = {}
    for slug in ("luga", "oktyabrsky", "ust-koksa"):
        for _ in range(2):  # the second run finds them
            with command_scope(filled[1], slug) as scope:
                make_associations(scope)
        with command_scope(filled[1], slug) as scope:
            year = listing.present_year(scope)
            bodies = listing.living(scope, year)
            found = gather(scope, bodies, year, scope.today)
            told[slug] = [
                (facts.state, facts.leader is not None, facts.agreed, len(facts.held), len(facts.seminars))
                for facts in (found[one.id] for one in bodies)
            ]
    assert told["luga"] == [("active", True, True, 1, 1), ("elected", True, False, 0, 0)]
    assert told["oktyabrsky"] == [
        ("forming", False, False, 0, 0),
        ("active", True, True, 1, 0),
        ("active", True, False, 0, 0),
    ]
    assert told["ust-koksa"] == []
