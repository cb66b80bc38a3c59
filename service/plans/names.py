"""Permissions, events and states of the service's plans (планы службы)."""

from collections.abc import Mapping
from enum import StrEnum

from service.access.names import READERS, STAFF, Role
from service.core.language import N_


class PlansPermission(StrEnum):
    """What one may do with the plans of the service (планы службы)."""

    READ = "plans:read"
    WRITE = "plans:write"
    APPROVE = "plans:approve"


GRANTS = {
    PlansPermission.READ: READERS | {Role.INSTITUTE_ANALYST},
    PlansPermission.WRITE: STAFF,
    PlansPermission.APPROVE: frozenset({Role.APPROVER}),
}


class PlanState(StrEnum):
    """Where a plan stands (состояние плана)."""

    DRAFT = "draft"
    AGREED = "agreed"
    APPROVED = "approved"
    CLOSED = "closed"


class ItemState(StrEnum):
    """What became of an item (исполнение мероприятия)."""

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


PLAN_STATES: Mapping[str, str] = {
    PlanState.DRAFT: N_("проект"),
    PlanState.AGREED: N_("согласован"),
    PlanState.APPROVED: N_("утверждён"),
    PlanState.CLOSED: N_("закрыт"),
}
ITEM_STATES: Mapping[str, str] = {
    ItemState.PLANNED: N_("запланировано"),
    ItemState.DONE: N_("проведено"),
    ItemState.CANCELLED: N_("отменено"),
}
ITEM, ANALYSIS = "plan_item", "plan_analysis"
"""What the regulation's lists are marked on, as its rules of labelling name it."""
STEPS: Mapping[str, tuple[PlanState, PlanState]] = {
    "agree": (PlanState.DRAFT, PlanState.AGREED),
    "withdraw": (PlanState.AGREED, PlanState.DRAFT),
    "approve": (PlanState.AGREED, PlanState.APPROVED),
    "close": (PlanState.APPROVED, PlanState.CLOSED),
}
"""What may follow what: the step, from which state, to which."""


class PlansEvent(StrEnum):
    """What is written to the audit log about plans, beside the events of their registers."""

    AGREED = "service_plan.agreed"
    WITHDRAWN = "service_plan.withdrawn"
    APPROVED = "service_plan.approved"
    CLOSED = "service_plan.closed"
    REPORTED = "service_plan.report_exported"
    RELEASED = "service_plan.coverage_released"
    COMPARED = "service_plan.coverage_exported"


EVENT_OF: Mapping[str, PlansEvent] = {
    "agree": PlansEvent.AGREED,
    "withdraw": PlansEvent.WITHDRAWN,
    "approve": PlansEvent.APPROVED,
    "close": PlansEvent.CLOSED,
}
EVENT_WORDS: Mapping[str, str] = {
    PlansEvent.AGREED: N_("План службы согласован"),
    PlansEvent.WITHDRAWN: N_("План службы возвращён в проект"),
    PlansEvent.APPROVED: N_("План службы утверждён"),
    PlansEvent.CLOSED: N_("План службы закрыт"),
    PlansEvent.REPORTED: N_("Выгружен отчёт по плану службы"),
    PlansEvent.RELEASED: N_("Охват плана службы передан региону"),
    PlansEvent.COMPARED: N_("Выгружен охват планов по муниципалитетам"),
}
