"""Publishing: what the region will see before it is published, the act itself, what was published before."""

from datetime import date
from typing import Any

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from service.comparison.actions import publishing as actions
from service.comparison.asked import month_ends
from service.comparison.names import ComparisonPermission
from service.comparison.queries import own
from service.comparison.queries.canonical import figures, unpublishable
from service.comparison.rules.crosswalk import REASON_WORDS
from service.comparison.rules.disclosure import SMALLEST_GROUP
from service.comparison.schema import PublicationDraft
from service.core.errors import Problem
from service.core.paging import paging
from service.monitoring import frozen
from service.monitoring.asked import scope_on
from service.monitoring.listing import PEOPLE
from service.monitoring.places import card_of
from service.monitoring.queries import definition as find_definition
from service.monitoring.wording import KINDS, fact_words
from service.people.names import PeoplePermission
from service.web.forms import load, typed
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("publishing", __name__, url_prefix="/<slug>/comparison", template_folder="../templates")


@blueprint.get("/publish")
@requires(ComparisonPermission.PUBLISH)
def draft() -> str:
    """What would be published on a day, figure by figure, and the form of the act."""
    actions.only_municipalities(g.scope)
    return _page(_asked(), form_with())


def _asked() -> date:
    """The month's end that the address or the form names, else the latest one."""
    choices = month_ends(g.scope.today)
    given = request.values.get("as_of", "")
    return next((day for day in choices if day.isoformat() == given), choices[0])


def _page(as_of: date, form: Any) -> str:
    scope = scope_on(as_of)
    agreements = own.in_force(scope)
    return show(
        "comparison/publish.html",
        as_of=as_of,
        choices=month_ends(scope.today),
        figures=figures(scope, as_of),
        before=own.latest_of(scope, as_of),
        agreements=agreements,
        least=max((one.min_cell for one in agreements), default=SMALLEST_GROUP),
        shared={code for one in agreements for code in one.indicators},
        organisations=bool(agreements) and all(one.organisations_shown for one in agreements),
        unpublishable=unpublishable(scope.profile),
        reason_words=REASON_WORDS,
        form=form,
    )


@blueprint.post("/publish")
@requires(ComparisonPermission.PUBLISH)
def publish() -> str | Response | tuple[str, int]:
    """Publish."""
    values = typed()
    try:
        asked = load(PublicationDraft(), values)
        made = actions.publish(scope_on(min(asked["as_of"], g.scope.today)), asked)
    except Problem as problem:
        g.scope.db.rollback()
        shown = next(
            (day for day in month_ends(g.scope.today) if day.isoformat() == values.get("as_of")), None
        )
        return _page(shown or _asked(), form_with(values, problem)), problem.status
    return redirect(url_for("publishing.card", publication_id=made.id))


@blueprint.get("/publications/")
@requires(ComparisonPermission.READ)
def listing() -> str:
    """Everything published, revisions included."""
    actions.only_municipalities(g.scope)
    page = own.publications(g.scope, paging(request.args.get("page", 1)))
    return show("comparison/publications.html", page=page)


@blueprint.get("/publications/<int:publication_id>")
@requires(ComparisonPermission.READ)
def card(publication_id: int) -> str:
    """One publication: frozen figures, digest, other revisions of the day and what they changed."""
    found = own.publication(g.scope, publication_id)
    frozen = own.figures_of(g.scope, found.id)
    revisions = own.revisions(g.scope, found.as_of)
    before = next((one for one in revisions if one.revision == found.revision - 1), None)
    earlier = {one.code: one for one in own.figures_of(g.scope, before.id)} if before else {}
    return show(
        "comparison/publication.html",
        one=found,
        figures=frozen,
        titles=_titles(),
        earlier=earlier,
        revisions=revisions,
        intact=actions.intact(found, frozen),
    )


@blueprint.get("/publications/<int:publication_id>/<code>")
@requires(ComparisonPermission.READ)
def members(publication_id: int, code: str) -> str:
    """The very records behind a frozen figure, whatever has become of them since."""
    found = own.publication(g.scope, publication_id)
    figure = own.figure_of(g.scope, found.id, code)
    sides = own.sides(figure)
    side = request.args.get("side", "")
    side = side if side in sides else "numerator"
    definition = find_definition(scope_on(found.as_of), code)
    asked = paging(request.args.get("page", 1))
    subject = definition.params.subject.name
    return show(
        "comparison/frozen.html",
        one=found,
        figure=figure,
        title=definition.rule.title,
        page=frozen.named(g.scope, definition, sides[side], found.as_of, asked),
        sizes={name: len(listed) for name, listed in sides.items() if listed or name == "numerator"},
        side=side,
        subject=subject,
        named=subject != PEOPLE or g.scope.can(PeoplePermission.READ),
        card_of=lambda number: _card(subject, number),
        fact_words=lambda fact: fact_words(fact, subject),
        kinds=KINDS,
    )


def _card(subject: str, number: int) -> str:
    """The card of a record, for whoever may open it."""
    place, record_id = card_of(subject, number)
    values: dict[str, Any] = {place.argument: record_id}
    return url_for(place.card, **values) if g.scope.can(place.permission) else ""


def _titles() -> dict[str, str]:
    return {rule.written.get("code"): rule.title for rule in g.scope.profile.of_kind("indicator")}
