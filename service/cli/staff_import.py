"""`mms import staff`: preview or apply a staff list (список сотрудников) from the command line."""

import hashlib
import json
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select

from service.cli.runtime import configured
from service.config import Settings
from service.core.errors import Problem
from service.jobs import work
from service.people import jobs
from service.people.actions import applying
from service.people.actions import imports as actions
from service.people.model.imports import StaffImport
from service.people.model.organisations import Organisation
from service.people.queries import imports
from service.people.storage import keep
from service.tenancy.directory import Directory
from service.tenancy.scope import Scope
from service.workshop import workshop_of

SHOWN = 20
WORDS = {
    "new": "новых",
    "changed": "изменится",
    "unchanged": "без изменений",
    "refused": "отклонено",
    "ask": "нужен ответ",
    "missing": "нет в файле",
}


@click.group("import")
def import_group() -> None:
    """Загрузка данных из файлов."""


@import_group.command("staff")
@click.option("--tenant", "slug", required=True, help="Район: его короткое имя в адресе.")
@click.option("--organisation", "code", required=True, help="Код организации.")
@click.option("--apply", "applying_", is_flag=True, help="Записать; без этого только предпросмотр.")
@click.option("--json", "as_json", is_flag=True, help="Ответ в JSON.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def staff(slug: str, code: str, applying_: bool, as_json: bool, file: Path) -> None:
    """Предпросмотр или запись списка сотрудников: XLSX, ODS, CSV, страница официального сайта."""
    with configured() as settings:
        try:
            answer = run(settings, slug, code, file, write=applying_)
        except Problem as problem:
            said = "; ".join(one.msgid % one.params for one in problem.fields) or str(problem)
            raise click.ClickException(said) from problem
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2) if as_json else "\n".join(words_of(answer)))
    if answer["status"] == "refused":
        raise SystemExit(1)


def run(settings: Settings, slug: str, code: str, file: Path, *, write: bool) -> dict[str, Any]:
    """Enter, read and, when asked, write the list; without writing the import is given up at the end."""
    workshop = workshop_of(settings)
    work.open_workshop(workshop)
    tenant = Directory(workshop.engine).by_slug(slug)
    if tenant is None:
        raise click.ClickException(f"Района «{slug}» нет.")
    data = file.read_bytes()
    with work.tenant_scope(tenant.id, None) as scope:
        import_id = _enter(scope, settings, code, file.name, data)
    work.perform(tenant.id, None, "people.read_import", subject_id=import_id)
    with work.tenant_scope(tenant.id, None) as scope:
        answer = _answer(scope, imports.one(scope, import_id))
        if answer["status"] == "ready":
            if write:
                actions.confirm(scope, import_id)
            else:
                actions.cancel(scope, import_id)
    if write and answer["status"] == "ready":
        with work.tenant_scope(tenant.id, None) as scope:
            done = applying.apply(scope, import_id, jobs.courses(), lambda _: None)
            answer = {**_answer(scope, done), "rows": answer["rows"]}
    workshop.engine.dispose()
    return answer


def _enter(scope: Scope, settings: Settings, code: str, name: str, data: bytes) -> int:
    found = scope.db.execute(select(Organisation.id).where(Organisation.code == code)).scalar_one_or_none()
    if found is None:
        raise click.ClickException(f"Организации с кодом «{code}» нет.")
    actions.check_upload(scope, found, len(data))
    key = keep(settings.files, scope.tenant.id, data)
    digest = hashlib.sha256(data).hexdigest()
    made = actions.upload(scope, found, file_name=name, file_key=key, sha256=digest, size=len(data))
    scope.db.flush()
    return made.id


def _answer(scope: Scope, staff_import: StaffImport) -> dict[str, Any]:
    rows = imports.all_rows(scope, staff_import.id)
    return {
        "import": staff_import.id,
        "status": staff_import.status,
        "counts": {name: staff_import.counts.get(name, 0) for name in WORDS},
        "refusal": jobs.said(staff_import.refusal) if staff_import.refusal else None,
        "rows": [
            {
                "row": row.number,
                "name": row.name,
                "status": row.status,
                "changes": [change["field"] for change in row.changes],
                "problems": [jobs.said(one) for one in row.problems],
            }
            for row in rows
        ],
    }


def words_of(answer: dict[str, Any]) -> list[str]:
    """The answer in plain lines."""
    if answer["refusal"]:
        return [f"Файл не прочитан: {answer['refusal']}"]
    lines = [", ".join(f"{words}: {answer['counts'][name]}" for name, words in WORDS.items())]
    notable = [row for row in answer["rows"] if row["status"] in ("refused", "ask", "missing")]
    for row in notable[:SHOWN]:
        why = " ".join(row["problems"])
        lines.append(f"{row['row'] or '—'}. {row['name']}: {WORDS[row['status']]}. {why}".rstrip())
    if len(notable) > SHOWN:
        lines.append(f"… и ещё {len(notable) - SHOWN}")
    lines.append("Записано." if answer["status"] == "applied" else "Ничего не записано: добавьте --apply.")
    return lines
