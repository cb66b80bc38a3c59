"""Reads of the first day: what stands in the tenant, what was said of the steps, the words it may rename."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from service.access.model import Membership
from service.core.language import N_
from service.documents.model import DocumentTemplate, LegalAct
from service.meetings.model.bodies import Body
from service.people.model.organisations import Organisation
from service.people.model.persons import Employment, Person
from service.setup.model import OpenPage, SetupStep
from service.setup.policy import STEPS, Facts, State, Step, state_of
from service.structure.model import Unit, UnitMember
from service.tenancy.model import Tenant
from service.tenancy.scope import Scope
from service.web.module import Module

NAMING = ("kinds", "positions", "levels", "bodies", "roles", "types", "categories")
"""Lists of the regulation that name things; the others list goals, tasks, directions."""
LONGEST = 60
"""Longer texts are sentences of the regulation, not names."""
MOST = 200
"""Names of one group taken from records."""
EARLIER = N_("Сказано раньше")


@dataclass(frozen=True)
class Seen:
    """A step with how far it is."""

    step: Step
    state: State


def present(scope: Scope) -> Tenant:
    """The tenant as it is described at this moment, in this transaction."""
    chosen = select(Tenant).where(Tenant.id == scope.tenant.id)
    return scope.db.execute(chosen.execution_options(populate_existing=True)).scalar_one()


def facts(scope: Scope) -> Facts:
    """What stands in the tenant; one statement."""
    heads = select(func.count(UnitMember.unit_id.distinct())).where(
        UnitMember.office == "head", UnitMember.valid.contains(scope.today)
    )
    users = select(func.count(Membership.account_id.distinct())).where(Membership.valid.contains(scope.today))
    templates = select(func.count()).where(DocumentTemplate.withdrawn_at.is_(None))
    opened = select(func.count()).select_from(OpenPage).where(OpenPage.tenant_id == scope.tenant.id)
    counted = [
        select(func.count()).where(model.tenant_id == scope.tenant.id)
        for model in (Unit, Organisation, Person)
    ]
    asked = (*counted, heads, users, templates, opened)
    row = scope.db.execute(select(*(one.scalar_subquery() for one in asked))).one()
    return Facts(
        described=scope.tenant.described_at is not None,
        own_act=not scope.profile.draft,
        units=row[0],
        organisations=row[1],
        people=row[2],
        unit_heads=row[3],
        users=row[4],
        templates=row[5],
        opened=row[6] > 0,
        worded=bool(scope.tenant.words),
    )


def marks(scope: Scope) -> Mapping[str, str]:
    """What the administrator said of each step."""
    return {row.step: row.state for row in scope.db.execute(select(SetupStep.step, SetupStep.state))}


def steps(scope: Scope) -> Sequence[Seen]:
    """The steps in their order with how far each is."""
    known, said = facts(scope), marks(scope)
    return [Seen(step, state_of(step, known, said)) for step in STEPS]


@dataclass(frozen=True)
class Progress:
    """How far the first day is; `begun` once the administrator did anything of it."""

    done: int
    total: int
    begun: bool


def progress(scope: Scope) -> Progress | None:
    """How far the first day is; None when no step is open any more."""
    seen = steps(scope)
    if all(one.state != State.OPEN for one in seen):
        return None
    return Progress(
        sum(one.state == State.DONE for one in seen), len(seen), scope.tenant.described_at is not None
    )


def terms(scope: Scope, cards: Iterable[Module]) -> Mapping[str, Sequence[str]]:
    """Names that a tenant may say in its own words, by the group they belong to.

    Each group is a title of ours; a name stands once, in its first group. What was said otherwise before
    and stands nowhere any more comes last, so that it is not lost.
    """
    found: dict[str, list[str]] = {}
    known: set[str] = set()
    groups = [(title, names) for card in cards for title, names in card.terms.items()]
    for rule in scope.profile.of_kind("list"):
        if not rule.silent and rule.id.endswith(NAMING):
            groups.append((rule.title, [item.title for item in rule.params.items]))
    groups += [*entered(scope), (EARLIER, sorted(scope.tenant.words))]
    for title, names in groups:
        fresh = [name for name in dict.fromkeys(names) if name not in known and len(name) <= LONGEST]
        known.update(fresh)
        if fresh:
            found.setdefault(title, []).extend(fresh)
    return found


def entered(scope: Scope) -> Iterator[tuple[str, list[str]]]:
    """Names that the tenant's own records hold: to be said in its other language, too."""
    taught = select(func.unnest(Employment.subjects).label("name"))
    led = select(Body.subject.label("name")).where(Body.subject.is_not(None))
    for title, names in (
        (N_("Должности людей"), select(Employment.position_title.label("name"))),
        (N_("Предметы и направления"), taught.union_all(led)),
        (N_("Виды актов"), select(LegalAct.kind.label("name"))),
    ):
        found = names.subquery()
        chosen = select(found.c.name).where(func.length(found.c.name) <= LONGEST).group_by(found.c.name)
        often = chosen.order_by(func.count().desc(), found.c.name).limit(MOST)
        yield title, sorted(filter(None, scope.db.execute(often).scalars()))
