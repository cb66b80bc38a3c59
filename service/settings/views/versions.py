"""Settings with the choices made (настройки), and versions of the rules with their differences (редакции)."""

from flask import Blueprint, g, request

from service.core.errors import FieldProblem, Invalid
from service.profiles.changes import compare
from service.profiles.profile import Setting
from service.settings.listing import rule_behind
from service.settings.names import SettingsPermission
from service.settings.queries import edition, editions, in_force
from service.settings.sections import section_rank
from service.settings.views.rules import asked_profile, speech
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("rule_versions", __name__, template_folder="../templates", url_prefix="/<slug>/profile")


@blueprint.get("/settings")
@requires(SettingsPermission.READ)
def choices() -> str:
    """Settings: what the regulation leaves open, the options, the default, what was chosen and why."""
    profile = asked_profile()
    listed = sorted(profile.settings.values(), key=lambda one: section_rank(one.id.partition(".")[0]))
    groups: dict[str, list[Setting]] = {}
    for one in listed:
        groups.setdefault(one.id.partition(".")[0], []).append(one)
    return show(
        "settings/choices.html",
        groups=groups,
        rule_behind=lambda target: rule_behind(profile, target),
        **speech(profile),
    )


@blueprint.get("/versions")
@requires(SettingsPermission.READ)
def versions() -> str:
    """Versions of the tenant's own rules, and what differs between two of them."""
    listed = editions(g.scope.db, g.scope.tenant)
    older, newer = _asked("from"), _asked("to")
    changes = None
    if older and newer:
        changes = compare(edition(listed, older).content, edition(listed, newer).content)
    return show(
        "settings/versions.html",
        editions=listed,
        in_force=now.number if (now := in_force(listed, g.scope.today)) else None,
        changes=changes,
        older=older,
        newer=newer,
        form=form_with(request.args),
        **speech(g.scope.profile),
    )


def _asked(name: str) -> int:
    given = request.args.get(name, "")
    if given and not (given.isdecimal() and len(given) < 9):
        raise Invalid(fields=(FieldProblem(name, "Нужен номер редакции."),))
    return int(given) if given else 0
