"""The card of compliance."""

from service.compliance.jobs import compute
from service.compliance.names import COMPUTE, EVENT_WORDS, GRANTS, CompliancePermission
from service.compliance.views.routes import PAGES
from service.core.language import N_
from service.web.menu import SERVICE, MenuItem
from service.web.module import Module

MODULE = Module(
    name="compliance",
    title=N_("Регламент"),
    blueprints=PAGES,
    grants=GRANTS,
    events=EVENT_WORDS,
    jobs={COMPUTE: compute},
    menu=(MenuItem("regulation.page", N_("Регламент"), SERVICE, CompliancePermission.READ, "list-check"),),
)
