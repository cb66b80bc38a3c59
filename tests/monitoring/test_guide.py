"""docs/how-a-figure-is-computed.md: its example is computed, its words are those of the screens."""

import re
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner

from service.cli.cases import cases
from service.monitoring.rules import canonical
from service.profiles.directory import read_directory
from service.profiles.strata import LATEST
from service.rules.indicators.figure import TargetStatus, ValueStatus

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "how-a-figure-is-computed.md").read_text(encoding="utf-8")
EXAMPLES = re.compile(r"^```toml\n(# примеры к правилам: (\S+)\n.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_worked_example_comes_out_as_the_guide_says(tmp_path: Path) -> None:
    (text, slug), *others = EXAMPLES.findall(GUIDE)
    assert not others
    path = tmp_path / f"{slug}.cases.toml"
    path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cases, [str(path), "--profiles", str(ROOT / "tenants")])
    assert result.exit_code == 0, result.output
    assert "Примеров: 4, не прошло: 0." in result.output


@pytest.mark.parametrize("status", [*ValueStatus, *TargetStatus])
def test_every_state_is_explained(status: str) -> None:
    assert f"| `{status}` |" in GUIDE


def test_the_states_are_named_as_on_screen() -> None:
    known = {entry.msgid for entry in polib.pofile(str(ROOT / "locales/ru/LC_MESSAGES/messages.po"))}
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| `\w+` \|$", GUIDE, re.MULTILINE)
    assert len(rows) == 13
    assert [words for words in rows if words != "0,0 %" and words not in known] == []


def test_the_canonical_codes_are_those_of_the_base_layer() -> None:
    profile = read_directory(ROOT / "tenants").profile("luga", LATEST)
    codes = [one.code for one in canonical(profile) if one.rule.layer == "base"]
    assert len(codes) == 13
    assert "тринадцать, коды K01–K13" in GUIDE and (codes[0], codes[-1]) == ("K01", "K13")
