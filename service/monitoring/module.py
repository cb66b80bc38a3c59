"""The card of monitoring."""

from service.core.language import N_
from service.monitoring import api, views
from service.monitoring.effects import effects
from service.monitoring.facts import FACTS
from service.monitoring.jobs import COMPUTE, compute
from service.monitoring.names import EVENT_WORDS, GRANTS, MonitoringPermission
from service.monitoring.registers import CYCLES
from service.web.menu import DATA, MenuItem
from service.web.module import Module

MODULE = Module(
    name="monitoring",
    title=N_("Мониторинг"),
    blueprints=(views.blueprint, api.blueprint),
    grants=GRANTS,
    facts=FACTS,
    events=EVENT_WORDS,
    collections={"api_indicators": N_("Показатели")},
    menu=(
        MenuItem(
            "monitoring.indicators", N_("Мониторинг"), DATA, MonitoringPermission.READ, "graph-up", main=True
        ),
    ),
    registers=(CYCLES,),
    effects=(effects,),
    jobs={COMPUTE: compute},
)
