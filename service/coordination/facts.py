"""What coordination knows of the rules: how many tasks stand behind them."""

from service.coordination.model import CoordinationTask
from service.coordination.names import COORDINATED, OVERSEEN
from service.tenancy.facts import Kept, records_of

FACTS = (records_of(Kept(CoordinationTask, "coordination.page", (COORDINATED, OVERSEEN))),)
