"""Structure as workbooks: units and people, functions and their holders; text stays text."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from xlsxwriter import Workbook

from service.core.language import N_, translate
from service.structure.names import OFFICE_TITLES, UnitOffice
from service.structure.policy import StructurePolicy
from service.structure.queries import Holding, Structure, first_day, last_day
from service.structure.serving import SchoolService

UNIT_HEADS = (
    N_("Уровень"),
    N_("Вид"),
    N_("Название"),
    N_("Вышестоящая единица"),
    N_("Руководитель"),
    N_("Акт"),
    N_("Координатор"),
    N_("Действует с"),
    N_("по"),
)
MEMBER_HEADS = (N_("Единица"), N_("Кто"), N_("Кем"), N_("Согласие"), N_("с"), N_("по"))
SERVICE_HEADS = (
    N_("Организация"),
    N_("Служба"),
    N_("Руководитель"),
    N_("Положение"),
    N_("Контакты"),
    N_("Совместная работа"),
    N_("Последняя"),
)
FUNCTION_HEADS = (N_("Направление"), N_("Уровень"), N_("Функция"), N_("Основание"), N_("Кто выполняет"))


def structure_workbook(structure: Structure, policy: StructurePolicy) -> bytes:
    """Two sheets: units with their heads and acts, and every member."""
    named = {unit.id: unit.name for unit in structure.units}
    levels = {level.code: level.title for level in policy.levels}
    units = []
    for unit in structure.units:
        kind, act = policy.kind(unit.kind), structure.acts.get(unit.act_id or 0)
        units.append(
            (
                translate(levels.get(unit.level, unit.level), "ru"),
                translate(kind.title if kind else unit.kind, "ru"),
                unit.name,
                named.get(unit.parent_id or 0),
                structure.head_of(unit.id),
                f"{act.kind} № {act.number}, {act.date:%d.%m.%Y}" if act else None,
                translate("да", "ru") if unit.coordinator else None,
                first_day(unit),
                last_day(unit),
            )
        )
    members = [
        (
            named[unit_id],
            one.name,
            translate(OFFICE_TITLES[UnitOffice(one.row.office)], "ru"),
            one.row.consent_on,
            first_day(one.row),
            last_day(one.row),
        )
        for unit_id, listed in structure.members.items()
        for one in listed
    ]
    return _workbook([(N_("Единицы"), UNIT_HEADS, units), (N_("Люди"), MEMBER_HEADS, members)])


def functions_workbook(policy: StructurePolicy, holdings: Sequence[Holding]) -> bytes:
    """One sheet: every function with its holders; one that nobody holds has an empty last column."""
    by_code: dict[str, list[str]] = {}
    for one in holdings:
        by_code.setdefault(one.row.function, []).append(one.name)
    levels = {level.code: level.title for level in policy.levels}
    rows = [
        (
            policy.directions.get(one.direction, one.direction),
            levels.get(one.level, one.level),
            one.title,
            one.clause,
            "; ".join(by_code.get(one.code, ())) or None,
        )
        for one in policy.counted_functions
    ]
    return _workbook([(N_("Функции"), FUNCTION_HEADS, rows)])


def services_workbook(services: Sequence[SchoolService]) -> bytes:
    """One sheet: organisations with their services; one without has an empty second column."""
    rows = []
    for one in services:
        work = (one.worked, one.last)
        for each in one.units:
            act = each.regulation
            said = f"{act.kind} № {act.number}, {act.date:%d.%m.%Y}" if act else None
            rows.append((one.title, each.unit.name, each.head or None, said, each.unit.contact, *work))
        if not one.units:
            rows.append((one.title, None, None, None, None, *work))
    return _workbook([(N_("Службы организаций"), SERVICE_HEADS, rows)])


def _workbook(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]) -> bytes:
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    heading = book.add_format({"bold": True})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    for title, heads, rows in sheets:
        sheet = book.add_worksheet(translate(title, "ru"))
        sheet.write_row(0, 0, [translate(head, "ru") for head in heads], heading)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(heads) - 1, 26)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif value is not None:
                    sheet.write_string(number, column, str(value))
    book.close()
    return made.getvalue()
