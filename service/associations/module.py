"""The card of associations."""

from service.associations.names import EVENT_WORDS, GRANTS, AssociationsPermission
from service.associations.views.routes import pages
from service.core.language import N_
from service.web.menu import BODIES, MenuItem
from service.web.module import Module

MODULE = Module(
    name="associations",
    title=N_("Методические объединения"),
    grants=GRANTS,
    events=EVENT_WORDS,
    blueprints=(pages(),),
    menu=(
        MenuItem(
            "associations.listing", N_("Методические объединения"), BODIES, AssociationsPermission.READ,
            "people",
        ),
    ),
)  # fmt: skip
