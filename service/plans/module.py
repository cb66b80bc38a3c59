"""The card of the service's plans."""

from service.core.language import N_
from service.plans.api import blueprint as api
from service.plans.api_coverage import blueprint as api_coverage
from service.plans.comparing import blueprint as coverage
from service.plans.facts import FACTS
from service.plans.names import EVENT_WORDS, GRANTS, PlansPermission
from service.plans.registers import ITEMS, PLANS
from service.plans.views import blueprint as pages
from service.web.menu import DATA, SERVICE, MenuItem
from service.web.module import Module

MODULE = Module(
    name="plans",
    title=N_("Планы службы"),
    blueprints=(pages, coverage, api, api_coverage),
    grants=GRANTS,
    events=EVENT_WORDS,
    facts=FACTS,
    registers=(PLANS, ITEMS),
    collections={
        "api_plan_steps": N_("Планы службы: охват и утверждение"),
        "api_plan_coverage": N_("Охват планов по муниципалитетам"),
    },
    menu=(
        MenuItem(
            "register_service-plans.listing",
            N_("Планы службы"),
            SERVICE,
            PlansPermission.READ,
            "calendar-check",
        ),
        MenuItem("plan_coverage.page", N_("Охват планов"), DATA, PlansPermission.READ, "grid-3x3-gap"),
    ),
)
