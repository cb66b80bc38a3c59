"""Checks of an association's plain records, field by field: codes of the profile, members, months."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from service.associations.policy import AssociationPolicy
from service.associations.queries import listing
from service.associations.records import CODES, Asked, RecordKind, Sort
from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.meetings.model.bodies import Body, Seat
from service.meetings.model.meetings import Meeting
from service.meetings.queries.rights import person_of
from service.people.model.organisations import Organisation
from service.roadmap.model import RoadmapItem
from service.tenancy.scope import Scope

NOT_LISTED = N_("Такого значения в перечне положения нет: %(codes)s.")
NOT_MEMBER = N_("Этот человек не состоит в объединении.")
NO_SUCH = N_("Такой записи нет. Выберите другую.")
NOT_ITS_MEETING = N_("Это заседание другого органа.")
OUTSIDE = N_("Этого месяца в плане нет.")
SCORE = N_("Оценка от 1 до 5.")
FORM_ASKED = N_("Укажите хотя бы одну форму работы. Основание: %(clause)s.")
CHOOSE = N_("Выберите из списка.")
OTHER = "other"
OWN_ONLY = N_("Предложение подают от своего имени.")


def checked(
    scope: Scope, kind: RecordKind, body: Body, draft: Mapping[str, Any], year: int
) -> dict[str, Any]:
    """Values of a record by its kind; raises Invalid with every wrong field at once."""
    values = {one.name: draft.get(one.name) for one in kind.fields}
    problems: list[FieldProblem] = []
    for one in kind.fields:
        value = values[one.name]
        if one.sort in (Sort.CHOICES, Sort.MEMBERS):
            values[one.name] = list(dict.fromkeys(value or ()))
        if value not in (None, [], ()):
            problems += _problems(scope, one, values[one.name], body, year)
    problems += _unlisted(scope, kind, values)
    forms = scope.profile.rule("association.forms")
    if kind.name == "plan-items" and forms is not None and not values["forms"]:
        problems.append(FieldProblem("forms", FORM_ASKED, {"clause": forms.clause}))
    if kind.name == "proposals" and not listing.works(scope, body):
        if person_of(scope) != values["person_id"]:
            problems.append(FieldProblem("person_id", OWN_ONLY))
    if problems:
        raise Invalid(fields=tuple(problems))
    return values


def _unlisted(scope: Scope, kind: RecordKind, values: dict[str, Any]) -> list[FieldProblem]:
    """A code of a list that the profile does not keep is not asked for; a kept one must be chosen."""
    problems = []
    for one in kind.fields:
        if one.sort is Sort.CHOICE and one.listed and values[one.name] is None:
            if AssociationPolicy(scope.profile).items(one.listed):
                problems.append(FieldProblem(one.name, CHOOSE))
            values[one.name] = OTHER
    return problems


def _problems(scope: Scope, one: Asked, value: Any, body: Body, year: int) -> list[FieldProblem]:
    if one.sort in CODES:
        return _code_problems(scope, one, value)
    if one.sort in (Sort.MEMBER, Sort.MEMBERS):
        return _member_problems(scope, one, value, body)
    if one.sort is Sort.MEETING:
        row = scope.db.get(Meeting, (scope.db.tenant_id, value))
        return [] if row is not None and row.body_id == body.id else [FieldProblem(one.name, NOT_ITS_MEETING)]
    if one.sort in (Sort.ORGANISATION, Sort.ROADMAP):
        model: Any = Organisation if one.sort is Sort.ORGANISATION else RoadmapItem
        known = scope.db.get(model, (scope.db.tenant_id, value))
        return [] if known is not None else [FieldProblem(one.name, NO_SUCH)]
    if one.sort is Sort.MONTH:
        return [] if _within(value, year) else [FieldProblem(one.name, OUTSIDE)]
    if one.sort is Sort.INTEGER and not 1 <= value <= 5:
        return [FieldProblem(one.name, SCORE)]
    return []


def _within(month: date, year: int) -> bool:
    return date(year, 8, 1) <= month <= date(year + 1, 8, 1) and month.day == 1


def _code_problems(scope: Scope, one: Asked, value: Any) -> list[FieldProblem]:
    known = AssociationPolicy(scope.profile).items(one.listed) if one.listed else one.choices
    codes: Sequence[str] = value if isinstance(value, list) else [value]
    unknown = [code for code in codes if code not in known]
    return [FieldProblem(one.name, NOT_LISTED, {"codes": ", ".join(unknown)})] if unknown else []


def _member_problems(scope: Scope, one: Asked, value: Any, body: Body) -> list[FieldProblem]:
    wanted = value if isinstance(value, list) else [value]
    seated = set(
        scope.db.execute(
            select(Seat.person_id).where(Seat.council_id == body.id, Seat.person_id.in_(wanted))
        ).scalars()
    )
    return [] if seated >= set(wanted) else [FieldProblem(one.name, NOT_MEMBER)]
