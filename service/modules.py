"""The one list of modules: their tables and, in `CARDS`, what each adds to the service."""

from service.access import model as access
from service.communities import model as communities
from service.council import model as council
from service.diagnostics import model as diagnostics
from service.documents import model as documents
from service.events import model as events
from service.mentoring import model as mentoring
from service.monitoring import model as monitoring
from service.people.model import imports, organisations, persons
from service.roadmap import model as roadmap
from service.settings import model as settings
from service.structure import model as structure
from service.tenancy import model as tenancy
from service.training import model as training

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
    council,
    diagnostics,
    training,
    mentoring,
    communities,
    roadmap,
    monitoring,
)
