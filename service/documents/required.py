"""Documents that the rules ask of the service (обязательные документы): which act each is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from service.core.errors import FieldProblem, Invalid, NotFound
from service.core.language import N_
from service.documents.model import LegalAct, RequiredDocument
from service.documents.names import DocumentsEvent, DocumentsPermission
from service.profiles.profile import Profile, Rule
from service.rules.dates import CALENDAR, SCHOOL, year_of
from service.rules.verdict import Status, Verdict
from service.tenancy.scope import Scope

OWNER = "tenant"
APPROVAL = "documents.approval"
REGULATIONS = ("regulation", "service_regulation")
BASES = {"year": CALENDAR, "school_year": SCHOOL}
NO_ACT = N_("Такого акта нет.")
UNASKED = N_("Такого документа правила от службы не требуют.")


@dataclass(frozen=True)
class Wanted:
    """One document of a rule with the act that is it, if any; `stale` when that act does not work for it."""

    code: str
    title: str
    clause: str
    act: LegalAct | None = None
    stale: bool = False


@dataclass(frozen=True)
class Checklist:
    """One rule with its documents, the year they are asked for, and what the rule says today."""

    rule: Rule
    year: int | None
    documents: tuple[Wanted, ...]
    verdict: Verdict


def asked(profile: Profile) -> tuple[Rule, ...]:
    """The rules that ask documents of the service itself."""
    return tuple(
        rule for rule in profile.of_kind("documents") if not rule.silent and rule.params.owner == OWNER
    )


def year_asked(rule: Rule, day: date) -> int | None:
    """The year in which a rule asks for its documents anew; None where once is enough."""
    basis = BASES.get(rule.params.period)
    return year_of(day, basis) if basis else None


def checklists(scope: Scope) -> Sequence[Checklist]:
    """Every rule with its documents today; one statement."""
    rows = scope.db.execute(
        select(RequiredDocument, LegalAct).join(LegalAct, LegalAct.id == RequiredDocument.act_id)
    )
    kept = {(row[0].rule, row[0].code, row[0].year): row[1] for row in rows}
    return [_checklist(scope, rule, kept) for rule in asked(scope.profile)]


def _checklist(scope: Scope, rule: Rule, kept: Mapping[Any, LegalAct]) -> Checklist:
    year = year_asked(rule, scope.today)
    found = []
    for item in rule.params.documents:
        act = kept.get((rule.id, item.code, year))
        stale = act is not None and not (act.in_force(scope.today) and approved(scope, item.code, act))
        found.append(Wanted(item.code, item.title, item.clause or rule.clause, act, stale))
    present = [one.code for one in found if one.act is not None and not one.stale]
    facts: dict[str, Any] = {"present": present}
    return Checklist(rule, year, tuple(found), scope.profile.evaluate(rule.id, facts))


def approved(scope: Scope, code: str, act: LegalAct) -> bool:
    """Whether the regulation was approved by whom the rules name (LU1 п. 1.3); others are free of it."""
    if code not in REGULATIONS or scope.profile.rule(APPROVAL) is None:
        return True
    facts = {"approved_by": act.approver} if act.approver else {}
    return scope.profile.evaluate(APPROVAL, facts).status is Status.PASS


def keep(scope: Scope, rule_id: str, code: str, act_id: int) -> RequiredDocument:
    """Say which act a required document is (указать документ), for the present year where it is yearly."""
    scope.allow(DocumentsPermission.WRITE)
    rule = _demanded(scope, rule_id, code)
    if scope.db.execute(select(LegalAct.id).where(LegalAct.id == act_id)).first() is None:
        raise Invalid(fields=(FieldProblem("act_id", NO_ACT),))
    year = year_asked(rule, scope.today)
    row = _row(scope, rule_id, code, year)
    if row is None:
        row = RequiredDocument(rule=rule_id, code=code, year=year)
        scope.db.add(row)
    row.act_id, row.noted_at, row.noted_by = act_id, scope.now, scope.actor.account_id
    scope.record(DocumentsEvent.REQUIRED_KEPT, row, detail={"rule": rule_id, "code": code})
    return row


def take(scope: Scope, rule_id: str, code: str) -> None:
    """Say that no act is this document any more; the act itself stays."""
    scope.allow(DocumentsPermission.WRITE)
    rule = _demanded(scope, rule_id, code)
    row = _row(scope, rule_id, code, year_asked(rule, scope.today))
    if row is None:
        raise NotFound()
    scope.db.delete(row)
    scope.record(DocumentsEvent.REQUIRED_TAKEN, detail={"rule": rule_id, "code": code})


def _demanded(scope: Scope, rule_id: str, code: str) -> Rule:
    rule = next((one for one in asked(scope.profile) if one.id == rule_id), None)
    if rule is None or code not in {item.code for item in rule.params.documents}:
        raise NotFound(UNASKED)
    return rule


def _row(scope: Scope, rule_id: str, code: str, year: int | None) -> RequiredDocument | None:
    return scope.db.execute(
        select(RequiredDocument).where(
            RequiredDocument.rule == rule_id,
            RequiredDocument.code == code,
            RequiredDocument.year.is_not_distinct_from(year),
        )
    ).scalar()
