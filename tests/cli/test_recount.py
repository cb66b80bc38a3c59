"""`mms recount`: outcomes once more from the votes; a difference is told and ends with code 1."""

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from service.cli.main import main
from service.config import Settings
from tests.meetings.council import Council
from tests.meetings.variants import profile_of, with_params


@pytest.fixture
def mms(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> object:
    """The command line on the database of this module."""
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("REDIS_URL", settings.redis_url)
    monkeypatch.setenv("SECRET_KEY", settings.secret_key)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments))

    return run


def test_decisions_are_counted_again(app: Flask, mms) -> None:  # type: ignore[no-untyped-def]
    council = Council(app, "luga").seated(4)
    _, items = council.opened(4, items=3)
    for item, votes in zip(items, ("++++", "+++-", "++--"), strict=True):
        council.voted(item, votes)
    result = mms("recount", "--tenant", "luga")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "Решений: 3, расходится: 0.")
    stricter = with_params(profile_of(app, "luga"), "council.majority", share="3/4", op="more_than")
    other = Council(app, "luga", profile=stricter).seated(4)
    _, (item,) = other.opened(4)
    assert other.voted(item, "+++-").outcome == "rejected"
    result = mms("recount", "--tenant", "luga")
    assert result.exit_code == 1
    said, last = result.stdout.splitlines()
    assert "записано rejected 3/1/0, по голосам adopted 3/1/0" in said
    assert last == "Решений: 4, расходится: 1."
    assert mms("recount", "--tenant", "nowhere").exit_code == 1
