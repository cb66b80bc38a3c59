"""Which operations of a migration would break the release before it, found in its source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

FORBIDDEN = frozenset({
    "drop_column", "drop_table", "rename_table", "drop_constraint", "create_check_constraint",
    "create_unique_constraint", "create_foreign_key", "create_exclude_constraint", "create_primary_key",
})  # fmt: skip
"""A constraint on a table that old code writes to may refuse its rows; a reference from a new column not."""
SQL = re.compile(
    r"\bDROP\s+(?:TABLE|COLUMN|SCHEMA|FUNCTION|VIEW|TYPE|POLICY|ROLE)\b|\bRENAME\b|\bSET\s+NOT\s+NULL\b"
    r"|\bALTER\s+COLUMN\s+\S+\s+(?:SET\s+DATA\s+)?TYPE\b|\bREVOKE\b.*\bFROM\s+mun_|\bTRUNCATE\b",
    re.IGNORECASE | re.DOTALL,
)
UNUSED = re.compile(r"^Unused since: (\d{4})$", re.MULTILINE)


def faults(source: str, released: str) -> list[str]:
    """What a migration does that the code of the release before it would not survive.

    One that takes away what already the previous release did not use says so: "Unused since: 0004".
    """
    tree = ast.parse(source)
    said = UNUSED.search(ast.get_docstring(tree) or "")
    if said is not None and said[1] <= released:
        return []
    body = [node for node in tree.body if getattr(node, "name", "") != "downgrade"]
    made, added = set(_created(body)), set(_added(body))
    found = []
    for call in _calls(body):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        table = _text(call.args[0]) if call.args else ""
        of_new = name == "create_foreign_key" and _columns(call) & added
        if name in FORBIDDEN and not of_new and not (made & {_text(one) for one in call.args}):
            found.append(f"{name} {table}")
        if name == "alter_column":
            found += [f"alter_column {table} {key}" for key in _narrowing(call)]
        if name == "add_column" and _required(call) and table not in made:
            found.append(f"add_column {table} without a default")
        if (
            name == "create_index"
            and _flag(call, "unique")
            and not (made & {_text(one) for one in call.args})
        ):
            found.append(f"create_index {table} unique")
    found += [match[0] for text in _texts(body) if (match := SQL.search(text))]
    return found


def _calls(body: list[ast.stmt]) -> Iterator[ast.Call]:
    for statement in body:
        yield from (node for node in ast.walk(statement) if isinstance(node, ast.Call))


def _created(body: list[ast.stmt]) -> Iterator[str]:
    """Tables that the migration itself makes: nobody writes to them yet."""
    for call in _calls(body):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "create_table":
            yield _text(call.args[0])


def _added(body: list[ast.stmt]) -> Iterator[str]:
    """Columns that the migration itself adds: old code leaves them empty, and every reference from them."""
    for call in _calls(body):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "add_column":
            column = next((one for one in call.args if isinstance(one, ast.Call)), None)
            if column is not None and not _required(call):
                yield _text(column.args[0])


def _columns(call: ast.Call) -> set[str]:
    """The columns that a reference leads from."""
    lists = [one for one in call.args if isinstance(one, ast.List)]
    return {_text(one) for one in lists[0].elts} if lists else set()


def _texts(body: list[ast.stmt]) -> Iterator[str]:
    for statement in body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _text(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _flag(call: ast.Call, name: str) -> bool:
    return any(one.arg == name and getattr(one.value, "value", None) is True for one in call.keywords)


def _narrowing(call: ast.Call) -> list[str]:
    told = []
    for one in call.keywords:
        if one.arg in ("type_", "new_column_name"):
            told.append(one.arg)
        if one.arg == "nullable" and getattr(one.value, "value", None) is False:
            told.append("nullable")
    return told


def _required(call: ast.Call) -> bool:
    column = next((one for one in call.args if isinstance(one, ast.Call)), None)
    if column is None:
        return False
    given = {one.arg: one.value for one in column.keywords}
    nullable = getattr(given.get("nullable"), "value", True)
    computed = any("Computed" in ast.dump(one) or "Identity" in ast.dump(one) for one in column.args)
    return nullable is False and "server_default" not in given and not computed


def since(versions: Path, released: str) -> list[Path]:
    """The migrations that the previous release did not have."""
    return sorted(path for path in versions.glob("[0-9]*.py") if path.name[:4] > released)
