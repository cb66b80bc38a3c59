"""The API of the legal basis: documents that the rules ask for, acts with their state."""

from typing import Any

from flask import Blueprint, Response, g
from marshmallow import Schema, fields

from service.core.language import N_
from service.documents import required
from service.documents.basis import Bound, bound, standing
from service.documents.names import DocumentsPermission
from service.web.api import PREFIX, accepts, described, returns
from service.web.guard import requires

blueprint = Blueprint("api_legal_basis", __name__, url_prefix=f"{PREFIX}/<slug>/legal-basis")


class WantedRecord(Schema):
    """A document that a rule asks for."""

    code = fields.Str()
    title = fields.Str()
    clause = fields.Str()
    act_id = fields.Int(allow_none=True)
    in_force = fields.Bool()


class ChecklistRecord(Schema):
    """A rule with its documents."""

    rule = fields.Str()
    year = fields.Int(allow_none=True)
    status = fields.Str()
    present = fields.Int(metadata={"description": N_("Сколько документов есть и действует.")})
    wanted = fields.Int()
    documents = fields.List(fields.Nested(WantedRecord()))


class StandingRecord(Schema):
    """An act with its state."""

    act_id = fields.Int()
    level = fields.Str(allow_none=True)
    state = fields.Str()
    basis_id = fields.Int(allow_none=True)
    faults = fields.List(fields.Str())
    readers = fields.Int()


class BoundRecord(Schema):
    """A version of the rules with its act."""

    owner = fields.Str()
    number = fields.Int()
    effective_from = fields.Date()
    act_number = fields.Str(allow_none=True)
    act_date = fields.Date(allow_none=True)
    act_id = fields.Int(allow_none=True, metadata={"description": N_("Карточка акта, если она есть.")})
    draft = fields.Bool(metadata={"description": N_("У акта нет номера и даты.")})


class BasisRecord(Schema):
    """The legal basis of the service."""

    versions = fields.List(fields.Nested(BoundRecord()))
    checklists = fields.List(fields.Nested(ChecklistRecord()))
    acts = fields.List(fields.Nested(StandingRecord()))


class KeptDraft(Schema):
    """Which act a document is."""

    act_id = fields.Int(required=True, strict=True)


@blueprint.get("", strict_slashes=False)
@requires(DocumentsPermission.READ)
@returns(BasisRecord(), summary=N_("Правовая основа: обязательные документы и акты"))
def basis() -> Any:
    """Documents that the rules ask for, and acts."""
    return {
        "versions": [_bound(one) for one in bound(g.scope)],
        "checklists": [_checklist(one) for one in required.checklists(g.scope)],
        "acts": _acts(),
    }


def _bound(one: Bound) -> dict[str, Any]:
    return {
        "owner": one.owner,
        "number": one.number,
        "effective_from": one.effective_from,
        "act_number": one.act.number or None,
        "act_date": one.act.date,
        "act_id": one.card.id if one.card else None,
        "draft": one.draft,
    }


def _checklist(one: required.Checklist) -> dict[str, Any]:
    documents = [
        {
            "code": each.code,
            "title": each.title,
            "clause": each.clause,
            "act_id": each.act.id if each.act else None,
            "in_force": each.act is not None and not each.stale,
        }
        for each in one.documents
    ]
    return {
        "rule": one.rule.id,
        "year": one.year,
        "status": str(one.verdict.status),
        "present": one.verdict.actual,
        "wanted": one.verdict.expected,
        "documents": documents,
    }


def _acts() -> list[dict[str, Any]]:
    return [
        {
            "act_id": one.act.id,
            "level": one.act.level,
            "state": str(one.state),
            "basis_id": one.act.basis_id,
            "faults": list(one.faults),
            "readers": one.readers,
        }
        for rows in standing(g.scope).values()
        for one in rows
    ]


@blueprint.put("/<rule>/<code>")
@requires(DocumentsPermission.WRITE)
@accepts(body=KeptDraft())
@returns(ChecklistRecord(), summary=N_("Указать, каким актом является обязательный документ"))
def keep(rule: str, code: str, body: dict[str, Any]) -> Any:
    """Say which act a document is."""
    required.keep(g.scope, rule, code, body["act_id"])
    g.scope.db.flush()
    return next(_checklist(one) for one in required.checklists(g.scope) if one.rule.id == rule)


@blueprint.delete("/<rule>/<code>")
@requires(DocumentsPermission.WRITE)
@described(status=204, summary=N_("Снять указание обязательного документа"))
def take(rule: str, code: str) -> Response:
    """Say that no act is this document."""
    required.take(g.scope, rule, code)
    return Response(status=204)
