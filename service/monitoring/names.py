"""Permissions of monitoring (мониторинг), and the events after which its figures are computed again."""

from enum import StrEnum

from service.access.names import EVERYONE, STAFF


class MonitoringPermission(StrEnum):
    """What one may do with monitoring (мониторинг)."""

    READ = "monitoring:read"
    WRITE = "monitoring:write"


GRANTS: dict[str, frozenset[str]] = {
    MonitoringPermission.READ: EVERYONE,
    MonitoringPermission.WRITE: STAFF,
}
COMPUTE = "monitoring.compute"

RECORDS = (
    "attendance", "community", "community_member", "council", "cycle", "diagnostics", "employment", "event",
    "experience", "management_team", "mentoring_pair", "organisation", "organisation_document", "person",
    "roadmap_item", "route", "seat", "team_training", "training",
)  # fmt: skip
"""The tables that figures are counted from, as their events name them."""

VERBS = ("created", "changed", "removed", "restored", "imported")

CHANGES = (
    *(f"{record}.{verb}" for record in RECORDS for verb in VERBS),
    "employment.ended",
    "employment.transferred",
    "person.merged",
    "import.applied",
    "import.undone",
)
