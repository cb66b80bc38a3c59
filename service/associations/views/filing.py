"""The inventory of the centre's files (опись дел): yearly plans and analyses, each with its case."""

from flask import g, url_for
from werkzeug.wrappers import Response

from service.associations.actions import filing
from service.associations.names import PAPERS, AssociationsPermission
from service.associations.queries import listing as reads
from service.associations.queries.filing import papers
from service.associations.schema import FilingDraft
from service.associations.views.sending import asked_year, send
from service.web.forms import Form
from service.web.guard import requires
from service.web.show import form_with, show


@requires(AssociationsPermission.READ)
def inventory() -> str:
    """Plans and analyses of a school year: finished or not, in which case, how long they are kept."""
    return _page(form_with())


def _page(form: Form) -> str:
    scope, year = g.scope, asked_year()
    listed = papers(scope, year)
    return show(
        "associations/archive.html",
        form=form,
        papers=listed,
        filed=sum(1 for one in listed if one.filed is not None),
        done=sum(1 for one in listed if one.done),
        words=PAPERS,
        year=year,
        years=range(reads.present_year(scope) + 1, reads.present_year(scope) - 4, -1),
        rule=scope.profile.rule("documents.archive"),
        may_write=scope.can(AssociationsPermission.WRITE),
    )


@requires(AssociationsPermission.WRITE)
def put(body_id: int, paper: str) -> Response | tuple[str, int]:
    """Put a paper into a case."""
    return send(
        FilingDraft(),
        lambda draft: filing.file(g.scope, body_id, paper, draft),
        _page,
        lambda _: url_for("associations.inventory", year=asked_year()),
    )
