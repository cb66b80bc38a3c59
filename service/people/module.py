"""The card of people and organisations."""

from service.core.language import N_
from service.people.api.imports import IMPORTS
from service.people.api.jobs import JOBS as EMPLOYMENTS
from service.people.api.persons import PERSONS
from service.people.api.provision import PROVISION as PROVIDED
from service.people.api.staff import STAFF
from service.people.facts import FACTS
from service.people.jobs import JOBS
from service.people.names import EVENT_WORDS, GRANTS, PeoplePermission
from service.people.provision import PROVISION
from service.people.registers import DOCUMENTS, REGISTERS, TYPES
from service.people.schema import POSITIONS
from service.people.views import employments, imports, merging, organisations, people, provision, uploads
from service.people.views.inviting import INVITING
from service.people.views.pages import PEOPLE
from service.web.menu import DATA, MenuItem
from service.web.module import Module

VIEWS = (people, employments, merging, uploads, imports, organisations, provision)
"""Every file of pages adds its own to the blueprint when it is read."""

MODULE = Module(
    name="people",
    title=N_("Люди и организации"),
    blueprints=(PEOPLE, INVITING, PERSONS, EMPLOYMENTS, IMPORTS, STAFF, PROVIDED),
    grants=GRANTS,
    facts=FACTS,
    registers=(*REGISTERS, *PROVISION),
    jobs=JOBS,
    events=EVENT_WORDS,
    terms={
        N_("Типы организаций"): tuple(TYPES.values()),
        N_("Должности"): tuple(POSITIONS.values()),
        N_("Документы организаций"): tuple(DOCUMENTS.values()),
    },
    collections={
        "api_people": N_("Люди"),
        "api_employments": N_("Места работы"),
        "api_staff": N_("Штат организации"),
        "api_imports": N_("Импорт кадров"),
        "api_provision": N_("Документы и обеспечение организаций"),
    },
    menu=(
        MenuItem("people.people", N_("Люди"), DATA, PeoplePermission.READ, "people", main=True),
        MenuItem(
            "register_organisations.listing", N_("Организации"), DATA, PeoplePermission.READ, "building"
        ),
        MenuItem(
            "register_innovative-practices.listing",
            N_("Инновационные практики"),
            DATA,
            PeoplePermission.READ,
            "lightbulb",
        ),
        MenuItem(
            "people.provided",
            N_("Документы и обеспечение"),
            DATA,
            PeoplePermission.READ,
            "clipboard-check",
        ),
        MenuItem("people.import_list", N_("Импорт"), DATA, PeoplePermission.IMPORT, "upload"),
    ),
)
