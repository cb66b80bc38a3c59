"""What a region sees: by agreement only, no small group, no person; what does not meet is said to."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import make_url

from service.comparison.actions.agreements import revoke
from service.comparison.queries import own, region
from service.config import Settings
from service.core.errors import Invalid, NotFound
from tests.accounts import shell_of, tenant_of
from tests.comparison.conftest import DAY, TENANTS, Municipality, Region
from tests.database import superuser
from tests.statements import statements


def test_published_and_agreed_is_seen(first: Municipality, seen: Region) -> None:
    first.agree()
    first.publish()
    cell = seen.cell(first.slug)
    assert (cell.status, cell.numerator, cell.denominator) == ("ok", 12, 40)
    row = seen.row(first.slug)
    assert row.state == "reported" and row.sent is not None
    assert row.sent.basis == "Методический совет, протокол № 1 от 05.01.2026"


def test_without_an_agreement_nothing_is_seen(first: Municipality, seen: Region) -> None:
    first.publish()
    row = seen.row(first.slug)
    assert (row.state, row.sent) == ("no_agreement", None)
    assert {cell.status for cell in row.cells} == {"no_agreement"}
    with seen.session() as (_, db):
        assert region.days(db) == []


def test_an_agreement_that_ended_yesterday_shows_nothing(first: Municipality, seen: Region) -> None:
    first.agree(ends=first.today - timedelta(days=1))
    first.publish()
    assert seen.row(first.slug).state == "no_agreement"


def test_an_agreement_that_ends_today_still_shows(first: Municipality, seen: Region) -> None:
    first.agree(ends=first.today)
    first.publish()
    assert seen.row(first.slug).state == "reported"


def test_an_agreement_that_begins_tomorrow_shows_nothing_yet(first: Municipality, seen: Region) -> None:
    first.agree(starts=first.today + timedelta(days=1))
    first.publish()
    assert seen.row(first.slug).state == "no_agreement"


def test_an_agreement_with_another_region_shows_nothing(
    app: Flask, first: Municipality, seen: Region, settings: Settings
) -> None:
    made = first.agree()
    first.publish()
    other = tenant_of(app, "kemerovo")
    with superuser(make_url(settings.database_url).database or "") as admin:
        admin.execute("UPDATE mms.share_agreement SET region_id = %s WHERE id = %s", [other.id, made.id])
    assert seen.row(first.slug).state == "no_agreement"
    assert first.slug not in {row.tenant.slug for row in Region(app, "kemerovo").table().rows}


def test_indicators_outside_the_agreement_are_not_seen(first: Municipality, seen: Region) -> None:
    first.agree(indicators=["K06"])
    first.publish()
    assert seen.cell(first.slug).status == "out_of_scope"
    assert seen.cell(first.slug, "K06").status == "ok"


def test_revoking_works_at_the_next_look(first: Municipality, seen: Region) -> None:
    made = first.agree()
    first.publish()
    assert seen.row(first.slug).state == "reported"
    with first.acting() as scope:
        revoke(scope, made.id, "Изменились цели")
    assert seen.row(first.slug).state == "no_agreement"
    with first.acting() as scope, pytest.raises(Invalid, match="уже отозвано"):
        revoke(scope, made.id, "Ещё раз")


@pytest.mark.parametrize(("trained", "rest"), [(3, 20), (20, 3), (2, 2), (3, 0)])
def test_small_groups_and_their_complements_are_hidden(
    app: Flask, seen: Region, trained: int, rest: int
) -> None:
    small = Municipality(app, "chemal")
    small.people(trained, rest)
    small.agree()
    small.publish()
    cell = seen.cell("chemal")
    assert (cell.status, cell.numerator, cell.denominator, cell.reasons) == (
        "suppressed",
        None,
        None,
        ("R13",),
    )


def test_two_worlds_that_differ_in_a_hidden_figure_look_the_same(app: Flask, seen: Region) -> None:
    """Non-interference: nothing the region can read depends on the hidden number."""
    looks = []
    for trained in (1, 2, 3, 4):
        made = [Municipality(app, slug) for slug in TENANTS[:3]]
        made[0].people(trained, 30 - trained)
        made[1].people(10, 20)
        made[2].people(8, 20)
        for one in made:
            one.agree()
            one.publish()
        told = seen.table()
        looks.append(
            (
                [
                    [(cell.status, cell.value, cell.reasons, cell.mark) for cell in row.cells]
                    for row in told.rows
                ],
                told.totals,
                told.places,
            )
        )
    assert all(look == looks[0] for look in looks[1:])
    assert looks[0][1][0].numerator == 18 and looks[0][1][0].summed == 2


def test_an_agreement_may_hide_larger_groups(first: Municipality, seen: Region) -> None:
    first.agree(min_cell=13)
    first.publish()
    assert seen.cell(first.slug).status == "suppressed"
    first.agree(min_cell=5)
    assert seen.cell(first.slug).status == "suppressed", "of two agreements the stricter decides"


def test_the_pooled_total_leaves_out_what_is_hidden(app: Flask, seen: Region) -> None:
    sizes = {"chemal": (10, 20), "maima": (6, 34), "ongudai": (2, 30)}
    for slug, (trained, rest) in sizes.items():
        one = Municipality(app, slug)
        one.people(trained, rest)
        one.agree()
        one.publish()
    total = next(one for one in seen.table().totals if one.code == "K04")
    assert (total.numerator, total.denominator, total.summed) == (16, 70, 2)
    assert total.expected == len(seen.table().rows) == 11


def test_a_correction_takes_the_place_of_the_first(first: Municipality, seen: Region) -> None:
    first.agree()
    first.publish()
    for person in first.people(0, 2):
        first.rows.training(person, date(2025, 6, 1))
    first.publish(reason="Внесены удостоверения")
    row = seen.row(first.slug)
    assert row.sent is not None and (row.sent.revision, row.sent.reason) == (2, "Внесены удостоверения")
    assert seen.cell(first.slug).numerator == 14


def test_a_month_without_any_figure_is_an_empty_table(seen: Region, first: Municipality) -> None:
    first.agree()
    first.publish()
    told = seen.table(date(2025, 11, 30))
    assert told.count("reported") == 0
    assert {total.value for total in told.totals} == {None}


def test_another_definition_is_not_comparable_and_says_why(
    first: Municipality, seen: Region, settings: Settings
) -> None:
    first.agree()
    first.publish()
    with superuser(make_url(settings.database_url).database or "") as admin:
        admin.execute(
            """
            UPDATE pub.cell SET definition = jsonb_set(definition, '{population}',
              '["field", "position", "in", ["teacher"]]') WHERE tenant_id = %s AND code = 'K04'
            """,
            [first.tenant.id],
        )
    cell = seen.cell(first.slug)
    assert (cell.status, cell.reasons, cell.mark, cell.comparable) == (
        "not_comparable",
        ("R1",),
        "not_comparable",
        False,
    )
    told = seen.table()
    others = [row.cells[0].comparable for row in told.rows if row.tenant.slug != first.slug]
    assert told.totals[0].summed == sum(others)


def test_low_coverage_is_provisional(first: Municipality, seen: Region) -> None:
    first.rows.school("вторая")
    first.agree()
    first.publish()
    cell = seen.cell(first.slug)
    assert (cell.status, cell.reasons, cell.ranked) == ("provisional", ("R7",), False)


def test_a_district_knows_the_pooled_region_of_three_at_least(app: Flask) -> None:
    made = [Municipality(app, slug) for slug in TENANTS]
    for one, (trained, rest) in zip(made, [(10, 30), (10, 20), (6, 14), (2, 30)], strict=True):
        one.people(trained, rest)
        one.publish()

    def pooled() -> object:
        with made[0].acting() as scope:
            listed = own.beside_region(scope, DAY)
            return next(one.pooled for one in listed if one.code == "K04")

    made[0].agree()
    made[1].agree()
    made[3].agree()
    assert pooled() is None, "the third one's group is small: two are left"
    made[2].agree()
    total = pooled()
    assert total is not None
    assert (total.numerator, total.denominator, total.summed) == (26, 90, 3)  # type: ignore[attr-defined]


def test_a_trend_breaks_where_the_definition_changed(
    first: Municipality, seen: Region, settings: Settings
) -> None:
    first.agree()
    first.publish(date(2025, 5, 31))
    first.publish()
    with superuser(make_url(settings.database_url).database or "") as admin:
        admin.execute(
            "UPDATE pub.cell SET definition_digest = 'other' WHERE as_of = '2025-05-31' AND code = 'K04'"
        )
    with seen.session() as (scope, db):
        told = region.series(scope, db, "K04")
    assert [(moment.as_of.month, moment.broken) for moment in told] == [(5, False), (12, True)]
    assert told[1].cells[first.tenant.id].reasons == ("R8",)


def test_an_unknown_indicator_is_not_found(seen: Region) -> None:
    with seen.session() as (scope, db), pytest.raises(NotFound):
        region.series(scope, db, "K99")


def test_statements_do_not_grow_with_municipalities(app: Flask, first: Municipality, seen: Region) -> None:
    engine = shell_of(app).region_engine
    assert engine is not None
    first.agree()
    first.publish()

    def asked() -> int:
        with statements(engine) as found:
            seen.table()
        return found.number

    one = asked()
    for slug in TENANTS[1:]:
        more = Municipality(app, slug)
        more.people(5, 5)
        more.agree()
        more.publish()
    assert asked() == one <= 3
