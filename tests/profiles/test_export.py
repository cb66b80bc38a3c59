"""Written profiles are read back the same: the own layer, and the flat view of all layers."""

import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.profiles.directory import Directory, read_directory
from service.profiles.entries import Content, NoteEntry, RuleEntry
from service.profiles.place import Document
from service.profiles.problems import Problem
from service.profiles.reader import read_layer
from service.profiles.strata import LATEST, pile
from service.profiles.versions import content_data, content_from_data, content_hash
from service.profiles.writer import export, export_effective
from tests.profiles.trees import BINDING, CHOICE_OF_BASE, DISTRICT, DRAFT, NOTICE, QUORUM, read, tree

SHIPPED = Path(__file__).parents[2] / "tenants"


@pytest.fixture(scope="module")
def shipped() -> Directory:
    return read_directory(SHIPPED)


def reread(text: str) -> Content:
    problems: list[Problem] = []
    layer = read_layer([Document("export", tomllib.loads(text))], problems)
    assert problems == []
    return layer.content


def test_every_shipped_layer_survives_export(shipped: Directory) -> None:
    for slug, layer in shipped.layers.items():
        assert reread(export(layer.content)) == layer.content, slug


def test_every_shipped_layer_survives_storage(shipped: Directory) -> None:
    for layer in shipped.layers.values():
        assert content_from_data(content_data(layer.content)) == layer.content


def test_flat_views_are_accepted_in_place_of_the_files(shipped: Directory, tmp_path: Path) -> None:
    root = tmp_path / "tenants"
    shutil.copytree(SHIPPED, root)
    for slug, layer in shipped.layers.items():
        card = layer.content.tenant
        if card is None or card.kind == "region":
            continue
        folder = root / card.region
        shutil.rmtree(folder / slug, ignore_errors=True)
        (folder / f"{slug}.toml").write_text(export_effective(pile(slug, LATEST, shipped.versions)), "utf-8")
    again = read_directory(root)
    assert [str(problem) for problem in again.problems] == []
    for slug in again.layers:
        flat, layered = again.profile(slug), shipped.profile(slug)
        assert {key: (rule.params, rule.severity, rule.readings) for key, rule in flat.rules.items()} == {
            key: (rule.params, rule.severity, rule.readings) for key, rule in layered.rules.items()
        }


def test_the_flat_view_says_whose_rule_it_is(tmp_path: Path) -> None:
    directory = read(tmp_path, district=DISTRICT + QUORUM + CHOICE_OF_BASE, oblast__sosed=DRAFT)
    text = export_effective(pile("sosed", date(2026, 1, 1), directory.versions))
    assert '# region: образец: Район\n[[rule]]\nid = "council.decision_quorum"' in text
    assert 'status = "draft"' in text
    root = tree(tmp_path, district=DISTRICT + QUORUM + CHOICE_OF_BASE, oblast__sosed=text)
    assert read_directory(root).problems == ()


def test_the_flat_view_forgets_settings_of_rules_that_the_act_replaced(tmp_path: Path) -> None:
    own = (
        DRAFT
        + """
[act]
title = "О службе соседа"
citation = "Приказ № 9"
date = 2025-04-01
"""
    )
    filled = QUORUM.replace('base = "established"', 'base = "filled"')
    root = tree(tmp_path, district=DISTRICT + QUORUM + CHOICE_OF_BASE, oblast__sosed=own + filled)
    directory = read_directory(root)
    (root / "oblast/sosed.toml").write_text(
        export_effective(pile("sosed", LATEST, directory.versions)), "utf-8"
    )
    again = read_directory(root)
    assert [str(problem) for problem in (*directory.problems, *again.problems)] == []
    assert again.layers["sosed"].content.settings[0].sets == ()
    assert again.profile("sosed").params("council.decision_quorum").base == "filled"


def test_the_flat_view_below_a_binding_region_is_accepted(tmp_path: Path) -> None:
    files = {"region": BINDING + QUORUM + CHOICE_OF_BASE}
    directory = read(tmp_path, district=DISTRICT + NOTICE, **files)
    text = export_effective(pile("rayon", LATEST, directory.versions))
    assert "# region: Приказ № 7" in text
    assert read(tmp_path, district=text, **files).problems == ()


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1).filter(str.strip)
values = st.recursive(
    st.one_of(texts, st.integers(), st.booleans(), st.dates()),
    lambda inner: st.one_of(st.lists(inner, min_size=1), st.dictionaries(texts, inner, min_size=1)),
    max_leaves=12,
)


@settings(deadline=None, max_examples=50)
@given(title=texts, quote=texts, params=st.dictionaries(texts, values), note=texts)
def test_any_text_and_parameters_survive(
    title: str, quote: str, params: dict[str, object], note: str
) -> None:
    rule = RuleEntry("people.any", "list", title, params, clause="п. 1", quote=quote)
    content = Content(rules=(rule,), notes=(NoteEntry("people.note", note),))
    assert reread(export(content)) == content
    assert content_hash(content_from_data(content_data(content))) == content_hash(content)
