"""The card of monitoring."""

from service.core.language import N_
from service.monitoring.names import GRANTS
from service.monitoring.registers import CYCLES
from service.web.module import Module

MODULE = Module(name="monitoring", title=N_("Мониторинг"), grants=GRANTS, registers=(CYCLES,))
