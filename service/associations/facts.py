"""What associations know of the rules: the year of every association of many tenants, records they keep."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from sqlalchemy import func, select

from service.associations.model.papers import AssociationAnalysis, AssociationDocument, FiledPaper
from service.associations.model.work import (
    Cooperation,
    LessonVisit,
    MemberProposal,
    QualitySheet,
    TeacherNeed,
)
from service.associations.policy import AssociationPolicy
from service.associations.queries.facts import registered
from service.associations.queries.programmes import programmes
from service.associations.rules import verdicts
from service.core.clock import school_year
from service.meetings.model.bodies import Body
from service.meetings.model.plans import YearPlan
from service.people.model.persons import Employment
from service.rules.verdict import Status
from service.tenancy.context import TenantSession
from service.tenancy.facts import Kept, Known, Survey, records_of
from service.tenancy.scope import Actor, Scope

CARD, LISTING = "associations.card", "associations.listing"
TEACHER = "teacher"
DOCUMENTS, SETS = "association.documents", "documents.association_sets"
ARCHIVE, INVENTORY = "documents.archive", "associations.inventory"


def years(survey: Survey) -> Iterator[Known]:
    """Verdicts on the present school year of every association that the rules govern."""
    year = school_year(survey.today)
    bodies = survey.db.execute(
        select(Body)
        .where(Body.tenant_id.in_(survey.ids), Body.kind == "association", Body.valid.contains(survey.today))
        .order_by(Body.tenant_id, Body.name, Body.id)
    ).scalars()
    living = list(bodies)
    taught = _taught(survey) if living else {}
    known = programmes(survey.db, survey.ids if living else (), survey.today)
    sets: dict[int, list[tuple[Body, bool]]] = {}
    for tenants in survey.zones().values():
        here = [body for body in living if body.tenant_id in tenants]
        found = registered(_seen(survey, tenants[0]), [body.id for body in here], year, survey.today)
        for body in here:
            policy = AssociationPolicy(survey.profiles[body.tenant_id])
            if not policy.governs(body.type):
                continue
            facts = found[body.id]
            subjects = taught.get(body.tenant_id, {})
            people = (subjects.get(one.lower(), frozenset()) for one in policy.subjects(body.subject))
            facts.programmes = known.complete(policy, body)
            facts.teachers = len(frozenset().union(*people))
            for verdict in verdicts(policy, facts, survey.today):
                if verdict.status is Status.NOT_APPLICABLE:
                    continue
                if verdict.rule == DOCUMENTS:
                    sets.setdefault(body.tenant_id, []).append((body, verdict.status is Status.PASS))
                key = {"body_id": body.id}
                yield Known(
                    body.tenant_id, verdict.rule, verdict=verdict, title=body.name, place=CARD, key=key
                )
    yield from _sets(survey, sets)


def _sets(survey: Survey, sets: Mapping[int, Sequence[tuple[Body, bool]]]) -> Iterator[Known]:
    """Whether every association has its whole set of documents (LU1 п. 4.10)."""
    for tenant, listed in sets.items():
        profile = survey.profiles[tenant]
        if profile.rule(SETS) is not None:
            missing = [{"code": str(body.id), "title": body.name} for body, fine in listed if not fine]
            facts = {"total": len(listed), "missing": missing}
            yield Known(tenant, SETS, verdict=profile.evaluate(SETS, facts), place=LISTING)


def archive(survey: Survey) -> Iterator[Known]:
    """Whether every agreed plan and accepted analysis lies in a case of the files (LU4 п. 5.4)."""
    asked = [one for one, profile in survey.profiles.items() if profile.rule(ARCHIVE) is not None]
    if not asked:
        return
    filed = select(FiledPaper.tenant_id, FiledPaper.body_id, FiledPaper.year, FiledPaper.paper)
    there = {tuple(row) for row in survey.db.execute(filed.where(FiledPaper.tenant_id.in_(asked)))}
    papers: dict[int, list[dict[str, str]]] = {one: [] for one in asked}
    totals = dict.fromkeys(asked, 0)
    for paper, model, done in (
        ("plan", YearPlan, YearPlan.approved_on.is_not(None)),
        ("analysis", AssociationAnalysis, AssociationAnalysis.state == "accepted"),
    ):
        rows = (
            select(model.tenant_id, model.body_id, model.year, Body.name)
            .join(Body, (Body.tenant_id == model.tenant_id) & (Body.id == model.body_id))
            .where(model.tenant_id.in_(asked), Body.kind == "association", done)
        )
        for tenant, body, year, name in survey.db.execute(rows.order_by(Body.name, model.year)):
            totals[tenant] += 1
            if (tenant, body, year, paper) not in there:
                said = {"code": f"{paper}{body}y{year}", "title": f"{name}, {year}/{(year + 1) % 100:02d}"}
                papers[tenant].append(said)
    for tenant in asked:
        if totals[tenant]:
            facts = {"total": totals[tenant], "missing": papers[tenant]}
            verdict = survey.profiles[tenant].evaluate(ARCHIVE, facts)
            yield Known(tenant, ARCHIVE, verdict=verdict, place=INVENTORY)


def _seen(survey: Survey, tenant: int) -> Scope:
    """A scope by whose clock the meetings of one time zone are read; rows are found by ids alone."""
    db = cast(TenantSession, survey.db)
    return Scope(db, survey.tenants[tenant], Actor(), survey.profiles[tenant], survey.now)


def _taught(survey: Survey) -> Mapping[int, Mapping[str, frozenset[int]]]:
    """Teachers of every tenant by subject; one of two schools is one person."""
    subject = func.unnest(Employment.subjects).label("subject")
    rows = (
        select(Employment.tenant_id, Employment.person_id, subject)
        .where(
            Employment.tenant_id.in_(survey.ids),
            Employment.position == TEACHER,
            Employment.valid.contains(survey.today),
        )
        .subquery()
    )
    found: dict[int, dict[str, set[int]]] = {}
    listed = select(rows.c.tenant_id, func.lower(rows.c.subject).label("subject"), rows.c.person_id)
    for tenant, name, person in survey.db.execute(listed.distinct()):
        found.setdefault(tenant, {}).setdefault(name, set()).add(person)
    return {
        tenant: {name: frozenset(people) for name, people in subjects.items()}
        for tenant, subjects in found.items()
    }


FACTS = (
    years,
    archive,
    records_of(
        Kept(AssociationAnalysis, LISTING, ("association:association_analysis",)),
        Kept(Cooperation, LISTING, ("association:cooperation",)),
        Kept(LessonVisit, LISTING, ("association.lesson_visits",)),
        Kept(MemberProposal, LISTING, ("association.member_proposals",)),
        Kept(QualitySheet, LISTING, ("association.quality", "association.teaching_state")),
        Kept(TeacherNeed, LISTING, ("diagnostics_routes.needs",)),
        Kept(
            Body, LISTING, ("association.subjects",), (Body.kind == "association", Body.subject.is_not(None))
        ),
        Kept(
            AssociationDocument,
            LISTING,
            (
                "documents.association_regulation",
                "documents.association_plan",
                "documents.association_analysis",
            ),
        ),
    ),
)
