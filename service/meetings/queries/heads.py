"""Reads of school heads in a composition (руководители организаций) and of their innovative practices."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import exists, select

from service.meetings.policy import MeetingPolicy
from service.meetings.queries.bodies import Composition
from service.people.model.organisations import InnovativePractice, Organisation
from service.people.model.persons import Employment, Person
from service.rules.verdict import Verdict
from service.tenancy.scope import Scope

HEADS = ("head", "deputy_head")


def heads_verdict(scope: Scope, policy: MeetingPolicy, seated: Composition, day: date) -> Verdict:
    """Whether the organisation of each head who sits there has an innovative practice (LU2 п. 4.3).

    Whoever sits in a category that the rule names (`units`) must be a head. While no practice of any
    organisation is entered nothing is known, and nothing is judged.
    """
    params = policy.params("innovative_heads")
    if params is None or not _entered(scope):
        return policy.evaluate("innovative_heads", {})
    found = _heads(scope, [one.person_id for one in seated.members], day)
    heads = {row.id for row in found}
    categories = getattr(params, "units", ())
    others = [one for one in seated.members if one.category in categories and one.person_id not in heads]
    missing = [
        {"code": str(row.id), "title": f"{row.Person.full_name} ({row.short_name or row.name})"}
        for row in found
        if not row.practised
    ]
    missing += [{"code": str(one.person_id), "title": one.name} for one in others]
    facts: dict[str, Any] = {"total": len(heads) + len(others), "missing": missing}
    return policy.evaluate("innovative_heads", facts)


def _heads(scope: Scope, people: Sequence[int], day: date) -> Sequence[Any]:
    """Heads among people on a day, each with the organisation and whether it has a practice."""
    practised = exists().where(
        InnovativePractice.organisation_id == Organisation.id, InnovativePractice.valid.contains(day)
    )
    chosen = (
        select(Person, Person.id, Organisation.short_name, Organisation.name, practised.label("practised"))
        .join(Employment, Employment.person_id == Person.id)
        .join(Organisation, Organisation.id == Employment.organisation_id)
        .where(
            Person.id.in_(people),
            Employment.kind == "main",
            Employment.position.in_(HEADS),
            Employment.valid.contains(day),
        )
        .order_by(Person.sort_key, Person.id)
    )
    return scope.db.execute(chosen).all()


def _entered(scope: Scope) -> bool:
    return scope.db.execute(select(InnovativePractice.id).limit(1)).first() is not None
