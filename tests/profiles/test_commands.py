"""`mms tenants` and `mms cases`: what they print and how they end."""

from pathlib import Path

from click.testing import CliRunner

from service.cli.cases import cases
from service.cli.tenants import tenants
from service.rules.catalogue import RULES
from tests.profiles.trees import DISTRICT, QUORUM, tree

CASE = """
[[case]]
title = "Восьми мало"
rule = "council.decision_quorum"
given = { form = "in_person", established = 13, present = 8 }
expect = { status = "STATUS" }
"""


def with_case(root: Path) -> Path:
    """Write a tree whose only case passes."""
    files = {"oblast__rayon.cases": CASE.replace("STATUS", "fail")}
    return tree(root, district=DISTRICT + QUORUM, **files)


def test_check_ends_with_one_on_a_fault(tmp_path: Path) -> None:
    good = tree(tmp_path / "good", district=DISTRICT + QUORUM)
    result = CliRunner().invoke(tenants, ["check", str(good)])
    assert (result.exit_code, "Ошибок нет." in result.output) == (0, True)
    bad = tree(tmp_path / "bad", district=DISTRICT + QUORUM.replace("2/3", "3/2"))
    result = CliRunner().invoke(tenants, ["check", str(bad)])
    assert result.exit_code == 1
    assert f"{bad}/oblast/rayon.toml:19: rule[council.decision_quorum].params.share:" in result.output


def test_check_of_no_folder(tmp_path: Path) -> None:
    result = CliRunner().invoke(tenants, ["check", str(tmp_path / "none")])
    assert (result.exit_code, "нет такой папки" in result.output) == (1, True)


def test_cases_end_with_one_on_a_failure(tmp_path: Path) -> None:
    root = with_case(tmp_path / "tenants")
    result = CliRunner().invoke(cases, ["--profiles", str(root)])
    assert (result.exit_code, "не прошло: 0." in result.output) == (0, True)
    elsewhere = tmp_path / "elsewhere" / "rayon.cases.toml"
    elsewhere.parent.mkdir()
    elsewhere.write_text(CASE.replace("STATUS", "pass"), encoding="utf-8")
    result = CliRunner().invoke(cases, [str(elsewhere), "--profiles", str(root)])
    assert result.exit_code == 1
    assert "status: ожидалось 'pass', получено 'fail'" in result.output


def test_cases_of_a_folder_and_of_a_missing_file(tmp_path: Path) -> None:
    root = with_case(tmp_path)
    result = CliRunner().invoke(cases, [str(root / "oblast"), "--profiles", str(root)])
    assert (result.exit_code, "Примеров: 1, не прошло: 0." in result.output) == (0, True)
    result = CliRunner().invoke(cases, [str(root / "none.cases.toml"), "--profiles", str(root)])
    assert (result.exit_code, "нет такого файла" in result.output) == (1, True)


def test_help_lists_every_rule_with_its_facts() -> None:
    output = CliRunner().invoke(cases, ["--help"]).output
    words = output.replace(",", " ").split()
    for rule_id, spec in RULES.items():
        assert rule_id in words
        assert set(spec.facts) <= set(words)


def test_export_of_an_unknown_profile(tmp_path: Path) -> None:
    root = tree(tmp_path)
    result = CliRunner().invoke(tenants, ["export", "gorod", "--profiles", str(root)])
    assert (result.exit_code, "Есть: base, oblast, rayon." in result.output) == (1, True)
