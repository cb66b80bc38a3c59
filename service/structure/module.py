"""The card of structure."""

from service.access.offices import Composition
from service.core.language import N_
from service.structure.api.functions import functions
from service.structure.api.people import members
from service.structure.api.services import services
from service.structure.api.units import units
from service.structure.api.whole import whole
from service.structure.facts import FACTS
from service.structure.heading import UNIT
from service.structure.model import UnitMember
from service.structure.names import EVENT_WORDS, GRANTS, StructurePermission
from service.structure.registers import REGISTERS
from service.structure.views.routes import pages
from service.web.menu import SERVICE, MenuItem
from service.web.module import Module

MODULE = Module(
    name="structure",
    title=N_("Структура"),
    grants=GRANTS,
    facts=FACTS,
    compositions=(Composition(UNIT, UnitMember, "unit_id"),),
    events=EVENT_WORDS,
    collections={
        "api_structure": N_("Структура в целом"),
        "api_units": N_("Единицы"),
        "api_unit_members": N_("Люди в единицах"),
        "api_functions": N_("Функции"),
        "api_school_services": N_("Методические службы организаций"),
    },
    blueprints=(pages(), whole, units, members, functions, services),
    registers=REGISTERS,
    menu=(
        MenuItem(
            "structure.tree", N_("Структура"), SERVICE, StructurePermission.READ, "diagram-3", main=True
        ),
        MenuItem(
            "register_resources.listing",
            N_("Ресурсы и площадки"),
            SERVICE,
            StructurePermission.READ,
            "geo-alt",
        ),
        MenuItem(
            "register_interactions.listing",
            N_("Взаимодействие"),
            SERVICE,
            StructurePermission.READ_WORK,
            "arrow-left-right",
        ),
    ),
)
