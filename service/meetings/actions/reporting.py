"""A report of a teacher (отчёт педагога) on an agenda: its speaker, the record it is about (LU4 п. 2.2)."""

from collections.abc import Mapping
from typing import Any

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.meetings.actions.judging import forbids
from service.meetings.model.bodies import Body
from service.meetings.queries import reports
from service.rules.verdict import Verdict
from service.tenancy.scope import Scope

NOT_HERE = N_("Отчёт педагога слушают в методическом объединении.")
WHO = N_("Выберите педагога, который отчитывается, среди докладчиков из состава.")
ONE = N_("Отчёт связывают с чем-то одним: с программой самообразования или с курсами.")
NOT_OWN = N_("Это запись другого педагога или её нет. Выберите запись докладчика.")
UNLINKED = N_(
    "Свяжите отчёт с программой самообразования педагога или с его курсами повышения квалификации."
    " Основание: %(clause)s."
)
LINKS = ("self_education_id", "training_id")


def reported(scope: Scope, body: Body, draft: Mapping[str, Any]) -> Mapping[str, Any]:
    """The draft of a question, a report checked; raises Invalid for one that is linked to nothing of its own.

    Whether an unlinked report is refused or only told of, the rule of the profile says.
    """
    if draft.get("kind") != reports.KIND:
        return {**draft, "kind": None, **dict.fromkeys(LINKS)}
    if body.kind != "association":
        raise Invalid(fields=(FieldProblem("kind", NOT_HERE),))
    speaker = draft.get("speaker_id")
    if speaker is None:
        raise Invalid(fields=(FieldProblem("speaker_id", WHO),))
    programme, courses = (draft.get(name) for name in LINKS)
    if programme is not None and courses is not None:
        raise Invalid(fields=(FieldProblem("training_id", ONE),))
    if programme is not None and reports.owner_of_programme(scope, programme) != speaker:
        raise Invalid(fields=(FieldProblem("self_education_id", NOT_OWN),))
    if courses is not None and reports.owner_of_courses(scope, courses) != speaker:
        raise Invalid(fields=(FieldProblem("training_id", NOT_OWN),))
    if programme is None and courses is None:
        said = unlinked(scope, str(draft.get("title") or ""))
        if said is not None and forbids(said):
            raise Invalid(fields=(FieldProblem("self_education_id", UNLINKED, {"clause": said.clause}),))
    return draft


def unlinked(scope: Scope, title: str) -> Verdict | None:
    """What the rule says of a report without a record; None where no rule speaks of it."""
    if scope.profile.rule(reports.RULE) is None:
        return None
    facts = {"total": 1, "missing": [{"code": "report", "title": title or "—"}]}
    return scope.profile.evaluate(reports.RULE, facts)
