"""The list of associations with the state of their school year, its totals, its workbook."""

from datetime import date
from typing import Any

from flask import Response, g, request

from service.associations.names import (
    ADDRESSEES,
    PROPOSAL_STATES,
    YEAR_STATES,
    AssociationsEvent,
    AssociationsPermission,
)
from service.associations.policy import AssociationPolicy
from service.associations.queries import listing as reads
from service.associations.queries import work
from service.associations.queries.facts import gather
from service.associations.rules import YearFacts, counted, empty_months, present, verdicts
from service.associations.sheets import list_workbook
from service.associations.views.sending import asked_year
from service.core.paging import paging
from service.meetings.model.bodies import Body
from service.meetings.queries.bodies import Composition, compositions
from service.rules.verdict import Status, Verdict
from service.tenancy.scope import Scope
from service.web.guard import requires
from service.web.show import show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RULES = ("min_members", "order", "leader", "frequency", "seminar", "documents")


def seen(bodies: Any, year: int) -> list[dict[str, Any]]:
    """Associations with facts, verdicts and people of a year, in a fixed number of statements."""
    scope = g.scope
    policy, day = AssociationPolicy(scope.profile), reads.day_of(scope, year)
    facts = gather(scope, bodies, year, day)
    seated = compositions(scope, [one.id for one in bodies], day)
    return [_line(policy, body, facts[body.id], seated[body.id], day) for body in bodies]


def _line(
    policy: AssociationPolicy, body: Body, facts: YearFacts, seated: Composition, day: Any
) -> dict[str, Any]:
    governed = policy.governs(body.type)
    told = verdicts(policy, facts, day) if governed else []
    by_rule = {one.rule.partition(".")[2]: one for one in told}
    listed = set(policy.items("documents"))
    least = policy.least if governed else None
    return {
        "body": body,
        "facts": facts,
        "governed": governed,
        "verdicts": told,
        "by": by_rule,
        "failed": sum(one.status is Status.FAIL for one in told),
        "leader": seated.holder("leader"),
        "members": seated.members,
        "curators": seated.curators,
        "counted": counted(policy, facts),
        "least": least,
        "small": least is not None and counted(policy, facts) < least,
        "due": policy.order_due(facts.year) if governed else None,
        "papers": (len(present(policy, facts) & listed), len(listed)),
        "empty_months": empty_months(policy, facts) if facts.plan_id else [],
    }  # fmt: skip


@requires(AssociationsPermission.READ)
def listing() -> str:
    """Associations of a school year with their state, filtered, by pages."""
    scope, year = g.scope, asked_year()
    policy = AssociationPolicy(scope.profile)
    asked = {name: request.args.get(name) or None for name in ("kind", "subject", "search")}
    page = reads.page(scope, paging(request.args.get("page", 1)), year=year, **asked)
    day = reads.day_of(scope, year)
    total, people = reads.whole(scope, year, day)
    schools = in_schools(scope, day)
    return show(
        "associations/list.html",
        page=page,
        lines=seen(page.items, year),
        year=year,
        years=range(reads.present_year(scope) + 1, reads.present_year(scope) - 4, -1),
        asked=asked,
        filtered=any(asked.values()),
        kinds=policy.kinds,
        states=YEAR_STATES,
        policy=policy,
        rules=[rule for name in RULES if (rule := scope.profile.rule(f"association.{name}"))],
        silent=not verdicts(policy, YearFacts(year), day) and schools is None,
        elected=work.elected(scope, year),
        total=total,
        people=people,
        due=policy.order_due(year),
        today=scope.today,
        in_schools=schools,
        may_write=scope.can(AssociationsPermission.WRITE),
    )


def in_schools(scope: Scope, day: date) -> Verdict | None:
    """Whether every organisation has an association of its own, where the regulation asks for it."""
    rule = scope.profile.rule("association.in_every_school")
    if rule is None:
        return None
    total, missing = work.schools_without(scope, day)
    lacking = [{"code": f"o{one}", "title": name} for one, name in missing]
    return scope.profile.evaluate(rule.id, {"total": total, "missing": lacking})


@requires(AssociationsPermission.WRITE)
def inbox() -> str:
    """Proposals of members that wait for the centre or the council, then those answered."""
    scope = g.scope
    asked = request.args.get("addressee")
    chosen = asked if asked in ADDRESSEES else None
    page = reads.inbox(scope, paging(request.args.get("page", 1)), chosen)
    return show(
        "associations/inbox.html",
        page=page,
        chosen=chosen,
        addressees=ADDRESSEES,
        states=PROPOSAL_STATES,
        names=work.names(scope, [row.person_id for row, _ in page.items]),
        rule=scope.profile.rule("association.member_proposals"),
    )


@requires(AssociationsPermission.READ)
def export() -> Response:
    """The associations of a school year as a workbook."""
    scope, year = g.scope, asked_year()
    lines = seen(reads.living(scope, year), year)
    policy = AssociationPolicy(scope.profile)
    content = list_workbook(lines, policy)
    scope.record(AssociationsEvent.EXPORTED, detail={"rows": len(lines), "year": year})
    g.commit_anyway = True
    return workbook(content, f"{scope.tenant.slug}-associations-{year}.xlsx")


def workbook(content: bytes, name: str) -> Response:
    """A workbook to save."""
    return Response(content, mimetype=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
