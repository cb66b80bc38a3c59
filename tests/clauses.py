"""Which clauses of the five regulations the tests prove: `@pytest.mark.clause("LU2-4.9-twothirds")`."""

import ast
import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT.parent / "shared" / "clauses.csv"
"""All statements of the regulations; not part of the repository, so it may be absent."""
PROPERTY = "clause"
NOT_TESTED = "context"


@cache
def listed() -> dict[str, tuple[str, str]]:
    """Module and kind of every statement by its id; empty when the list is absent."""
    if not LIST.exists():
        return {}
    with LIST.open(encoding="utf-8", newline="") as file:
        return {row["id"]: (row["module"], row["kind"]) for row in csv.DictReader(file)}


def named(source: str) -> Iterator[tuple[int, object]]:
    """Line and value of every argument of a `mark.clause(...)`; what is not a plain string comes as None."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.clause"):
            for given in node.args:
                yield node.lineno, given.value if isinstance(given, ast.Constant) else None


def report(proved: Iterable[str]) -> list[str]:
    """How many statements that need a test are proved, by module; the least proved last."""
    wanted = {key: module for key, (module, kind) in listed().items() if kind != NOT_TESTED}
    found = set(proved) & wanted.keys()
    total, done = Counter(wanted.values()), Counter(wanted[key] for key in found)
    lines = [f"{module:<14} {done[module]:>4} of {total[module]}" for module in total if done[module]]
    lines.sort()
    return [f"{'all modules':<14} {len(found):>4} of {len(wanted)}", *lines] if found else []
