"""The administrator's guide works when followed to the letter."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.cli.cases import cases
from service.cli.tenants import tenants
from service.rules.catalogue import KINDS

SHIPPED = Path(__file__).parents[2] / "tenants"
GUIDE = (SHIPPED / "README.md").read_text(encoding="utf-8")
COMMANDS = {"tenants": tenants, "cases": cases}


def blocks() -> Iterator[tuple[str, str]]:
    """Give the fenced blocks of the guide in order, by language."""
    for found in re.finditer(r"^```(\w+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL):
        yield found.group(1), found.group(2)


def written(text: str) -> None:
    """Create or continue the file that the first line of a block names."""
    order, name = re.match(r"# (файл|дописать): (\S+)\n", text).groups()  # type: ignore[union-attr]
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") + "\n" if order == "дописать" else ""
    path.write_text(before + text, encoding="utf-8")


def run(command: str) -> str:
    """Run one command line of the guide and give what it printed."""
    program, group, *arguments = shlex.split(command)
    assert program == ".venv/bin/mms"
    return CliRunner().invoke(COMMANDS[group], arguments).output


def test_every_step_does_what_the_guide_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SHIPPED, tmp_path / "tenants")
    monkeypatch.chdir(tmp_path)
    output, compared = "", 0
    for language, text in blocks():
        if language == "toml":
            written(text)
        elif language == "sh":
            output = "".join(run(command) for command in text.strip().splitlines())
        elif output:
            assert text.strip() in output
            output, compared = "", compared + 1
    assert compared == 4
    stricter = Path("tenants/obrazets/lugovoy.toml")
    stricter.write_text(stricter.read_text("utf-8").replace("amount = 3", "amount = 7"), "utf-8")
    assert "Ошибок нет." in run(".venv/bin/mms tenants check tenants")
    assert "образец: Лужский" in run(".venv/bin/mms tenants export zarechny --effective --profiles tenants")


def test_every_kind_of_rule_is_described() -> None:
    table = GUIDE.split("## Виды правил")[1].split("\n## ")[0]
    assert {name for name in KINDS if f"`{name}`" not in table} == set()
