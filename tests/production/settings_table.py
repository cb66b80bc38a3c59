"""Writes the table of settings in the operator's guide anew: python -m tests.production.settings_table."""

from service.config import VARIABLES
from tests.architecture.sources import ROOT

GUIDE = ROOT / "docs" / "operations.md"
START, END = "<!-- settings -->", "<!-- /settings -->"


def table() -> str:
    """The variables as a Markdown table."""
    lines = ["| переменная | вид | по умолчанию | нужна | что задаёт |", "|---|---|---|---|---|"]
    for one in VARIABLES:
        needed = ", ".join(one.needed) or "нет"
        default = f"`{one.default}`" if one.default.isascii() and one.default else one.default or "–"
        lines.append(f"| `{one.name}` | {one.form} | {default} | {needed} | {one.about} |")
    return "\n".join(lines)


if __name__ == "__main__":
    text = GUIDE.read_text("utf-8")
    before, rest = text.split(START, 1)
    after = rest.split(END, 1)[1]
    GUIDE.write_text(f"{before}{START}\n{table()}\n{END}{after}", "utf-8")
