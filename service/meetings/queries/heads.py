"""Reads of school heads in a composition (руководители организаций) and of their innovative practices."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import exists, select

from service.meetings.policy import MeetingPolicy
from service.people.model.organisations import InnovativePractice, Organisation
from service.people.model.persons import Employment, Person
from service.rules.verdict import Verdict
from service.tenancy.scope import Scope

HEADS = ("head", "deputy_head")


def heads_verdict(scope: Scope, policy: MeetingPolicy, people: Collection[int], day: date) -> Verdict:
    """Whether the organisation of each head who sits there has an innovative practice (LU2 п. 4.3).

    While no practice of any organisation is entered nothing is known, and nothing is judged.
    """
    if not policy.established("innovative_heads") or not _entered(scope):
        return policy.evaluate("innovative_heads", {})
    practised = exists().where(
        InnovativePractice.organisation_id == Organisation.id, InnovativePractice.valid.contains(day)
    )
    chosen = (
        select(Person, Organisation, practised.label("practised"))
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
    found = scope.db.execute(chosen).all()
    facts: dict[str, Any] = {
        "total": len(found),
        "missing": [
            {"code": str(head.id), "title": f"{head.full_name} ({place.short_name or place.name})"}
            for head, place, has in found
            if not has
        ],
    }
    return policy.evaluate("innovative_heads", facts)


def _entered(scope: Scope) -> bool:
    return scope.db.execute(select(InnovativePractice.id).limit(1)).first() is not None
