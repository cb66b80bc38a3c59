"""`mms import organisations`: preview or write a table of organisations (список организаций)."""

import json
from pathlib import Path
from typing import Any

import click

from service.cli.runtime import configured
from service.cli.scopes import command_scope
from service.config import Settings
from service.core.errors import Invalid
from service.core.language import fill, translate
from service.modules import CARDS
from service.people.registers import ORGANISATIONS
from service.registers.book import Book
from service.registers.importing import keeping, trial
from service.registers.importing.rows import columns
from service.registers.importing.trial import Fate, Line, Outcome

SHOWN = 20
WORDS = {Fate.NEW: "новых", Fate.UNCHANGED: "без изменений", Fate.REFUSED: "отклонено"}


@click.command("organisations")
@click.option("--tenant", "slug", required=True, help="Район: его короткое имя в адресе.")
@click.option("--apply", "applying", is_flag=True, help="Записать; без этого только предпросмотр.")
@click.option("--json", "as_json", is_flag=True, help="Ответ в JSON.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def organisations(slug: str, applying: bool, as_json: bool, file: Path) -> None:
    """Предпросмотр или запись организаций района: XLSX, ODS, CSV с заголовками, как в выгрузке реестра.

    Отклонённые строки не записываются; если они есть, код выхода 1.
    """
    with configured() as settings:
        answer = run(settings, slug, file, write=applying)
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2) if as_json else "\n".join(words_of(answer)))
    if answer["counts"][Fate.REFUSED]:
        raise SystemExit(1)


def run(settings: Settings, slug: str, file: Path, *, write: bool) -> dict[str, Any]:
    """Read the table and write its new rows; without writing the very same is tried and taken back."""
    data = file.read_bytes()
    with command_scope(settings, slug) as scope:
        try:
            if len(data) > settings.upload_limit:
                raise click.ClickException(f"Файл больше {settings.upload_limit // 2**20} МБ. Разделите его.")
            table = keeping.tables(data, file.name)[0]
            book = Book(one for card in CARDS for one in card.registers)
            done = (trial.write if write else trial.attempt)(scope, book, ORGANISATIONS, table)
        except Invalid as problem:
            # What is wrong with the file as a whole, in the words of the page.
            raise click.ClickException("; ".join(_said(one) for one in problem.fields)) from problem
        if not write:
            scope.db.rollback()
    return _answer(done, written=write)


def _answer(done: Outcome, *, written: bool) -> dict[str, Any]:
    return {
        "applied": written,
        "counts": {str(fate): done.counts[fate] for fate in Fate},
        "passed_over": list(done.passed_over),
        "rows": [_row(one) for one in done.lines],
    }


def _row(line: Line) -> dict[str, Any]:
    problems = [{"field": one.field, "message": _said(one)} for one in line.problems]
    return {
        "row": line.row.number,
        "status": str(line.fate),
        "values": dict(line.row.texts),
        "problems": problems,
    }


def _said(one: Any) -> str:
    return fill(translate(one.msgid, "ru"), one.params, "ru")


def words_of(answer: dict[str, Any]) -> list[str]:
    """The answer in plain lines: counts, columns that nobody reads, refused rows with the reasons."""
    lines = [", ".join(f"{words}: {answer['counts'][fate]}" for fate, words in WORDS.items())]
    if answer["passed_over"]:
        lines.append(f"Столбцы не знакомы и не читаются: {', '.join(answer['passed_over'])}.")
    titles = {one.name: one.title for one in columns(ORGANISATIONS)}
    refused = [row for row in answer["rows"] if row["status"] == Fate.REFUSED]
    for row in refused[:SHOWN]:
        why = "; ".join(
            f"{titles.get(one['field'], one['field'])}: {one['message']}" for one in row["problems"]
        )
        lines.append(f"{row['row']}. {row['values'].get('name', '—')}. {why}")
    if len(refused) > SHOWN:
        lines.append(f"… и ещё {len(refused) - SHOWN}")
    lines.append("Записано." if answer["applied"] else "Ничего не записано: добавьте --apply.")
    return lines
