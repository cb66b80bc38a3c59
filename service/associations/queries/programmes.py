"""Reads of programmes (учебные программы и их обеспечение): where a subject is taught, and by which kits."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.associations.policy import AssociationPolicy
from service.meetings.model.bodies import Body
from service.people.model.organisations import Curriculum
from service.people.model.persons import Employment

TEACHER = "teacher"
Taught = frozenset[tuple[Any, ...]]


@dataclass(frozen=True)
class Programmes:
    """By tenant, subject and organisation: where it is taught, and where its programmes are entered."""

    taught: Taught
    entered: Taught

    def complete(self, policy: AssociationPolicy, body: Body) -> bool:
        """Whether every organisation that teaches the subject has programmes with their kits (LU4 п. 5.1)."""
        subjects = {one.lower() for one in policy.subjects(body.subject)}
        asked = {one for one in self.taught if one[0] == body.tenant_id and one[1] in subjects}
        return bool(asked) and asked <= self.entered


def programmes(db: Session, tenants: Collection[int], day: date) -> Programmes:
    """Of many tenants at once, in two statements."""
    subject = func.unnest(Employment.subjects).label("subject")
    jobs = (
        select(Employment.tenant_id, Employment.organisation_id, subject)
        .where(
            Employment.tenant_id.in_(tenants),
            Employment.position == TEACHER,
            Employment.valid.contains(day),
        )
        .subquery()
    )
    taught = select(jobs.c.tenant_id, func.lower(jobs.c.subject), jobs.c.organisation_id).distinct()
    key = (Curriculum.tenant_id, func.lower(Curriculum.subject), Curriculum.organisation_id)
    entered = (
        select(*key)
        .where(Curriculum.tenant_id.in_(tenants), Curriculum.valid.contains(day))
        .group_by(*key)
        .having(func.bool_and(func.coalesce(func.trim(Curriculum.kit), "") != ""))
    )
    return Programmes(
        frozenset(tuple(row) for row in db.execute(taught)),
        frozenset(tuple(row) for row in db.execute(entered)),
    )
