"""The card of structure."""

from service.core.language import N_
from service.structure import api
from service.structure.names import EVENT_WORDS, GRANTS, StructurePermission
from service.structure.views.routes import pages
from service.web.menu import SERVICE, MenuItem
from service.web.module import Module

MODULE = Module(
    name="structure",
    title=N_("Структура"),
    grants=GRANTS,
    events=EVENT_WORDS,
    blueprints=(pages(), api.units, api.functions),
    menu=(
        MenuItem(
            "structure.tree", N_("Структура"), SERVICE, StructurePermission.READ, "diagram-3", main=True
        ),
    ),
)
