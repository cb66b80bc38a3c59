"""A test that claims a clause of a regulation names one that exists."""

import pytest

from tests.clauses import LIST, ROOT, listed, named, report

SOURCES = sorted((ROOT / "tests").rglob("*.py"))


def test_every_clause_a_test_claims_exists() -> None:
    known = listed()
    if not known:
        pytest.skip(f"{LIST} is not there: the ids of clauses cannot be compared")
    claimed = [
        (path.relative_to(ROOT), line, name)
        for path in SOURCES
        for line, name in named(path.read_text("utf-8"))
    ]
    assert claimed
    wrong = [
        f"{path}:{line}: {name}" for path, line, name in claimed if name is not None and name not in known
    ]
    assert not wrong, "\n".join(wrong)


def test_a_clause_is_found_in_the_words_of_a_test() -> None:
    source = '@pytest.mark.clause("A-1", "A-2")\ndef test(): ...\nmark = pytest.mark.clause(*rows)\n'
    assert list(named(source)) == [(1, "A-1"), (1, "A-2"), (3, None)]


def test_the_report_counts_each_statement_once() -> None:
    if not listed():
        pytest.skip(f"{LIST} is not there: nothing to count")
    lines = report(["LU2-4.9-twothirds", "LU2-4.9-twothirds", "no such clause"])
    assert lines[0].split()[2] == "1"
    assert [line.split()[0] for line in lines[1:]] == ["council"]
