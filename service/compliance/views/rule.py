"""One rule of the regulation: its state, history, who answers, waivers."""

from collections.abc import Callable
from typing import Any

from flask import g, url_for

from service.compliance.actions import assigning, waiving
from service.compliance.names import CompliancePermission
from service.compliance.queries import rows
from service.compliance.queries.people import assignable
from service.compliance.queries.waivers import waivers
from service.compliance.rechecking import recheck
from service.compliance.schema import ResponsibleDraft, WaiverDraft, WaiverRevocation
from service.compliance.views.pages import blueprint, shown
from service.core.errors import FieldProblem, Invalid
from service.meetings.views.acting import Answer, done
from service.profiles.profile import COUNTED
from service.web.forms import Form, load
from service.web.guard import requires
from service.web.show import form_with, show

__all__ = ["blueprint"]
NOT_LISTED = assigning.NOBODY


@blueprint.get("/rules/<rule_id>")
@requires(CompliancePermission.READ)
def rule(rule_id: str) -> str:
    """A rule with everything that is known of it."""
    return _page(rule_id, form_with())


@blueprint.post("/rules/<rule_id>/responsible")
@requires(CompliancePermission.ASSIGN)
def assign(rule_id: str) -> Answer:
    """Let a person or a unit answer for the rule."""
    return _done(rule_id, lambda values: assigning.assign(g.scope, rule_id, *_chosen(values)))


@blueprint.post("/rules/<rule_id>/waivers")
@requires(CompliancePermission.WAIVE)
def waive(rule_id: str) -> Answer:
    """Record a waiver of the rule."""

    def act(values: dict[str, Any]) -> None:
        waiving.waive(g.scope, rule_id, load(WaiverDraft(), values))
        recheck(g.scope)

    return _done(rule_id, act)


@blueprint.post("/rules/<rule_id>/waivers/<int:waiver_id>/revoke")
@requires(CompliancePermission.WAIVE)
def revoke(rule_id: str, waiver_id: int) -> Answer:
    """Revoke a waiver."""

    def act(values: dict[str, Any]) -> None:
        waiving.revoke(g.scope, waiver_id, load(WaiverRevocation(), values)["reason"])
        recheck(g.scope)

    return _done(rule_id, act)


def _chosen(values: dict[str, Any]) -> tuple[int | None, int | None]:
    """Who was chosen: «person-3», «unit-5», or nobody in particular."""
    what, _, number = str(values.pop("responsible", None) or "").partition("-")
    if not what:
        return None, None
    if what not in ("person", "unit") or not number.isdecimal():
        raise Invalid(fields=(FieldProblem("responsible", NOT_LISTED),))
    draft = load(ResponsibleDraft(), {f"{what}_id": number})
    return draft["person_id"], draft["unit_id"]


def _done(rule_id: str, act: Callable[[dict[str, Any]], Any]) -> Answer:
    back = url_for("regulation.rule", rule_id=rule_id)
    return done(act, back, lambda form: _page(rule_id, form))


def _page(rule_id: str, form: Form) -> str:
    line = rows.line(g.scope, rule_id)
    may_assign = g.scope.can(CompliancePermission.ASSIGN)
    return show(
        "compliance/rule.html",
        line=line,
        form=form,
        history=rows.history(g.scope, rule_id),
        waivers=waivers(g.scope, rule_id),
        may_waive=waiving.may_waive(g.scope),
        counted=line.rule.kind in COUNTED,
        may_assign=may_assign,
        assignable=assignable(g.scope) if may_assign else [],
        **shown(),
    )
