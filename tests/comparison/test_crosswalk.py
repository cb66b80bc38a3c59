"""In what definitions differ: one attribute changed, exactly its code returned; the shipped regulations."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from service.cli.tenants import SHIPPED
from service.comparison.queries.canonical import local_of
from service.comparison.rules.cells import EXACT, RECALCULATED, REFERENCE
from service.comparison.rules.crosswalk import REASON_WORDS, Reason, differences, digest_of, shape_of
from service.monitoring.figures import Counted
from service.monitoring.rules import approved, canonical
from service.profiles.directory import read_directory
from service.rules.indicators.assessment import figure_from_counts
from service.rules.indicators.figure import Counts
from service.rules.indicators.params import parse

HOURS = {"field": "hours", "op": "gte", "value": 16}
KINDS = {"field": "kind", "op": "in", "value": ["pk", "pp"]}
TRAINED = {"exists": "trainings", "window": "calendar_year", "where": [KINDS, HOURS]}
TEACHERS = {"field": "position", "op": "in", "value": ["teacher"]}
BASE: Mapping[str, Any] = {
    "code": "x", "indicator": "share", "subject": "people", "population": TEACHERS, "numerator": TRAINED,
}  # fmt: skip

CHANGES = {
    "population": ({"population": {**TEACHERS, "value": ["teacher", "head"]}}, [Reason.POPULATION]),
    "no population": ({"population": None}, [Reason.POPULATION]),
    "age in the population": (
        {"population": {"all": [TEACHERS, {"field": "age", "op": "lt", "value": 35}]}},
        [Reason.POPULATION],
    ),
    "window": ({"numerator": {**TRAINED, "window": "school_year"}}, [Reason.WINDOW]),
    "since": ({"numerator": {**TRAINED, "window": "since"}, "since": "2023-01-01"}, [Reason.WINDOW]),
    "threshold": ({"numerator": {**TRAINED, "where": [KINDS, {**HOURS, "value": 72}]}}, [Reason.THRESHOLD]),
    "event": ({"numerator": {**TRAINED, "where": [{**KINDS, "value": ["pk"]}, HOURS]}}, [Reason.EVENT]),
    "another register": (
        {"numerator": {"exists": "routes", "window": "as_of"}},
        [Reason.WINDOW, Reason.EVENT],
    ),
    "form": ({"indicator": "count"}, [Reason.UNIT]),
    "base of a count": ({"indicator": "count", "per": "K09"}, [Reason.UNIT]),
}


def shape(**changed: Any) -> dict[str, Any]:
    given = {name: value for name, value in {**BASE, **changed}.items() if value is not None}
    return shape_of(parse(given))


@pytest.mark.parametrize("name", CHANGES)
def test_one_change_gives_its_own_code(name: str) -> None:
    changed, expected = CHANGES[name]
    assert list(differences(shape(**changed), shape())) == sorted(expected)
    assert list(differences(shape(), shape(**changed))) == sorted(expected)
    assert digest_of(shape(**changed)) != digest_of(shape())


def test_order_words_and_targets_do_not_matter() -> None:
    turned = {**TRAINED, "where": [HOURS, {**KINDS, "value": ["pp", "pk"]}]}
    same = shape(numerator=turned, target={"op": "at_least", "value": "1/10"}, short="Прошли")
    assert differences(same, shape()) == () and digest_of(same) == digest_of(shape())


def test_every_code_has_words() -> None:
    assert set(REASON_WORDS) == set(Reason)


# regulations.md (c): A - the local definition equals the canonical one, B - recalculated, S - for reference.
RELATIONS = {
    "ust-koksa": {
        **dict.fromkeys(("K01", "K02", "K03", "K04", "K07", "K08", "K09", "K10", "K11"), (EXACT, ())),
        "K06": (RECALCULATED, ("R5",)),
        **dict.fromkeys(("K05", "K12", "K13"), (REFERENCE, ())),
    },
    "oktyabrsky": {
        "K01": (RECALCULATED, ("R2", "R3", "R5")),
        "K12": (RECALCULATED, ("R3", "R5")),
        **dict.fromkeys(("K05", "K13"), (EXACT, ())),
        **dict.fromkeys(("K02", "K04", "K06", "K07", "K11"), (REFERENCE, ())),
    },
    "luga": dict.fromkeys(("K01", "K04", "K13"), (REFERENCE, ())),
}


@pytest.mark.parametrize("slug", RELATIONS)
def test_how_the_shipped_regulations_stand_to_the_vocabulary(slug: str) -> None:
    profile = read_directory(SHIPPED).profile(slug, date(2026, 12, 31))
    own = {one.params.canonical: one for one in approved(profile)}
    for one in canonical(profile):
        if one.code not in RELATIONS[slug]:
            continue
        mine = own.get(one.code)
        nothing = Counts(0, 0, 0, 0)
        counted = mine and Counted(figure_from_counts(mine.params, nothing, profile.on), nothing)
        told = local_of(one, mine, counted)
        assert (told.relation, told.reasons) == RELATIONS[slug][one.code], one.code
