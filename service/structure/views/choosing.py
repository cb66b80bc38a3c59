"""Choosing a person in a form: typed by name, asked when several fit (выбор человека)."""

from collections.abc import Mapping
from typing import Any

from flask import g

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.structure.choices import people_named, person_label

CANDIDATES = N_("Таких людей несколько. Выберите одного.")
NOBODY = N_("Такого человека в реестре нет. Введите фамилию, имя и отчество.")


def with_person(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with the person's id found by the typed name; raises Invalid for nobody or several."""
    found = dict(values)
    if not found.get("person_id") and found.get("person_name"):
        people = people_named(g.scope, str(found["person_name"]))
        if len(people) != 1:
            raise Invalid(fields=(FieldProblem("person_id", CANDIDATES if people else NOBODY),))
        found["person_id"] = people[0][0]
    return found


def candidates(form: Any) -> list[tuple[int, str]]:
    """People to choose from: those the typed name may mean, else the one chosen already."""
    typed_name = form.value("person_name")
    if typed_name:
        return people_named(g.scope, str(typed_name))
    chosen = str(form.value("person_id") or "")
    return person_label(g.scope, int(chosen)) if chosen.isdecimal() else []
