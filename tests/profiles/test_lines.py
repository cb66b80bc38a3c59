"""The line index knows exactly the paths that the TOML reader knows."""

import tomllib
from pathlib import Path

import pytest

from service.profiles.lines import line_index, line_of, paths_of

SHIPPED = Path(__file__).parents[2] / "tenants"

TRICKY = '''a = 1 # [not a table]
[x.y]
b = { c = "q\\"]", "d e" = [1,
 2, {f=1, g.h = ']'}] }
[[r]]
id="1" # c
z = """
[[no]]
\\"""b""""
lit = \'\'\'it's " fine\'\'\'
[r.params]
k.l = 1
[[s]]
q = 1979-05-27 07:32:00
[[r]]
id='x'
[[r.inner]]
deep = true
[[r.inner]]
deep = [
  # a comment ]
  { code = "one" },

  { code = "two" },
]
'''


def test_paths_are_those_of_the_reader() -> None:
    assert set(line_index(TRICKY)) == set(paths_of(tomllib.loads(TRICKY)))


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.toml")), ids=lambda path: path.name)
def test_paths_of_shipped_files(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    assert set(line_index(content)) == set(paths_of(tomllib.loads(content)))


def test_lines_are_where_things_begin() -> None:
    index = line_index(TRICKY)
    assert index["x", "y", "b", "d e", 1] == 4
    assert index["r", 0, "z"] == 7
    assert index["r", 0, "params", "k", "l"] == 12
    assert index["r", 1] == 15
    assert index["r", 1, "inner", 1, "deep", 1, "code"] == 24


def test_an_unknown_path_gives_its_nearest_ancestor() -> None:
    index = line_index(TRICKY)
    assert line_of(index, ("r", 1, "params", "share")) == 15
    assert line_of(index, ("nothing",)) == 1


def test_windows_line_ends_count_once() -> None:
    assert line_index("a = 1\r\nb = 2\r\n") == {("a",): 1, ("b",): 2}
