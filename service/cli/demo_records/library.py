"""The library of a demonstration tenant: a few entries of every section; a region's are read below it."""

from datetime import date

from sqlalchemy import select

from service.cli.demo_records.bulk import insert_rows
from service.documents.model import LibraryItem
from service.people.model.organisations import Organisation
from service.tenancy.scope import Scope

ENTRIES = (
    ("normative", "normative", "Положение о методической службе", "Орган управления образованием"),
    ("normative", "guidance", "Порядок проведения мониторинга методической работы", "Методическая служба"),
    ("scientific", "guidance", "Диагностика профессиональных дефицитов: подходы и инструменты", "Институт"),
    ("methodical", "guidance", "Как составить индивидуальный образовательный маршрут", "Методическая служба"),
    ("methodical", "other", "Образец программы наставничества", "Методическая служба"),
)
AT_SCHOOL = ("methodical", "other", "Материалы методического объединения школы", "Школа")


def make_library(scope: Scope) -> None:
    """Entries of the tenant and one of a school; nothing where there are entries already."""
    if scope.db.execute(select(LibraryItem.id).limit(1)).first():
        return
    issued = date(scope.today.year - 1, 9, 1)
    rows = [_entry(*one, issued, None) for one in ENTRIES]
    school = scope.db.execute(select(Organisation.id).order_by(Organisation.id).limit(1)).scalar()
    if school is not None:
        rows.append(_entry(*AT_SCHOOL, issued, school))
    insert_rows(scope.db, LibraryItem, rows)


def _entry(
    section: str, kind: str, title: str, issuer: str, issued: date, school: int | None
) -> dict[str, object]:
    said = {"section": section, "kind": kind, "title": title, "issuer": issuer, "issued_on": issued}
    return {**said, "organisation_id": school}
