"""Where the records of an indicator are entered and opened: pages by register."""

from collections.abc import Iterator
from dataclasses import dataclass

from service.core.language import N_
from service.rules.conditions.explain import atoms
from service.rules.conditions.grammar import Exists
from service.rules.indicators.params import Params

PEOPLE_READ = "people:read"
UNITS, PAPERS = "units", "required_documents"


@dataclass(frozen=True)
class Place:
    """A register's pages: the list, the card of a record, and who may open them."""

    title: str
    listing: str
    card: str
    argument: str
    permission: str


def _register(title: str, name: str, permission: str) -> Place:
    return Place(title, f"register_{name}.listing", f"register_{name}.card", "record_id", permission)


ASSOCIATIONS = Place(
    N_("Методические объединения"), "associations.listing", "associations.card", "body_id",
    "associations:read",
)  # fmt: skip
MEETINGS = Place(N_("Заседания"), "sittings.listing", "sittings.page", "meeting_id", "meetings:read")

PLACES = {
    "people": Place(N_("Люди"), "people.people", "people.person", "person_id", PEOPLE_READ),
    "organisations": _register(N_("Организации"), "organisations", PEOPLE_READ),
    "teams": _register(N_("Управленческие команды"), "teams", "training:read"),
    "units": _register(N_("Сообщества"), "communities", "communities:read"),
    "cycles": _register(N_("Циклы мониторинга"), "cycles", "monitoring:read"),
    "roadmap": _register(N_("Дорожная карта"), "roadmap-items", "roadmap:read"),
    "associations": ASSOCIATIONS,
    "meetings": MEETINGS,
    "services": Place(
        N_("Циклы мониторинга"),
        "register_cycles.listing",
        "register_organisations.card",
        "record_id",
        PEOPLE_READ,
    ),
    "required_documents": Place(
        N_("Правовая основа"), "legal_basis.page", "associations.papers", "body_id", "documents:read"
    ),
    "quarters": Place(MEETINGS.title, MEETINGS.listing, "bodies.card", "body_id", MEETINGS.permission),
    "associations.meetings": MEETINGS,
    "visits": ASSOCIATIONS,
    "trainings": _register(N_("Обучение"), "trainings", "training:read"),
    "teams.trainings": _register(N_("Обучение команд"), "team-trainings", "training:read"),
    "team_trainings": _register(N_("Обучение команд"), "team-trainings", "training:read"),
    "routes": _register(N_("Индивидуальные маршруты"), "routes", "diagnostics:read"),
    "mentoring": _register(N_("Наставничество"), "pairs", "mentoring:read"),
    "mentoring_pairs": _register(N_("Наставничество"), "pairs", "mentoring:read"),
    "diagnostics": _register(N_("Диагностика"), "diagnostics", "diagnostics:read"),
    "communities": _register(N_("Участники сообществ"), "community-members", "communities:read"),
    "councils": _register(N_("Места в советах"), "seats", "council:read"),
    "support": _register(N_("Участие в мероприятиях"), "attendance", "events:read"),
    "documents": _register(N_("Документы организаций"), "organisation-documents", PEOPLE_READ),
}


def places_of(params: Params) -> list[Place]:
    """The registers an indicator is counted from: its own rows first, then what hangs on them.

    Units are of two registers: communities and associations; so are required documents, of the service and of
    associations.
    """
    found = [PLACES[name] for name in (params.subject.name, *_hanging(params))]
    if params.subject.name in (UNITS, PAPERS):
        found.append(ASSOCIATIONS)
    return list({one.listing: one for one in found}.values())


def card_of(subject: str, number: int) -> tuple[Place, int]:
    """Where the card of a record is, by the number its list gives: an association among units is negative."""
    if subject == UNITS and number < 0:
        return ASSOCIATIONS, -number
    return PLACES[subject], number


def _hanging(params: Params) -> Iterator[str]:
    for condition in (params.population, params.numerator):
        for atom in atoms(condition):
            if isinstance(atom, Exists):
                own = f"{params.subject.name}.{atom.register.name}"
                yield own if own in PLACES else atom.register.name
