"""The one list of modules: their tables and, in `CARDS`, what each adds to the service."""

from service.access import model as access
from service.access.module import MODULE as ACCESS
from service.archive import model as archive
from service.archive.module import MODULE as ARCHIVE
from service.associations import model as associations
from service.associations.module import MODULE as ASSOCIATIONS
from service.communities import model as communities
from service.communities.module import MODULE as COMMUNITIES
from service.comparison import model as comparison
from service.comparison.module import MODULE as COMPARISON
from service.compliance import model as compliance
from service.compliance.module import MODULE as COMPLIANCE
from service.consultations import model as consultations
from service.consultations.module import MODULE as CONSULTATIONS
from service.coordination import model as coordination
from service.coordination.module import MODULE as COORDINATION
from service.council.module import MODULE as COUNCIL
from service.diagnostics import model as diagnostics
from service.diagnostics.module import MODULE as DIAGNOSTICS
from service.documents import model as documents
from service.documents.module import MODULE as DOCUMENTS
from service.events import model as events
from service.events.module import MODULE as EVENTS
from service.meetings import model as meetings
from service.meetings.module import MODULE as MEETINGS
from service.mentoring import model as mentoring
from service.mentoring.module import MODULE as MENTORING
from service.monitoring import model as monitoring
from service.monitoring.module import MODULE as MONITORING
from service.operators import model as operators
from service.operators.module import MODULE as OPERATORS
from service.people.model import imports, organisations, persons
from service.people.module import MODULE as PEOPLE
from service.plans import model as plans
from service.plans.module import MODULE as PLANS
from service.portal import model as portal
from service.portal.module import MODULE as PORTAL
from service.roadmap import model as roadmap
from service.roadmap.module import MODULE as ROADMAP
from service.settings import model as settings
from service.settings.module import MODULE as SETTINGS
from service.setup import model as setup
from service.setup.module import MODULE as SETUP
from service.structure import model as structure
from service.structure.module import MODULE as STRUCTURE
from service.tenancy import model as tenancy
from service.training import model as training
from service.training.module import MODULE as TRAINING
from service.web.module import Module

MODELS = (
    tenancy,
    access,
    settings,
    documents,
    organisations,
    persons,
    imports,
    structure,
    events,
    meetings,
    associations,
    diagnostics,
    training,
    mentoring,
    communities,
    consultations,
    roadmap,
    plans,
    monitoring,
    coordination,
    comparison,
    setup,
    compliance,
    archive,
    operators,
    portal,
)

CARDS: tuple[Module, ...] = (
    PORTAL,
    COMPLIANCE,
    SETUP,
    STRUCTURE,
    COORDINATION,
    SETTINGS,
    ACCESS,
    DOCUMENTS,
    PLANS,
    ROADMAP,
    PEOPLE,
    MEETINGS,
    COUNCIL,
    ASSOCIATIONS,
    COMMUNITIES,
    CONSULTATIONS,
    DIAGNOSTICS,
    TRAINING,
    MENTORING,
    EVENTS,
    MONITORING,
    COMPARISON,
    ARCHIVE,
    OPERATORS,
)
