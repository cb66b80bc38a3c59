"""What structure knows of the rules: units, consents, coordinators and functions of many tenants at once."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, select

from service.documents.model import LegalAct
from service.people.model.organisations import Organisation
from service.people.model.persons import Person
from service.rules.verdict import Status
from service.structure.model import FunctionAssignment, Interaction, Resource, Unit, UnitMember
from service.structure.placing import associations
from service.structure.policy import LEVEL_ALLOWED, PARTIES, read_policy
from service.structure.rules import TUTORS, MemberFacts, State, UnitFacts, facts_of, one_sided
from service.structure.serving import this_year
from service.tenancy.facts import Kept, Known, Survey, records_of

TUTORS_CONSENT, CONTACTS = "people.tutor_consent", "structure.organisation_contacts"
PLACE, MATRIX = "structure.tree", "structure.matrix"
WORK, SERVICES = "register_interactions.listing", "structure.services"
WITH_SCHOOL = Interaction.organisation_id.is_not(None)


def judged(survey: Survey) -> Iterator[Known]:
    """Verdicts on the structure of every tenant, from four statements."""
    states = _states(survey)
    for tenant, profile in survey.profiles.items():
        state = states[tenant]
        for rule_id, facts in (*facts_of(read_policy(profile), state, profile), *_further(state)):
            if profile.rule(rule_id) is None:
                continue
            verdict = profile.evaluate(rule_id, facts)
            if verdict.status is not Status.NOT_APPLICABLE:
                yield Known(tenant, rule_id, verdict=verdict, place=PLACE)


def _further(state: State) -> Iterator[tuple[str, dict[str, Any]]]:
    """Facts of rules that the page of structure does not show."""
    tutors = [one for one in state.members if one.unit_kind == TUTORS]
    yield TUTORS_CONSENT, _lacking([(one.id, one.title, one.consent) for one in tutors])
    if state.units:
        yield LEVEL_ALLOWED, {"level": sorted({one.level for one in state.units})}


def _lacking(asked: Sequence[tuple[int, str, bool]]) -> dict[str, Any]:
    missing = [{"code": str(key), "title": title} for key, title, fine in asked if not fine]
    return {"total": len(asked), "missing": missing}


def _states(survey: Survey) -> dict[int, State]:
    day, ids = survey.today, survey.ids
    units: dict[int, list[UnitFacts]] = {one: [] for one in ids}
    kinds: dict[tuple[int, int], str] = {}
    chosen = select(
        Unit.tenant_id, Unit.id, Unit.kind, Unit.level, Unit.name, Unit.act_id, Unit.coordinator,
        Unit.consent_on, Unit.organisation_id, Unit.parent_id, Unit.guidance, LegalAct,
    ).outerjoin(
        LegalAct, (LegalAct.tenant_id == Unit.tenant_id) & (LegalAct.id == Unit.regulation_id)
    ).where(Unit.tenant_id.in_(ids), Unit.valid.contains(day))  # fmt: skip
    for row in survey.db.execute(chosen.order_by(Unit.name, Unit.id)):
        kinds[row.tenant_id, row.id] = row.kind
        units[row.tenant_id].append(
            UnitFacts(
                row.id,
                row.kind,
                row.level,
                row.name,
                row.act_id is not None,
                row.coordinator,
                row.consent_on is not None,
                row.organisation_id,
                row.parent_id,
                row.guidance,
                row.LegalAct is not None and row.LegalAct.in_force(day),
            )
        )
    members, organisations = _members(survey, kinds), _organisations(survey)
    held, bodies = _held(survey), associations(survey.db, day, ids)
    return {
        one: State(
            units[one],
            members.get(one, ()),
            held.get(one, frozenset()),
            organisations.get(one, {}),
            bodies.get(one, ()),
        )
        for one in ids
    }


def _members(survey: Survey, kinds: dict[tuple[int, int], str]) -> dict[int, list[MemberFacts]]:
    chosen = (
        select(UnitMember.tenant_id, UnitMember.id, UnitMember.unit_id, UnitMember.consent_on, Person)
        .join(Person, (Person.id == UnitMember.person_id) & (Person.tenant_id == UnitMember.tenant_id))
        .where(UnitMember.tenant_id.in_(survey.ids), UnitMember.valid.contains(survey.today))
    )
    found: dict[int, list[MemberFacts]] = {}
    for tenant, key, unit_id, consent, person in survey.db.execute(chosen.order_by(UnitMember.id)):
        if (tenant, unit_id) in kinds:
            one = MemberFacts(key, person.full_name, kinds[tenant, unit_id], consent is not None)
            found.setdefault(tenant, []).append(one)
    return found


def _held(survey: Survey) -> dict[int, set[str]]:
    chosen = select(FunctionAssignment.tenant_id, FunctionAssignment.function).where(
        FunctionAssignment.tenant_id.in_(survey.ids), FunctionAssignment.valid.contains(survey.today)
    )
    found: dict[int, set[str]] = {}
    for tenant, function in survey.db.execute(chosen.distinct()):
        found.setdefault(tenant, set()).add(function)
    return found


def _organisations(survey: Survey) -> dict[int, dict[int, str]]:
    chosen = select(
        Organisation.tenant_id, Organisation.id, Organisation.short_name, Organisation.name
    ).where(
        Organisation.tenant_id.in_(survey.ids), Organisation.own, Organisation.valid.contains(survey.today)
    )
    found: dict[int, dict[int, str]] = {}
    for tenant, key, short, name in survey.db.execute(chosen.order_by(Organisation.sort_key)):
        found.setdefault(tenant, {})[key] = short or name
    return found


def contacts(survey: Survey) -> Iterator[Known]:
    """Organisations where nobody is named as answering for methodical work (PE п. 2.3)."""
    asked = [tenant for tenant, profile in survey.profiles.items() if profile.rule(CONTACTS) is not None]
    if not asked:
        return
    chosen = select(Unit.tenant_id, Unit.organisation_id).where(
        Unit.tenant_id.in_(asked), Unit.valid.contains(survey.today), func.trim(Unit.contact) != ""
    )
    named = {(tenant, key) for tenant, key in survey.db.execute(chosen)}
    organisations = _organisations(survey)
    for tenant in asked:
        listed = organisations.get(tenant, {}).items()
        facts = _lacking([(key, title, (tenant, key) in named) for key, title in listed])
        yield Known(tenant, CONTACTS, verdict=survey.profiles[tenant].evaluate(CONTACTS, facts), place=PLACE)


def parties(survey: Survey) -> Iterator[Known]:
    """How many of this year's records of joint work name too few parties; the worst stands for all."""
    asked = {one: profile for one, profile in survey.profiles.items() if profile.rule(PARTIES) is not None}
    if not asked:
        return
    chosen = select(Interaction.tenant_id, Interaction.first_party, Interaction.second_party).where(
        Interaction.tenant_id.in_(asked), Interaction.held_on.between(*this_year(survey.today))
    )
    sides: dict[int, list[tuple[str, str | None]]] = {}
    for tenant, first, second in survey.db.execute(chosen):
        sides.setdefault(tenant, []).append((first, second))
    for tenant, listed in sides.items():
        profile = asked[tenant]
        numbers = [len({first, second} - {None}) for first, second in listed]
        broken = sum(one_sided(profile, *one) for one in listed)
        yield Known(
            tenant,
            PARTIES,
            verdict=profile.evaluate(PARTIES, {"parties": min(numbers)}),
            place=WORK,
            occasions=len(listed),
            broken=broken,
        )


FACTS = (
    judged,
    contacts,
    parties,
    records_of(
        Kept(
            Unit,
            PLACE,
            (
                "structure:units", "structure:institution", "structure:school_service", "association:unit",
                "regional:regional_units", "regional:unit", "regional:units",
            ),
        ),
        Kept(Unit, PLACE, ("structure:coordinators", "structure:curators"), (Unit.coordinator.is_(True),)),
        Kept(Resource, "register_resources.listing", ("structure:resource",)),
        Kept(Interaction, WORK, ("structure.school_cooperation",), (WITH_SCHOOL,)),
        Kept(FunctionAssignment, MATRIX, ("people:function_holders",)),
    ),
)  # fmt: skip
