"""The card of an association: people and leader, plan, work, papers, what the rules say (карточка)."""

from typing import Any

from flask import g

from service.associations.actions.planning import the_plan
from service.associations.names import (
    ADDRESSEES,
    ANALYSIS_STATES,
    PROPOSAL_STATES,
    SITES,
    STEPS,
    TERM_STATES,
    VISIT_KINDS,
    YEAR_STATES,
    AssociationsEvent,
    AssociationsPermission,
)
from service.associations.policy import AssociationPolicy
from service.associations.queries import kept, monthly, work
from service.associations.queries import listing as reads
from service.associations.queries.teachers import bank as read_bank
from service.associations.rules import month_title, present
from service.associations.sheets import bank_workbook
from service.associations.views.founding import steps
from service.associations.views.listing import seen, workbook
from service.associations.views.sending import asked_year
from service.core.clock import school_year_span
from service.core.language import gettext
from service.meetings.model.bodies import Body
from service.meetings.names import OFFICES as SEATS
from service.meetings.names import STATES as MEETING_STATES
from service.rules.value_words import VALUES
from service.structure.policy import PLACE, read_policy
from service.structure.queries import last_day
from service.structure.queries import unit as unit_of
from service.web.forms import Form
from service.web.guard import requires
from service.web.show import form_with, show


def shared(body: Body, year: int) -> dict[str, Any]:
    """What every tab of the card needs."""
    scope = g.scope
    policy = AssociationPolicy(scope.profile)
    line = seen([body], year)[0]
    present_year = reads.present_year(scope)
    return {
        **line,
        "year": year,
        "years": range(present_year + 1, present_year - 4, -1),
        "policy": policy,
        "kind": policy.kinds.get(body.type or ""),
        "row": reads.years(scope, [body.id], year).get(body.id),
        "states": YEAR_STATES,
        "works": reads.works(scope, body),
        "reviews": reads.reviews(scope, body),
        "belongs": reads.belongs(scope, body),
        "may_write": scope.can(AssociationsPermission.WRITE),
        "closed": reads.closed(scope, body),
        "today": scope.today,
        "rule": lambda name: scope.profile.rule(f"association.{name}"),
        "titles": {
            one.rule: rule.title for one in line["verdicts"] if (rule := scope.profile.rule(one.rule))
        },
        "last_day": last_day,
    }


@requires(AssociationsPermission.READ)
def card(body_id: int) -> str:
    """Who sits in it, who leads it, what the rules say of the year."""
    return show_card(body_id, form_with())


def show_card(body_id: int, form: Form) -> str:
    """The first tab, with a form that was refused."""
    scope, year = g.scope, asked_year()
    body = reads.association(scope, body_id)
    told = shared(body, year)
    state = told["row"].state if told["row"] else None
    ids = [one.person_id for one in (*told["members"], *told["curators"])]
    return show(
        "associations/card.html",
        tab="card",
        form=form,
        terms=work.terms(scope, body.id),
        term_states=TERM_STATES,
        offices=SEATS,
        category_words=VALUES,
        steps=steps(told["row"], {None: 0, "forming": 1, "elected": 2}.get(state, 3)),
        children=reads.children(scope, body.id, year),
        below=reads.persons(scope, [body.id, *work.descendants(scope, body.id)], reads.day_of(scope, year)),
        unit=unit_of(scope, body.unit_id) if body.unit_id else None,
        place=scope.profile.rule(PLACE) if _must_stand(body) else None,
        parent=reads.association(scope, body.parent_id) if body.parent_id else None,
        organisation=work.organisation_name(scope, body.organisation_id),
        elsewhere=work.elsewhere(scope, body.id, ids, reads.day_of(scope, year)),
        acts=work.acts_by_id(scope, told["row"]),
        **told,
    )


def _must_stand(body: Body) -> bool:
    """Whether the rules give this association a place in the structure."""
    of_school = body.organisation_id is not None
    return bool(read_policy(g.scope.profile).above(body.type, of_school=of_school))


@requires(AssociationsPermission.READ)
def plan(body_id: int) -> str:
    """The plan by months with its steps."""
    return show_plan(body_id, form_with())


