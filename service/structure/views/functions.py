"""Who holds which function: a matrix of specialists, or levels by directions (закрепление функций)."""

from typing import Any

from flask import Response, g, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.core.errors import Invalid
from service.structure import queries, supporting
from service.structure.actions.functions import assign, function_of, unassign
from service.structure.choices import unit_choices
from service.structure.names import StructureEvent, StructurePermission
from service.structure.policy import FUNCTION_SPECIALIST, FUNCTIONS, LEVEL_DIRECTION, MATRIX, read_policy
from service.structure.rules import HOLDERS, holders
from service.structure.schema import HolderDraft, LastDay
from service.structure.sheets import functions_workbook
from service.structure.views import drawing
from service.structure.views.choosing import candidates, with_person
from service.structure.views.tree import kept_date, policy_on, profile_on, workbook_answer
from service.web.api import asked_date
from service.web.forms import load, typed
from service.web.guard import requires
from service.web.show import form_with, show

HOLDER_FIELDS = ("person_id", "unit_id", "support", "starts", "ends")


@requires(StructurePermission.READ)
def matrix() -> str:
    """Every function of the regulation with its holders on a date; what nobody holds stands out."""
    scope = g.scope
    on = asked_date("on", scope.today)
    profile = profile_on(on)
    policy = policy_on(profile)
    holdings = queries.holdings_on(scope, on)
    listed = drawing.rows(policy, holdings)
    held = frozenset(one.row.function for one in holdings)
    verdict = profile.evaluate(HOLDERS, holders(policy, held)) if profile.rule(HOLDERS) else None
    return show(
        "structure/functions.html",
        policy=policy,
        groups=drawing.groups(policy, listed),
        specialists=drawing.specialists(listed),
        by_specialist=policy.matrix == FUNCTION_SPECIALIST,
        by_level=policy.matrix == LEVEL_DIRECTION,
        total=len(listed),
        covered=sum(1 for row in listed if row.holdings),
        level_titles={level.code: level.title for level in policy.levels},
        verdict=verdict,
        rule=drawing.rule_of(profile, MATRIX, FUNCTIONS),
        on_day=on,
        kept=kept_date(on),
        is_today=on == scope.today,
        may_write=scope.can(StructurePermission.WRITE),
    )


@requires(StructurePermission.READ)
def export() -> Response:
    """Functions and their holders on a date as a workbook."""
    scope = g.scope
    on = asked_date("on", scope.today)
    policy = policy_on(profile_on(on))
    content = functions_workbook(policy, queries.holdings_on(scope, on))
    scope.record(StructureEvent.EXPORTED, detail={"rows": len(policy.counted_functions)})
    g.commit_anyway = True
    return workbook_answer(content, f"{scope.tenant.slug}-functions-{on:%Y-%m-%d}.xlsx")


@requires(StructurePermission.WRITE)
def give(code: str) -> str:
    """The form that gives a function to somebody."""
    return _form(code, form_with({"starts": g.scope.today}))


@requires(StructurePermission.WRITE)
def give_now(code: str) -> AnyResponse | tuple[str, int]:
    """Give a function to a person or a unit."""
    values = typed()
    try:
        found = with_person(values)
        assign(
            g.scope,
            code,
            load(HolderDraft(), {name: found[name] for name in HOLDER_FIELDS if found.get(name) is not None}),
        )
        g.scope.db.flush()
    except Invalid as problem:
        g.scope.db.rollback()
        return _form(code, form_with(values, problem)), problem.status
    return redirect(url_for("structure.matrix", _anchor=f"function-{code.replace('.', '-')}"))


@requires(StructurePermission.WRITE)
def take(assignment_id: int) -> AnyResponse:
    """Take a function from its holder after today or another day."""
    asked = load(LastDay(), typed())
    row = unassign(g.scope, assignment_id, asked["last_day"])
    return redirect(url_for("structure.give", code=row.function))


def _form(code: str, form: Any) -> str:
    scope = g.scope
    policy = read_policy(scope.profile)
    function = function_of(policy, code)
    return show(
        "structure/function_form.html",
        function=function,
        direction=policy.directions.get(function.direction, ""),
        holdings=queries.holdings_on(scope, scope.today, function.same_as or function.code),
        only_people=policy.matrix == FUNCTION_SPECIALIST,
        units=unit_choices(scope, scope.today),
        kinds=supporting.offered(scope.profile),
        people=candidates(form),
        form=form,
        today=scope.today,
        first_day=queries.first_day,
        act=drawing.rule_of(scope.profile, FUNCTIONS),
    )
