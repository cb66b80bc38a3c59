"""Static files: ours over the parts of Bootstrap in use, hashed, compressed, within the budget."""

import re

import pytest

from service.web.assets import collect, icon, script, stylesheet
from service.web.stylesheet import dark_theme, without_components

WIRE_BUDGET = 60_000
"""Bytes of all static files as compressed by gzip, so that a first page stays under 100 kB."""


@pytest.fixture(scope="module")
def assets(tmp_path_factory):
    return collect(tmp_path_factory.mktemp("assets"))


def test_every_file_is_named_by_its_content_and_has_compressed_twins(assets):
    for name in assets.names.values():
        assert re.fullmatch(r"\w+\.[0-9a-f]{12}\.\w+", name)
        twins = [assets.directory / (name + ending) for ending in ("", ".gz", ".br")]
        assert all(twin.exists() for twin in twins)


def test_collecting_again_changes_nothing(assets):
    before = {path.name: path.stat().st_mtime_ns for path in assets.directory.iterdir()}
    assert collect(assets.directory).names == assets.names
    assert {path.name: path.stat().st_mtime_ns for path in assets.directory.iterdir()} == before


def test_all_static_files_together_keep_the_budget(assets):
    sizes = [(assets.directory / f"{name}.gz").stat().st_size for name in assets.names.values()]
    assert sum(sizes) < WIRE_BUDGET


def test_nothing_is_fetched_from_another_host():
    css = re.sub(r"url\(\"data:[^)]*\)", "", stylesheet().decode())
    assert "://" not in css
    assert "sourceMappingURL" not in script().decode()


def test_unused_components_are_dropped_and_the_rest_kept():
    css = "@media (min-width:1px){.modal{a:b}.row,.modal-x{c:d}}.modal,.btn:not(.x,.y){e:f}@font-face{g:h}"
    assert without_components(css) == "@media (min-width:1px){.row{c:d}}.btn:not(.x,.y){e:f}@font-face{g:h}"


def test_dark_theme_answers_both_ways_to_ask():
    css = dark_theme("--paper: #000;")
    assert "prefers-color-scheme:dark" in css
    assert '[data-bs-theme="dark"]' in css
    assert css.count("--paper: #000;") == 2


def test_icons_are_inlined_and_a_wrong_name_is_an_error():
    assert icon("list").startswith('<svg class="icon"')
    with pytest.raises(LookupError):
        icon("no-such-icon")
