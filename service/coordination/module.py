"""The card of coordination."""

from service.coordination.api.tasks import blueprint as api
from service.coordination.facts import FACTS
from service.coordination.names import EVENT_WORDS, GRANTS, RULES, CoordinationPermission
from service.coordination.views.pages import blueprint as pages
from service.core.language import N_
from service.web.menu import SERVICE, MenuItem
from service.web.module import Module

MODULE = Module(
    name="coordination",
    title=N_("Координация служб"),
    grants=GRANTS,
    facts=FACTS,
    events=EVENT_WORDS,
    collections={"api_coordination": N_("Координация служб организаций")},
    blueprints=(pages, api),
    menu=(
        MenuItem(
            "coordination.page",
            N_("Координация служб"),
            SERVICE,
            CoordinationPermission.OVERSEE,
            "list-check",
            rules=RULES,
        ),
        MenuItem(
            "coordination.listing",
            N_("Задачи организаций"),
            SERVICE,
            CoordinationPermission.READ,
            "check2-square",
            rules=RULES,
        ),
    ),
)
