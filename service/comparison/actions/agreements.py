"""Agreements on sharing figures (соглашения о передаче показателей): made and revoked by the municipality."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from service.comparison.actions.publishing import only_municipalities
from service.comparison.model import ShareAgreement
from service.comparison.names import ComparisonEvent, ComparisonPermission
from service.comparison.queries import own
from service.core.columns import life
from service.core.errors import FieldProblem, Invalid
from service.monitoring.rules import canonical
from service.tenancy.scope import Scope


def agree(scope: Scope, draft: Mapping[str, Any]) -> ShareAgreement:
    """Enter an agreement with the tenant's own region: dates, indicators, purpose, smallest group.

    Raises Invalid for an unknown indicator, an end before the beginning, a group below five, or another
    region than the tenant's own.
    """
    scope.allow(ComparisonPermission.AGREE)
    only_municipalities(scope)
    problems = [*_wrong_codes(scope, draft["indicators"])]
    if draft["ends"] and draft["ends"] < draft["starts"]:
        problems.append(FieldProblem("ends", "Последний день раньше первого."))
    if draft["signed_on"] > scope.today:
        problems.append(FieldProblem("signed_on", "Соглашение не может быть подписано в будущем."))
    if scope.tenant.region_id is None:
        problems.append(FieldProblem("number", "Район не входит ни в один регион этой службы."))
    if problems:
        raise Invalid(fields=tuple(problems))
    made = ShareAgreement(
        region_id=scope.tenant.region_id,
        number=draft["number"],
        signed_on=draft["signed_on"],
        purpose=draft["purpose"],
        indicators=sorted(set(draft["indicators"])),
        min_cell=draft["min_cell"],
        organisations_shown=draft["organisations_shown"],
        valid=life(draft["starts"], draft["ends"] + timedelta(days=1) if draft["ends"] else None),
    )
    scope.db.add(made)
    scope.record(
        ComparisonEvent.AGREED,
        made,
        detail={"indicators": len(made.indicators), "min_cell": made.min_cell},
    )
    return made


def _wrong_codes(scope: Scope, codes: list[str]) -> list[FieldProblem]:
    known = {one.code for one in canonical(scope.profile)}
    unknown = sorted(set(codes) - known)
    if unknown:
        said = "Таких показателей в едином перечне нет: %(codes)s."
        return [FieldProblem("indicators", said, {"codes": ", ".join(unknown)})]
    return [] if codes else [FieldProblem("indicators", "Отметьте хотя бы один показатель.")]


def revoke(scope: Scope, agreement_id: int, reason: str) -> ShareAgreement:
    """Revoke an agreement with a reason; the region sees nothing by it from its next request on."""
    scope.allow(ComparisonPermission.AGREE)
    only_municipalities(scope)
    found = own.agreement(scope, agreement_id)
    if found.revoked_at is not None:
        raise Invalid("Соглашение уже отозвано.")
    if not reason:
        raise Invalid(fields=(FieldProblem("reason", "Напишите, почему соглашение отозвано."),))
    found.revoked_at = scope.now
    found.revoked_reason = reason
    scope.record(ComparisonEvent.REVOKED, found, fields=["revoked_at", "revoked_reason"])
    return found
