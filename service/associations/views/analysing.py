"""The analysis of a year: its form filled from the registers, submission, review, the paper (анализ)."""

from typing import Any

from flask import Response as FileResponse
from flask import g, request, url_for
from werkzeug.wrappers import Response

from service.associations.actions import analysing
from service.associations.names import ANALYSIS_STATES, AssociationsPermission
from service.associations.papers import analysis_paper, submitted_at
from service.associations.policy import AssociationPolicy
from service.associations.queries import kept
from service.associations.queries import listing as reads
from service.associations.queries.figures import figures
from service.associations.schema import AnalysisDraft, ReviewDraft, YearDraft
from service.associations.views.sending import asked_year, send
from service.documents.paper import PROFILES, to_docx
from service.meetings.policy import MeetingPolicy
from service.web.forms import Form
from service.web.guard import requires
from service.web.show import form_with, show

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOTE = "note-"


@requires(AssociationsPermission.READ)
def page(body_id: int) -> str:
    """What the registers say of the year, what the leader wrote, what is still to be said."""
    row = kept.analysis(g.scope, body_id, asked_year())
    filled = {name: getattr(row, name) for name in analysing.FIELDS if name != "notes"} if row else {}
    filled |= {f"{NOTE}{code}": text for code, text in (row.notes if row else {}).items()}
    return _page(body_id, form_with(filled))


def _page(body_id: int, form: Form) -> str:
    scope, year = g.scope, asked_year()
    body = reads.association(scope, body_id)
    policy = AssociationPolicy(scope.profile)
    row = kept.analysis(scope, body_id, year)
    return show(
        "associations/analysis.html",
        form=form,
        body=body,
        year=year,
        row=row,
        told=figures(scope, body, year),
        submitted_at=submitted_at(scope, body, year),
        states=ANALYSIS_STATES,
        open=row is None or row.state in ("draft", "returned"),
        due=policy.analysis_due(year) if policy.governs(body.type) else None,
        works=reads.works(scope, body),
        reviews=reads.reviews(scope, body),
        rule=lambda name: scope.profile.rule(f"association.{name}"),
    )


def _back(body_id: int) -> Any:
    return lambda _: url_for("associations.analysis", body_id=body_id, year=asked_year())


@requires(AssociationsPermission.TAKE_PART)
def write(body_id: int) -> Response | tuple[str, int]:
    """Save what the leader wrote."""
    notes = {name.removeprefix(NOTE): text for name, text in request.form.items() if name.startswith(NOTE)}
    return send(
        AnalysisDraft(),
        lambda values: analysing.write(g.scope, body_id, values),
        lambda form: _page(body_id, form),
        _back(body_id),
        lambda values: {
            **{name: value for name, value in values.items() if name != "notes"},
            "notes": {code: text.strip() for code, text in notes.items() if text.strip()},
        },
    )


@requires(AssociationsPermission.TAKE_PART)
def submit(body_id: int) -> Response | tuple[str, int]:
    """Submit the analysis with the figures of today."""
    return send(
        YearDraft(),
        lambda values: analysing.submit(g.scope, body_id, values["year"]),
        lambda form: _page(body_id, _kept(body_id, form)),
        _back(body_id),
    )


def _kept(body_id: int, form: Form) -> Form:
    """The problems of a refused submission over what is written."""
    row = kept.analysis(g.scope, body_id, asked_year())
    filled = {name: getattr(row, name) for name in analysing.FIELDS if name != "notes"} if row else {}
    filled |= {f"{NOTE}{code}": text for code, text in (row.notes if row else {}).items()}
    return Form(filled, form.problems, form.refusal)


@requires(AssociationsPermission.TAKE_PART)
def review(body_id: int) -> Response | tuple[str, int]:
    """Accept the analysis, or return it."""
    return send(
        ReviewDraft(),
        lambda values: analysing.review(g.scope, body_id, values),
        lambda form: _page(body_id, _kept(body_id, form)),
        _back(body_id),
    )


@requires(AssociationsPermission.READ)
def docx(body_id: int) -> FileResponse:
    """The analysis as an official paper."""
    scope, year = g.scope, asked_year()
    body = reads.association(scope, body_id)
    edition = MeetingPolicy.of(scope.profile, body.kind).minutes_gost
    content = to_docx(analysis_paper(scope, body, year), profile=PROFILES[f"7.0.97-{edition}"])
    name = f"{scope.tenant.slug}-analysis-{body.id}-{year}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return FileResponse(content, mimetype=DOCX, headers=headers)
