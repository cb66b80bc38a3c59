"""The card of associations."""

from service.associations.api.associations import associations
from service.associations.api.filing import filing
from service.associations.api.records import records
from service.associations.api.work import work
from service.associations.effects import effects
from service.associations.facts import FACTS
from service.associations.forms import FORMS_OF_ASSOCIATIONS
from service.associations.names import EVENT_WORDS, GRANTS, AssociationsPermission
from service.associations.views.routes import pages
from service.core.language import N_
from service.web.menu import BODIES, MenuItem
from service.web.module import Module

MODULE = Module(
    name="associations",
    title=N_("Методические объединения"),
    grants=GRANTS,
    facts=FACTS,
    forms=FORMS_OF_ASSOCIATIONS,
    events=EVENT_WORDS,
    collections={
        "api_associations": N_("Объединения"),
        "api_association_years": N_("Год объединения"),
        "api_association_records": N_("Записи объединения"),
        "api_association_archive": N_("Дела объединений"),
    },
    blueprints=(pages(), filing, associations, work, records),
    effects=(effects,),
    menu=(
        MenuItem(
            "associations.listing", N_("Методические объединения"), BODIES, AssociationsPermission.READ,
            "people",
        ),
    ),
)  # fmt: skip
