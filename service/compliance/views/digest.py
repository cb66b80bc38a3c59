"""How often the digest comes: every account chooses for itself."""

from flask import g, url_for

from service.compliance.actions.digesting import choose
from service.compliance.names import CompliancePermission
from service.compliance.queries.digests import period
from service.compliance.schema import PERIODS, DigestDraft
from service.compliance.views.pages import blueprint
from service.meetings.views.acting import Answer, done
from service.web.forms import Form, load
from service.web.guard import requires
from service.web.shell import shell
from service.web.show import form_with, show

__all__ = ["blueprint"]


@blueprint.get("/digest")
@requires(CompliancePermission.DIGEST)
def digest() -> str:
    """The choice of the period."""
    return _page(form_with({"period": period(g.scope)}))


@blueprint.post("/digest")
@requires(CompliancePermission.DIGEST)
def choose_digest() -> Answer:
    """Choose the period."""
    return done(
        lambda values: choose(g.scope, load(DigestDraft(), values)["period"]),
        url_for("regulation.digest"),
        _page,
    )


def _page(form: Form) -> str:
    return show("compliance/digest.html", form=form, periods=PERIODS, mail=bool(shell().settings.smtp_url))
