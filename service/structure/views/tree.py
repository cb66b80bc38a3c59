"""The structure as a tree on any date, what the profile requires of it, and its creation at one go."""

from datetime import date
from typing import Any

from flask import Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.core.errors import Invalid
from service.profiles.profile import Profile
from service.structure import queries
from service.structure.actions.units import create_expected
from service.structure.names import StructureEvent, StructurePermission
from service.structure.policy import KINDS, LEVELS, REQUIRED, StructurePolicy, read_policy
from service.structure.rules import check_structure, service_kinds
from service.structure.schema import ExpectedDraft
from service.structure.sheets import structure_workbook
from service.structure.views import drawing
from service.web.api import asked_date
from service.web.forms import load, typed
from service.web.guard import requires
from service.web.shell import shell
from service.web.show import form_with, show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def profile_on(on: date) -> Profile:
    """The rules of a date."""
    scope = g.scope
    found: Profile = (
        scope.profile if on == scope.profile.on else shell().load_profile(scope.db, scope.tenant, on)
    )
    return found


def policy_on(profile: Profile) -> StructurePolicy:
    """The structure section of a date; before the act, today's words for what stood then."""
    policy = read_policy(profile)
    return policy if policy.levels else read_policy(g.scope.profile)


def kept_date(on: date) -> dict[str, str]:
    """The date to keep in links; nothing for today."""
    return {} if on == g.scope.today else {"on": on.isoformat()}


@requires(StructurePermission.READ)
def tree() -> str:
    """Units by levels with heads and members, and what the profile requires and is missing."""
    on = asked_date("on", g.scope.today)
    profile = profile_on(on)
    policy = policy_on(profile)
    structure = queries.structure_on(g.scope, on)
    levels = drawing.tree(structure, policy, profile, kept_date(on))
    inside = set(service_kinds(policy))
    return show(
        "structure/tree.html",
        structure=structure,
        policy=policy,
        levels=levels,
        verdicts=check_structure(profile, policy, structure.state()),
        counts=[
            (level.title, sum(1 for unit in structure.units if unit.level == level.code))
            for level in policy.levels
        ],
        forms=_forms(structure, policy),
        served=len({unit.organisation_id for unit in structure.units if unit.kind in inside} - {None}),
        has_services=bool(inside),
        absent=absent_kinds(policy, structure),
        rules=[profile.rules[one] for one in (LEVELS, KINDS, REQUIRED) if one in profile.rules],
        on_day=on,
        kept=kept_date(on),
        is_today=on == g.scope.today,
        may_write=g.scope.can(StructurePermission.WRITE),
    )


def _forms(structure: queries.Structure, policy: StructurePolicy) -> list[tuple[str, int]]:
    """How many units there are of each legal form, where the profile names forms."""
    return [
        (title, sum(1 for unit in structure.units if unit.legal_form == code))
        for code, title in policy.legal_forms.items()
    ]


def absent_kinds(policy: StructurePolicy, structure: queries.Structure) -> list[Any]:
    """Kinds of units that this tenant may have and has not."""
    present = {unit.kind for unit in structure.units}
    return [kind for kind in policy.creatable if kind.code not in present]


@requires(StructurePermission.READ)
def export() -> Response:
    """The structure of a date as a workbook: units and their people."""
    scope = g.scope
    on = asked_date("on", scope.today)
    policy = policy_on(profile_on(on))
    structure = queries.structure_on(scope, on)
    content = structure_workbook(structure, policy)
    scope.record(StructureEvent.EXPORTED, detail={"rows": len(structure.units)})
    g.commit_anyway = True
    return workbook_answer(content, f"{scope.tenant.slug}-structure-{on:%Y-%m-%d}.xlsx")


def workbook_answer(content: bytes, name: str) -> Response:
    """A workbook to save."""
    return Response(content, mimetype=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@requires(StructurePermission.WRITE)
def start() -> str:
    """Which units the regulation names: choose, confirm, create at one go."""
    policy = read_policy(g.scope.profile)
    return _start(form_with({"kinds": list(policy.required), "starts": _first_day()}))


@requires(StructurePermission.WRITE)
def start_now() -> AnyResponse | tuple[str, int]:
    """Create the chosen units."""
    values = typed()
    values["kinds"] = request.form.getlist("kinds")
    try:
        asked = load(ExpectedDraft(), {name: values.get(name) for name in ("kinds", "starts")})
        create_expected(g.scope, asked["kinds"], asked["starts"])
    except Invalid as problem:
        g.scope.db.rollback()
        return _start(form_with(values, problem)), problem.status
    return redirect(url_for("structure.tree"))


def _first_day() -> date:
    """The day the own act came into force, else today."""
    own = [one for one in g.scope.profile.layers if one.owner == g.scope.tenant.slug and one.act]
    begun = own[-1].act.starts if own and own[-1].act else None
    today: date = g.scope.today
    return begun if begun is not None and begun.year > 1900 else today


def _start(form: Any) -> str:
    policy = read_policy(g.scope.profile)
    structure = queries.structure_on(g.scope, g.scope.today)
    absent = absent_kinds(policy, structure)
    return show(
        "structure/start.html",
        form=form,
        absent=absent,
        required=policy.required,
        level_titles={level.code: level.title for level in policy.levels},
        rule=drawing.rule_of(g.scope.profile, REQUIRED),
        kinds_rule=drawing.rule_of(g.scope.profile, KINDS),
    )
