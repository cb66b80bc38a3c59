"""Lives of rows in a small register."""

from typing import Any

Row = dict[str, Any]


def span(*rows: Any) -> Row:
    """The life in which all rows hold."""
    firsts = [row.valid.lower for row in rows if row.valid.lower]
    ends = [row.valid.upper for row in rows if row.valid.upper]
    return {"from": max(firsts, default=None), "to": min(ends, default=None)}