def show_plan(body_id: int, form: Form) -> str:
    """The tab of the plan, with a form that was refused."""
    scope, year = g.scope, asked_year()
    body = reads.association(scope, body_id)
    told = shared(body, year)
    row = the_plan(scope, body.id, year)
    items = monthly.plan_items(scope, row.id) if row else []
    meetings = monthly.planned(scope, row.id) if row else []
    months = sorted({*told["policy"].months(year), *(one.month for one in items)})
    return show(
        "associations/plan.html",
        tab="plan",
        form=form,
        plan=row,
        months=[
            (
                month_title(month),
                [one for one in items if one.month == month],
                [one for one in meetings if one.month == month],
            )
            for month in months
        ],
        plan_steps=monthly.steps(scope, row.id) if row else [],
        step_words=STEPS,
        held_meetings=work.meetings(scope, body.id, year, held=True),
        names=work.names(scope, [one.responsible_id for one in items]),
        lists={name: told["policy"].items(name) for name in ("goals", "tasks", "forms")},
        clashes=monthly.clashes(scope, body.id, [one.planned_on for one in meetings if one.planned_on]),
        **told,
    )


@requires(AssociationsPermission.READ)
def activity(body_id: int) -> str:
    """Meetings and the seminar, lessons and visits, quality, partners, proposals."""
    scope, year = g.scope, asked_year()
    body = reads.association(scope, body_id)
    told = shared(body, year)
    visits = work.rows(scope, "visits", body.id, year)
    proposals = work.rows(scope, "proposals", body.id, year)
    needs = work.rows(scope, "needs", body.id, year)
    people = [*(one.host_id for one in visits), *(one.person_id for one in (*proposals, *needs))]
    return show(
        "associations/activity.html",
        tab="activity",
        meetings=work.meetings(scope, body.id, year),
        meeting_states=MEETING_STATES,
        visits=visits,
        visitors=work.visitors(scope, [one.id for one in visits]),
        visit_kinds=VISIT_KINDS,
        quality=kept.quality(scope, body.id, year),
        cooperation=work.rows(scope, "cooperation", body.id, year),
        proposals=proposals,
        needs=needs,
        proposal_states=PROPOSAL_STATES,
        addressees=ADDRESSEES,
        names=work.names(scope, people),
        forms=told["policy"].items("forms"),
        **told,
    )


@requires(AssociationsPermission.READ)
def papers(body_id: int) -> str:
    """Documents, the yearly analysis, publications."""
    scope, year = g.scope, asked_year()
    body = reads.association(scope, body_id)
    told = shared(body, year)
    return show(
        "associations/papers.html",
        tab="papers",
        documents=told["policy"].items("documents"),
        there=present(told["policy"], told["facts"]),
        kept={one.code: one for one in work.rows(scope, "documents", body.id, year)},
        analysis=kept.analysis(scope, body.id, year),
        analysis_states=ANALYSIS_STATES,
        published=kept.published(scope, body, year, told["policy"]),
        sites=SITES,
        site_titles=[gettext(SITES[one]) for one in told["policy"].sites],
        **told,
    )


@requires(AssociationsPermission.READ)
def bank(body_id: int) -> str:
    """The data bank: opening it is written to the audit log."""
    scope, year = g.scope, asked_year()
    body = reads.association(scope, body_id)
    reads.allow_belonging(scope, body)
    told = shared(body, year)
    people = [one.person_id for one in told["members"]]
    scope.record(AssociationsEvent.BANK_READ, body, detail={"people": len(people), "year": year})
    g.commit_anyway = True
    return show(
        "associations/bank.html",
        tab="bank",
        teachers=read_bank(scope, people, reads.day_of(scope, year)),
        categories=VALUES,
        before=_before,
        **told,
    )


@requires(AssociationsPermission.READ)
def bank_export(body_id: int) -> Any:
    """The data bank as a workbook: taking it is written to the audit log."""
    scope, year = g.scope, asked_year()
    body = reads.association(scope, body_id)
    reads.allow_belonging(scope, body)
    people = [one.person_id for one in shared(body, year)["members"]]
    scope.record(AssociationsEvent.BANK_READ, body, detail={"people": len(people), "exported": 1})
    g.commit_anyway = True
    content = bank_workbook(read_bank(scope, people, reads.day_of(scope, year)), _before)
    return workbook(
        content, f"{scope.tenant.slug}-association-{body.id}-{school_year_span(year)[0].year}.xlsx"
    )


def _before(day: Any) -> Any:
    """The last day of a category; an open end is none."""
    return None if day is None else type(day).fromordinal(day.toordinal() - 1)
