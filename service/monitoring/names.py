"""Permissions of monitoring (мониторинг), and the events after which its figures are computed again."""

from collections.abc import Mapping
from enum import StrEnum

from service.access.names import EVERYONE, STAFF
from service.core.language import N_


class MonitoringPermission(StrEnum):
    """What one may do with monitoring (мониторинг)."""

    READ = "monitoring:read"
    WRITE = "monitoring:write"


GRANTS: dict[str, frozenset[str]] = {
    MonitoringPermission.READ: EVERYONE,
    MonitoringPermission.WRITE: STAFF,
}
COMPUTE = "monitoring.compute"


class MonitoringEvent(StrEnum):
    """What is written to the audit log about monitoring."""

    EXPORTED = "indicators.exported"
    MEMBERS_EXPORTED = "indicator_members.exported"


EVENT_WORDS: Mapping[str, str] = {
    MonitoringEvent.EXPORTED: N_("Выгружены показатели"),
    MonitoringEvent.MEMBERS_EXPORTED: N_("Выгружены записи показателя"),
}

RECORDS = (
    "association_analysis", "association_document", "attendance", "community", "community_member", "council",
    "cycle", "diagnostics", "employment", "event", "experience", "legal_act", "lesson_visit",
    "management_team", "meeting", "mentoring_pair", "organisation", "organisation_document", "person",
    "plan_item", "required_document", "roadmap_item", "route", "seat", "teacher_need", "team_training",
    "training", "year_plan",
)  # fmt: skip
"""The tables that figures are counted from, as their events name them."""

VERBS = ("created", "changed", "removed", "restored", "imported")

CHANGES = (
    *(f"{record}.{verb}" for record in RECORDS for verb in VERBS),
    "association.changed",
    "association.created",
    "association.member_added",
    "association.member_ended",
    "association_record.changed",
    "association_record.created",
    "association_record.removed",
    "association_year.closed",
    "body.changed",
    "body.created",
    "composition.set",
    "decision.group_created",
    "leader_term.approved",
    "leader_term.ended",
    "meeting.closed",
    "employment.ended",
    "employment.transferred",
    "person.merged",
    "import.applied",
    "import.undone",
)
