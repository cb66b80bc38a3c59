"""Deficits of organisations (дефициты), computed from the records: each with its evidence, none stored."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from service.coordination.queries.tasks import places, standing_codes
from service.core.language import N_
from service.diagnostics.model import Diagnostics, Route
from service.monitoring import queries as monitoring
from service.monitoring.listing import DENOMINATOR, PEOPLE, REST, members
from service.monitoring.queries import Reading
from service.people.model.persons import Employment
from service.people.queries.provision import demands
from service.rules.indicators.assessment import target_status
from service.rules.indicators.figure import TargetStatus
from service.rules.indicators.params import EACH_COLLECTION
from service.rules.message import Message
from service.structure.policy import read_policy
from service.structure.queries import structure_on
from service.structure.rules import service_kinds
from service.structure.serving import school_services, this_year
from service.tenancy.scope import Scope

ORGANISATIONS = "organisations"
THEMES: Mapping[str, str] = {
    "subject": N_("предметные дефициты"),
    "methodical": N_("методические дефициты"),
    "psychological": N_("психолого-педагогические дефициты"),
    "managerial": N_("управленческие дефициты"),
    "other": N_("другие дефициты"),
}
SERVICE = N_("Создать методическую службу организации")
NO_SERVICE = N_("В реестре служб организаций у неё нет ни одной единицы.")
DOCUMENT = N_("Представить документ: %(title)s")
NO_DOCUMENT = N_("Документа нет в реестре; его требует %(clause)s.")
ROUTES = N_("Отчёт о работе с педагогами: %(theme)s")
NO_ROUTES = N_("Прошли диагностику в этом учебном году и не имеют маршрута: %(n)s.")
INDICATOR = N_("Повысить показатель: %(title)s")
BELOW = N_("По записям организации: %(met)s из %(all)s.")


@dataclass(frozen=True)
class Deficit:
    """What an organisation lacks, the task that is offered for it, and what stands in the records."""

    organisation_id: int
    place: str
    basis: str
    code: str
    asks: str
    title: Message
    evidence: Message

    @property
    def key(self) -> str:
        """How a proposal is named when it is confirmed."""
        return f"{self.basis}:{self.organisation_id}:{self.code}"


def proposals(scope: Scope) -> Sequence[Deficit]:
    """Deficits that no standing task is about, by organisation."""
    asked = standing_codes(scope)
    named = dict(places(scope))
    order = {key: place for place, key in enumerate(named)}
    found = (*_services(scope), *_documents(scope), *_unrouted(scope, named), *_indicators(scope, named))
    fresh = [one for one in found if (one.organisation_id, one.basis, one.code) not in asked]
    return sorted(fresh, key=lambda one: order.get(one.organisation_id, len(order)))


def missed(scope: Scope) -> list[Reading]:
    """Indicators below their target today, those too that are judged at the end of the year."""
    return [one for one in monitoring.indicators(scope, scope.today) if _short(one)]


def _short(one: Reading) -> bool:
    """Whether the figure of today does not reach the target, whenever it will be judged."""
    params = replace(one.definition.params, assessed=EACH_COLLECTION)
    said = target_status(params, one.target, one.figure.value_status, one.counted.counts, one.as_of)
    return said is TargetStatus.NOT_MET


def _services(scope: Scope) -> Iterator[Deficit]:
    policy = read_policy(scope.profile)
    if not service_kinds(policy):
        return
    for one in school_services(scope, structure_on(scope, scope.today), policy):
        if not one.units:
            yield Deficit(
                one.organisation_id, one.title, "service", "none", "action", Message(SERVICE),
                Message(NO_SERVICE),
            )  # fmt: skip


def _documents(scope: Scope) -> Iterator[Deficit]:
    for demand in demands(scope):
        title = Message(DOCUMENT, {"title": demand.title})
        evidence = Message(NO_DOCUMENT, {"clause": demand.clause})
        for key, place in demand.lacking:
            yield Deficit(key, place, "document", demand.code, "report", title, evidence)


def _unrouted(scope: Scope, named: Mapping[int, str]) -> Iterator[Deficit]:
    """People of a theme of diagnostics passed this school year for whom no route runs."""
    first, _ = this_year(scope.today)
    routed = select(Route.person_id).where(
        Route.tenant_id == Diagnostics.tenant_id,
        Route.person_id == Diagnostics.person_id,
        Route.valid.contains(scope.today),
    )
    chosen = (
        select(Employment.organisation_id, Diagnostics.kind, func.count(Diagnostics.person_id.distinct()))
        .join(
            Employment,
            (Employment.person_id == Diagnostics.person_id)
            & (Employment.tenant_id == Diagnostics.tenant_id)
            & (Employment.kind == "main")
            & Employment.valid.contains(scope.today),
        )
        .where(Diagnostics.on.between(first, scope.today), ~routed.exists())
        .group_by(Employment.organisation_id, Diagnostics.kind)
        .order_by(Diagnostics.kind)
    )
    for key, kind, number in scope.db.execute(chosen):
        if key in named:
            title = Message(ROUTES, {"theme": Message(THEMES[kind])})
            evidence = Message(NO_ROUTES, {"n": number})
            yield Deficit(key, named[key], "diagnostics", kind, "report", title, evidence)


def _indicators(scope: Scope, named: Mapping[int, str]) -> Iterator[Deficit]:
    """Organisations whose own records fall short of a target that the district misses."""
    by_name = {place: key for key, place in named.items()}
    for reading in monitoring.indicators(scope, scope.today):
        subject = reading.definition.params.subject.name
        if subject not in (PEOPLE, ORGANISATIONS) or reading.target is None:
            continue
        # Asked of every such indicator, reached or not: the statements of a page do not follow the figures.
        counted = {
            side: Counter(
                (one.place if subject == PEOPLE else one.name) or ""
                for one in members(scope, reading.definition, scope.today, side, None).items
            )
            for side in (DENOMINATOR, REST)
        }
        if not reading.measured or not _short(reading):
            continue
        for place, rest in counted[REST].items():
            everybody = counted[DENOMINATOR][place]
            if place in by_name and (everybody - rest) < reading.target.value * everybody:
                title = Message(INDICATOR, {"title": reading.definition.rule.title})
                evidence = Message(BELOW, {"met": everybody - rest, "all": everybody})
                yield Deficit(by_name[place], place, "indicator", reading.code, "action", title, evidence)
