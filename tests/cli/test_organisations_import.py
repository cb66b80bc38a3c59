"""`mms import organisations`: the words of the screen, a preview that writes nothing, the same file twice."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from service.cli.main import main
from service.config import Settings
from service.people.model.organisations import Organisation
from service.registers.importing.rows import LACKING, NOTHING
from service.tenancy.model import Audit
from tests.accounts import browser_as, scope_of

SLUG = "pervomaisky"
HEAD = "Название;Код;Тип;Лишнее"
GOOD = f"{HEAD}\nШкола за рекой;river;Общеобразовательная;x\nСадик;kinder;Дошкольная;"
BAD = f"{GOOD}\nБез кода;;Другая;\nКривая;bent;Космическая;\nШкола за рекой;river;Общеобразовательная;"
Call = Callable[..., Result]


@pytest.fixture
def call(settings: Settings, app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    """Run the command over a table of these words."""
    for variable in ("database_url", "database_platform_url", "redis_url", "secret_key", "data"):
        monkeypatch.setenv(variable.upper(), str(getattr(settings, variable)))

    def called(text: str, *options: str, slug: str = SLUG) -> Result:
        path = tmp_path / "table.csv"
        path.write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, ["import", "organisations", "--tenant", slug, str(path), *options])

    return called


def codes(app: Flask) -> set[str]:
    with scope_of(app, SLUG).db as db:
        return set(db.execute(select(Organisation.code)).scalars())


@pytest.mark.parametrize(
    ("text", "slug", "said"),
    [
        ("Название;Тип\nА;Другая", SLUG, LACKING % {"titles": "Код"}),
        (HEAD, SLUG, NOTHING),
        ("<html><body>Школа</body></html>", SLUG, "Имя файла обещает CSV, а внутри HTML."),
        (GOOD, "nowhere", "Района или региона «nowhere» нет."),
    ],
)
def test_a_file_that_will_not_do_is_refused_as_a_whole(call: Call, text: str, slug: str, said: str) -> None:
    done = call(text, "--apply", slug=slug)
    assert done.exit_code == 1 and said in done.output, done.output


def test_a_preview_writes_nothing_and_the_same_file_twice_is_unchanged(call: Call, app: Flask) -> None:
    before = codes(app)
    looked = call(BAD)
    assert looked.exit_code == 1 and codes(app) == before
    assert looked.output.splitlines() == [
        "новых: 2, без изменений: 0, отклонено: 3",
        "Столбцы не знакомы и не читаются: Лишнее.",
        "4. Без кода. Код: Заполните это поле.",
        "5. Кривая. Тип: Выберите из списка.",
        "6. Школа за рекой. Название: Повторяет строку 2.",
        "Ничего не записано: добавьте --apply.",
    ]
    table = {"file": (io.BytesIO(BAD.encode()), "table.csv")}
    shown = browser_as(app, SLUG, "administrator").post(f"/{SLUG}/organisations/import", 200, **table)
    reasons = [" ".join(node.text().split()) for node in shown.html.css(".form-error")]
    assert reasons == [line.partition(". ")[2].partition(". ")[2] for line in looked.output.splitlines()[2:5]]
    written = call(BAD, "--apply", "--json")
    said = json.loads(written.output)
    assert written.exit_code == 1 and said["applied"] and said["counts"] == {
        "new": 2, "unchanged": 0, "refused": 3,
    }  # fmt: skip
    assert said["rows"][2]["problems"] == [{"field": "code", "message": "Заполните это поле."}]
    assert codes(app) - before == {"river", "kinder"}
    again = call(GOOD, "--apply")
    assert again.exit_code == 0 and again.output.startswith("новых: 0, без изменений: 2, отклонено: 0")
    with scope_of(app, SLUG).db as db:
        told = db.execute(select(Audit.detail).where(Audit.event == "organisation.imported")).scalars().all()
    assert [one["new"] for one in told] == [2], "once, by what was written"
