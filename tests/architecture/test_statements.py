"""Statements are never put together from text, and the tenant is announced in one place only."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import SERVICE, named, sources

ANNOUNCING = "service/tenancy/context.py"
FORBIDDEN = {
    r"set_config\s*\(": "set_config is not propagated by a sharded database",
    r"\b(?:GROUPING SETS|CUBE|ROLLUP)\b|grouping_sets|\.rollup\(": "refused over shards",
    r"AUTOCOMMIT": "loses the tenant at the first statement",
    r"NullPool": "connecting costs more than a page",
    r"row_security\s*=": "isolation is not switched off here",
    r"render_template_string|(?<!storage_)from_string\(": "a template is never made from what somebody typed",
    r"pickle": "nothing is unpickled",
    r"hide_parameters.{0,5}False": "errors name statements, never values",
}
EXCEPT = {
    r"row_security\s*=": ("service/launcher/",),
    r"AUTOCOMMIT": ("service/cli/",),  # making roles and databases, with no tenant and outside transactions
    r"NullPool": ("service/cli/",),
    "pickle": ("service/jobs/queue.py",),
}
OF_OUR_NAMES = frozenset(
    {
        ANNOUNCING,  # integers that it formats itself
        "service/cli/doctor.py",  # the name of a role, from the launcher's list
        "service/cli/external.py",  # the same
        "service/monitoring/frozen.py",  # the joins of the listing's own tables
        "service/people/actions/undoing.py",  # tables and columns looked up in the models
        "service/registers/actions.py",  # the table of a declared register
    }
)
"""Reviewed: statements whose names, never values, are put together."""


def calls_with_made_text(path: Path) -> Iterator[str]:
    """Calls of text() with an f-string, a format or a sum; `context.py` formats integers only."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        made = isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
        if name == "text" and made:
            yield f"{named(path)}:{node.lineno}"


def test_no_statement_is_made_of_text() -> None:
    found = [place for path in sources(SERVICE) for place in calls_with_made_text(path)]
    assert [place for place in found if place.split(":")[0] not in OF_OUR_NAMES] == []


def test_only_one_place_announces_a_tenant() -> None:
    found = [named(path) for path in sources(SERVICE) if "SET LOCAL" in path.read_text("utf-8")]
    assert found == [ANNOUNCING]


def test_forbidden_words_do_not_occur() -> None:
    found = []
    for path in sources(SERVICE):
        source = path.read_text("utf-8")
        for pattern, why in FORBIDDEN.items():
            excused = any(named(path).startswith(part) for part in EXCEPT.get(pattern, ()))
            if re.search(pattern, source) and not excused:
                found.append(f"{named(path)}: {why}")
    assert found == []
