"""What addresses outside the registers take: bodies that are right but for their ids, and which are ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

JOB = {
    "organisation_id": 1,
    "kind": "internal",
    "position": "teacher",
    "position_title": "Учитель",
    "rate": "1",
    "starts": "2026-01-15",
}
NAME = {"last_name": "Иванова", "first_name": "Анна"}
MOVE = {
    "organisation_id": 2,
    "first_day": "2026-02-01",
    "position": "teacher",
    "position_title": "Учитель",
}


@dataclass(frozen=True)
class Body:
    """Values of a form or of JSON; `ids` are the fields that name another record."""

    values: Mapping[str, Any] = field(default_factory=dict)
    ids: tuple[str, ...] = ()


BODIES: Mapping[str, Body] = {
    "people.merge_now": Body({"other": 2}, ("other",)),
    "people.change": Body(NAME),
    "people.begin_job": Body(JOB, ("organisation_id",)),
    "people.change_job": Body(JOB, ("organisation_id",)),
    "people.end_job": Body({"last_day": "2026-02-01"}),
    "people.transfer_job": Body(MOVE, ("organisation_id",)),
    "api_people.change": Body(NAME),
    "api_employments.job_create": Body({**JOB, "person_id": 1}, ("person_id", "organisation_id")),
    "api_employments.job_change": Body(JOB, ("organisation_id",)),
    "structure.take": Body({"last_day": "2026-02-01"}),
    "structure.end_member": Body({"last_day": "2026-02-01"}),
    "api_units.change": Body(
        {"kind": "service", "name": "Единица", "parent_id": 1, "act_id": 1, "organisation_id": 1},
        ("parent_id", "act_id", "organisation_id"),
    ),
    "agreeing.revoke": Body({"reason": "Срок вышел"}),
    "api_comparison.revoke": Body({"reason": "Срок вышел"}),
    "users.invite": Body(
        {"email": "new@example.test", "name": "Новый", "role": "school_head", "organisation_id": 1},
        ("organisation_id",),
    ),
}
"""By endpoint. A writing address with a row's id must stand here unless an empty body reaches the row."""

QUERIES: Mapping[str, tuple[str, ...]] = {
    "people.people": ("organisation",),
    "people.new": ("organisation_id",),
    "people.new_job": ("organisation_id",),
    "people.merge": ("other",),
    "people.import_new": ("organisation_id",),
    "api_people.listing": ("organisation",),
    "api_employments.job_listing": ("person_id", "organisation_id"),
}
"""Parameters of addresses that name a record."""
