"""The API of an association's plain records: the same five addresses for every kind."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, g

from service.associations.actions import records as acts
from service.associations.api.associations import fresh
from service.associations.api.shapes import RecordsQuestion, record_of
from service.associations.names import AssociationsPermission
from service.associations.queries import listing as reads
from service.associations.queries import work
from service.associations.records import RECORDS, RecordKind
from service.associations.schema import draft_of
from service.core.language import N_
from service.rules.message import Message
from service.web.api import PREFIX, accepts, described, or_present, returns
from service.web.guard import requires

records = Blueprint("api_association_records", __name__, url_prefix=f"{PREFIX}/<slug>/associations")
MANY, ONE = "/<int:body_id>/{kind}", "/<int:body_id>/{kind}/<int:record_id>"
LISTED = N_("%(title)s объединения за учебный год")
GOT = N_("%(one)s: одна запись")
CREATED = N_("%(one)s: внести")
CHANGED = N_("%(one)s: изменить")
REMOVED = N_("%(one)s: удалить внесённое по ошибке")


def given(kind: RecordKind, row: Any) -> dict[str, Any]:
    """A record as the API gives it."""
    names = [*record_of(kind).fields]
    found = {name: getattr(row, name, None) for name in names}
    if kind.name == "visits":
        found["visitors"] = [one for one, _ in work.visitors(g.scope, [row.id]).get(row.id, [])]
    return found


def _reading(kind: RecordKind) -> tuple[Callable[..., Any], Callable[..., Any]]:
    @requires(AssociationsPermission.READ)
    @accepts(query=RecordsQuestion())
    @returns(record_of(kind), many=True, summary=_said(LISTED, kind))
    def listing(body_id: int, query: dict[str, Any]) -> list[dict[str, Any]]:
        body = reads.association(g.scope, body_id)
        year = query.get("year") or reads.present_year(g.scope)
        return [given(kind, row) for row in work.rows(g.scope, kind.name, body.id, year)]

    @requires(AssociationsPermission.READ)
    @returns(record_of(kind), summary=_said(GOT, kind))
    def get(body_id: int, record_id: int) -> dict[str, Any]:
        return given(kind, acts.record(g.scope, body_id, kind.name, record_id))

    return listing, get


def _writing(kind: RecordKind) -> tuple[Callable[..., Any], Callable[..., Any], Callable[..., Any]]:
    @requires(AssociationsPermission.READ)
    @accepts(body=draft_of(kind))
    @returns(record_of(kind), status=201, summary=_said(CREATED, kind))
    def create(body_id: int, body: dict[str, Any]) -> dict[str, Any]:
        year = body.pop("year", None) or reads.present_year(g.scope)
        return given(kind, fresh(acts.create(g.scope, body_id, kind.name, year, body)))

    @requires(AssociationsPermission.READ)
    @accepts(body=draft_of(kind))
    @returns(record_of(kind), summary=_said(CHANGED, kind))
    def change(body_id: int, record_id: int, body: dict[str, Any]) -> dict[str, Any]:
        changed: dict[str, Any] = or_present(
            lambda: given(kind, fresh(acts.change(g.scope, body_id, kind.name, record_id, body))),
            lambda: record_of(kind).dump(given(kind, acts.record(g.scope, body_id, kind.name, record_id))),
        )
        return changed

    @requires(AssociationsPermission.READ)
    @described(status=204, summary=_said(REMOVED, kind))
    def remove(body_id: int, record_id: int) -> Response:
        acts.remove(g.scope, body_id, kind.name, record_id)
        return Response(status=204)

    return create, change, remove


def _said(words: str, kind: RecordKind) -> Message:
    return Message(words, {"title": Message(kind.title), "one": Message(kind.one)})


def _add(kind: RecordKind) -> None:
    listing, get = _reading(kind)
    create, change, remove = _writing(kind)
    many, one = MANY.format(kind=kind.name), ONE.format(kind=kind.name)
    name = kind.name.replace("-", "_")
    records.add_url_rule(many, f"list_{name}", listing, methods=["GET"])
    records.add_url_rule(one, f"get_{name}", get, methods=["GET"])
    records.add_url_rule(many, f"create_{name}", create, methods=["POST"])
    records.add_url_rule(one, f"change_{name}", change, methods=["PUT"])
    if kind.removable:
        records.add_url_rule(one, f"remove_{name}", remove, methods=["DELETE"])


for _kind in RECORDS.values():
    _add(_kind)
