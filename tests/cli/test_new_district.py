"""The recipe by files of docs/new-district.md works when followed to the letter, on a real database."""

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from service.app import create_app
from service.cli.main import main
from service.config import Settings
from service.profiles.profile import Profile
from tests.accounts import scope_of
from tests.client import Browser
from tests.database import database, settings_for

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "new-district.md").read_text(encoding="utf-8")
DISTRICT, REGION = "Район по файлам", "Регион по файлам"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
QUORUM = "council.decision_quorum"
MODEL = "образец: Лужский муниципальный район"


@dataclass
class Desk:
    """The project's folder on the server, and the service that runs on the same database."""

    folder: Path
    settings: Settings
    app: Flask

    def follow(self, title: str) -> Iterator[str]:
        """Do what the blocks under a heading say; gives what the commands printed, answer by answer."""
        part = GUIDE.split(f"\n## {title}\n")[1].split("\n## ")[0]
        output = ""
        for found in BLOCK.finditer(part):
            language, text = found.groups()
            if language == "toml":
                self.write(text)
            elif language == "csv":
                named = re.findall(r"`(\S+\.csv)`", part[: found.start()])[-1]
                (self.folder / named).write_text(text, encoding="utf-8")
            elif language == "sh":
                output = "".join(run(line) for line in text.strip().splitlines())
            else:
                assert text.strip() in output, output
                yield output

    def write(self, text: str) -> Path:
        """Write the file that the first line of a block names."""
        named = re.match(r"# файл: (\S+)\n", text)
        assert named, text
        path = self.folder / named[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


def run(line: str, code: int = 0) -> str:
    """Run a command line of the guide; what it printed."""
    program, *arguments = shlex.split(line)
    assert program == ".venv/bin/mms"
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A copy of the shipped profiles beside a service."""
    shutil.copytree(ROOT / "tenants", tmp_path / "tenants")
    monkeypatch.chdir(tmp_path)
    with database() as name:
        settings = settings_for(name, tmp_path / "data")
        for variable in ("database_url", "database_platform_url", "redis_url", "secret_key", "data"):
            monkeypatch.setenv(variable.upper(), str(getattr(settings, variable)))
        app = create_app(settings)
        yield Desk(tmp_path, settings, app)


def rules_of(desk: Desk, slug: str, on: date = date(2026, 10, 1)) -> Profile:
    """The rules of a tenant on a day."""
    scope = scope_of(desk.app, slug, on=on)
    with scope.db:
        return scope.profile


def enter(desk: Desk, printed: str) -> Browser:
    """Follow the link that a command printed last, set a password, stand before the first day."""
    browser, path = Browser(desk.app), "/account/link/" + printed.strip().rpartition("/")[2]
    assert (
        browser.send(path, form=path, password="Ладога лодка весло 4").one("h1").text() == "Настройка района"
    )
    return browser


def test_a_district_begins_as_a_draft_and_becomes_its_own(desk: Desk) -> None:
    steps = desk.follow(DISTRICT)
    next(steps)
    begun = rules_of(desk, "volkhov")
    told = [str(rule.source_label) for rule in begun.rules.values() if rule.clause]
    assert begun.draft and set(told) == {MODEL}, "every clause says whose it is"
    next(steps)
    browser = enter(desk, next(steps))
    assert MODEL in browser.get("/volkhov/profile").text
    assert "Соблюдено" in browser.get("/volkhov/compliance/").text
    next(steps)
    assert "лицей" not in browser.get("/volkhov/organisations").text, "looked at, not written"
    next(steps)
    assert "Волховский лицей" in browser.get("/volkhov/organisations").text
    next(steps)
    mixed = rules_of(desk, "volkhov")
    assert not mixed.draft and mixed.rules[QUORUM].source_label is None
    assert str(mixed.rules["council.frequency"].source_label) == MODEL
    next(steps)
    own = rules_of(desk, "volkhov")
    assert own.rules[QUORUM].clause == "п. 14"
    assert not [rule.id for rule in own.rules.values() if rule.source_label]
    assert rules_of(desk, "volkhov", date(2026, 8, 1)).rules[QUORUM].clause == "п. 4", "the past stays"
    assert next(steps, None) is None


def test_a_region_begins_on_a_model_and_binds_by_its_own_act(desk: Desk) -> None:
    steps = desk.follow(REGION)
    next(steps)
    assert str(rules_of(desk, "zarechny").rules["council.notice"].source_label) == MODEL
    next(steps)
    bound = rules_of(desk, "zarechny").rules["council.notice"]
    assert (bound.owner, bound.clause, bound.source_label) == ("primer", "п. 8", None)
    enter(desk, next(steps))
    assert next(steps, None) is None


BAD = {
    'slug = "volkhov"': ('slug = "Волхов"', "не годится: строчные латинские буквы"),
    'region = "leningrad"': ('region = "leningradskaya"', "по расположению файла должно быть «leningrad»"),
    "effective_from = 2026-03-01": ("effective_from = 2026-02-01", "раньше даты акта"),
    'share = "1/2"': ('share = "3/2"', "больше единицы"),
    'quote = "4.': ('qoute = "4.', "qoute"),
}


def test_bad_files_are_refused_by_line_and_nothing_is_written(desk: Desk) -> None:
    part = GUIDE.split(f"\n## {DISTRICT}\n")[1]
    good = next(text for language, text in BLOCK.findall(part) if language == "toml" and "[act]" in text)
    for right, (wrong, told) in BAD.items():
        assert right in good
        desk.write(good.replace(right, wrong))
        for command in ("check", "apply"):
            said = run(f".venv/bin/mms tenants {command} tenants", code=1)
            assert told in said and "tenants/leningrad/volkhov.toml:" in said, said
    assert "volkhov" not in {one.slug for one in desk.app.extensions["shell"].list_tenants()}


def test_two_districts_of_one_address_are_refused(desk: Desk) -> None:
    taken = (desk.folder / "tenants" / "leningrad" / "tikhvin.toml").read_text(encoding="utf-8")
    copy = desk.folder / "tenants" / "tomsk" / "tikhvin.toml"
    copy.write_text(taken.replace('"leningrad"', '"tomsk"'), encoding="utf-8")
    assert "tikhvin" in run(".venv/bin/mms tenants check tenants", code=1)
