"""The API of rules with their states: list, one rule, history, who answers, a check at once, waivers."""

from typing import Any

from flask import Blueprint, g

from service.compliance.actions import assigning, waiving
from service.compliance.names import CompliancePermission
from service.compliance.queries import rows
from service.compliance.queries.rows import Asked, Line
from service.compliance.queries.waivers import Told, page, told
from service.compliance.rechecking import recheck, recheck_now
from service.compliance.schema import (
    CheckRecord,
    ComplianceQuestion,
    ComplianceRecord,
    ResponsibleDraft,
    StateChangeRecord,
    WaiverDraft,
    WaiverRecord,
    WaiverRevocation,
)
from service.compliance.views.pages import way
from service.core.language import N_
from service.core.paging import Page
from service.web.api import PREFIX, accepts, asked_page, returns
from service.web.asked import ListQuestion
from service.web.guard import requires

blueprint = Blueprint("api_compliance", __name__, url_prefix=f"{PREFIX}/<slug>/compliance")


@blueprint.get("")
@requires(CompliancePermission.READ)
@accepts(query=ComplianceQuestion())
@returns(
    ComplianceRecord(),
    many=True,
    summary=N_("Регламент: каждое правило положения с его состоянием сегодня"),
    about=N_(
        "Состояние считают задания ночью и после каждого изменения записей; since – с какого дня оно такое."
    ),
)
def listed(query: dict[str, Any]) -> list[dict[str, Any]]:
    """Every rule with status, explanation, evidence links, next date."""
    chosen = Asked(query.get("module", ""), query.get("state", ""))
    return [record(one) for one in rows.table(g.scope).lines if chosen.takes(one)]


@blueprint.get("/rules/<rule_id>")
@requires(CompliancePermission.READ)
@returns(ComplianceRecord(), summary=N_("Одно правило положения с его состоянием сегодня"))
def one(rule_id: str) -> dict[str, Any]:
    """One rule."""
    return record(rows.line(g.scope, rule_id))


@blueprint.get("/rules/<rule_id>/history")
@requires(CompliancePermission.READ)
@accepts(query=ListQuestion())
@returns(StateChangeRecord(), many=True, summary=N_("Как менялось состояние правила, новое сверху"))
def history(rule_id: str, query: dict[str, Any]) -> list[dict[str, Any]]:
    """Changes of a rule's state."""
    rows.line(g.scope, rule_id)
    return [
        {"day": one.day, "status": one.state, "profile_version": one.profile_version}
        for one in rows.history(g.scope, rule_id)
    ]


@blueprint.put("/rules/<rule_id>/responsible")
@requires(CompliancePermission.ASSIGN)
@accepts(body=ResponsibleDraft())
@returns(
    ComplianceRecord(),
    summary=N_("Назначить ответственного за правило"),
    about=N_("Человек или отдел; без обоих отвечает тот, кого называет само правило."),
)
def assign(rule_id: str, body: dict[str, Any]) -> dict[str, Any]:
    """Let a person or a unit answer for a rule."""
    assigning.assign(g.scope, rule_id, body["person_id"], body["unit_id"])
    g.scope.db.flush()
    return record(rows.line(g.scope, rule_id))


@blueprint.post("/check")
@requires(CompliancePermission.WRITE)
@returns(
    CheckRecord(),
    summary=N_("Проверить все правила сейчас"),
    about=N_("Ночью и после изменений записей это делается само."),
)
def check() -> dict[str, Any]:
    """Check all rules of the tenant at once."""
    return {"rules": recheck_now(g.scope)}


@blueprint.get("/waivers")
@requires(CompliancePermission.READ)
@accepts(query=ListQuestion())
@returns(WaiverRecord(), many=True, summary=N_("Освобождения от правил, новые сверху"))
def waivers(query: dict[str, Any]) -> Any:
    """Waivers of all rules, revoked ones too."""
    found = page(g.scope, asked_page())
    return Page([_waiver(one) for one in found.items], found.total, found.paging)


@blueprint.post("/rules/<rule_id>/waivers")
@requires(CompliancePermission.WAIVE)
@accepts(body=WaiverDraft())
@returns(
    WaiverRecord(),
    status=201,
    summary=N_("Записать освобождение от правила"),
    about=N_("Записывает роль, которую назвали правила района; если не назвали, администратор."),
)
def waive(rule_id: str, body: dict[str, Any]) -> dict[str, Any]:
    """Record a waiver of a rule."""
    made = waiving.waive(g.scope, rule_id, body)
    recheck(g.scope)
    return _waiver(told(g.scope, made))


@blueprint.post("/waivers/<int:waiver_id>/revoke")
@requires(CompliancePermission.WAIVE)
@accepts(body=WaiverRevocation())
@returns(WaiverRecord(), summary=N_("Отозвать освобождение: запись остаётся"))
def revoke(waiver_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """Revoke a waiver."""
    found = waiving.revoke(g.scope, waiver_id, body["reason"])
    recheck(g.scope)
    return _waiver(told(g.scope, found))


def record(line: Line) -> dict[str, Any]:
    """A rule as the API tells it."""
    rule, answers = line.rule, line.responsible
    return {
        "rule": rule.id,
        "module": rule.module,
        "kind": rule.kind,
        "title": rule.title,
        "severity": str(rule.severity),
        "clause": rule.clause,
        "quote": rule.quote,
        "act": rule.act,
        "layer": rule.layer,
        "status": line.state,
        "since": line.since,
        "explanation": line.found.get("message"),
        "remedy": line.found.get("remedy"),
        "evidence": [_evidence(part) for part in line.parts],
        "responsible": {
            "name": answers.name or None,
            "role": answers.role or None,
            "person_id": answers.person_id,
            "unit_id": answers.unit_id,
        },
        "next_date": line.next_on,
    }


def _evidence(part: Any) -> dict[str, Any]:
    return {
        "state": part["state"],
        "title": part["title"],
        "message": part["message"],
        "href": way(part),
    }


def _waiver(one: Told) -> dict[str, Any]:
    row = one.row
    return {
        "id": row.id,
        "rule": row.rule,
        "decided_by": row.decided_by,
        "reason": row.reason,
        "starts": row.starts,
        "ends": row.ends,
        "recorded_by": one.recorded_by,
        "recorded_at": row.recorded_at,
        "revoked_at": row.revoked_at,
        "revoked_why": row.revoked_why,
    }
