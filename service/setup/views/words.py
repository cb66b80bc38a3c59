"""The tenant's own words (слова района): what it calls bodies, offices, positions, roles."""

from typing import Any

from flask import Blueprint, current_app, g, redirect, url_for
from werkzeug.wrappers import Response

from service.core.errors import Problem
from service.setup import actions, queries
from service.setup.names import SetupPermission
from service.setup.schema import WordsDraft
from service.web.forms import Form, load, typed
from service.web.guard import requires
from service.web.requests import afterwards
from service.web.shell import shell
from service.web.show import form_with, show

blueprint = Blueprint(
    "setup_words", __name__, template_folder="../templates", url_prefix="/<slug>/settings/words"
)


@blueprint.get("", strict_slashes=False)
@requires(SetupPermission.MANAGE)
def page() -> str:
    """Every name that may be said otherwise, with what the tenant says."""
    tenant = g.scope.tenant
    return _page(
        form_with({"seen": tenant.described_at.isoformat() if tenant.described_at else ""}), tenant.words
    )


def _page(form: Form, words: Any) -> str:
    terms = queries.terms(g.scope, current_app.extensions["modules"])
    numbered, number = {}, 0
    for title, names in terms.items():
        numbered[title] = [(number + place, name) for place, name in enumerate(names)]
        number += len(names)
    return show("setup/words.html", form=form, terms=numbered, words=words)


@blueprint.post("", strict_slashes=False)
@requires(SetupPermission.MANAGE)
def change() -> Response | tuple[str, int]:
    """Write the words; what is left empty keeps our name."""
    values = typed()
    words = {
        term: {language: values.get(f"{language}-{name.removeprefix('term-')}") for language in ("ru", "alt")}
        for name, term in values.items()
        if name.startswith("term-") and isinstance(term, str)
    }
    filled = {term: own for term, own in words.items() if any(own.values())}
    try:
        draft = load(WordsDraft(), {"words": filled, "seen": values.get("seen")})
        known = queries.terms(g.scope, current_app.extensions["modules"])
        actions.say_so(
            g.scope, draft["words"], {name for names in known.values() for name in names}, draft["seen"]
        )
    except Problem as problem:
        return _page(form_with(values, problem), filled), problem.status
    afterwards(shell().forget_tenants)
    return redirect(url_for("setup_words.page"))
