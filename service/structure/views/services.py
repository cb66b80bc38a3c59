"""The page of methodical services of organisations: whose they are, and with whom there was no joint work."""

from flask import Response, g

from service.structure import queries
from service.structure.names import StructureEvent, StructurePermission
from service.structure.rules import SCHOOL_SERVICE, one_sided, service_kinds
from service.structure.serving import joint_work, school_services
from service.structure.sheets import services_workbook
from service.structure.views import drawing
from service.structure.views.tree import kept_date, policy_on, profile_on, workbook_answer
from service.web.api import asked_date
from service.web.guard import requires
from service.web.show import show

COORDINATED = "structure.services_coordination"
KEPT = ("structure.school_services", SCHOOL_SERVICE, COORDINATED)
WORK = ("structure.school_cooperation", "structure.interaction_parties")


@requires(StructurePermission.READ)
def page() -> str:
    """Organisations with their services on a day, joint work of the school year, and what is missing."""
    scope = g.scope
    on = asked_date("on", scope.today)
    profile = profile_on(on)
    policy = policy_on(profile)
    services = school_services(scope, queries.structure_on(scope, on), policy)
    work = joint_work(scope, on)
    return show(
        "structure/services.html",
        policy=policy,
        services=services,
        served=sum(1 for one in services if one.units),
        idle=[one for one in services if not one.worked],
        inside=bool(service_kinds(policy)),
        one_sided=[one for one in work if one_sided(profile, one.first_party, one.second_party)],
        undirected=[one for one in work if not one.direction],
        worked=len(work),
        rules=[rule for name in (*KEPT, *WORK) if (rule := drawing.rule_of(profile, name)) is not None],
        coordinated=drawing.rule_of(profile, COORDINATED) is not None,
        on_day=on,
        kept=kept_date(on),
        is_today=on == scope.today,
        reads_work=scope.can(StructurePermission.READ_WORK),
        may_write=scope.can(StructurePermission.WRITE),
    )


@requires(StructurePermission.READ)
def export() -> Response:
    """The services of organisations on a day as a workbook."""
    scope = g.scope
    on = asked_date("on", scope.today)
    services = school_services(scope, queries.structure_on(scope, on), policy_on(profile_on(on)))
    scope.record(StructureEvent.EXPORTED, detail={"rows": len(services)})
    g.commit_anyway = True
    return workbook_answer(services_workbook(services), f"{scope.tenant.slug}-services-{on:%Y-%m-%d}.xlsx")
