"""The card of compliance."""

from service.compliance.api import API
from service.compliance.jobs import JOBS
from service.compliance.names import EVENT_WORDS, GRANTS, CompliancePermission
from service.compliance.views.routes import PAGES
from service.core.language import N_
from service.web.menu import SERVICE, MenuItem
from service.web.module import Module

MODULE = Module(
    name="compliance",
    title=N_("Регламент"),
    blueprints=(*PAGES, *API),
    grants=GRANTS,
    events=EVENT_WORDS,
    jobs=JOBS,
    collections={"api_compliance": N_("Регламент"), "api_compliance_dates": N_("Сроки положения")},
    menu=(MenuItem("regulation.page", N_("Регламент"), SERVICE, CompliancePermission.READ, "list-check"),),
)
