"""The API of people in units: list, put in, change, end."""

from typing import Any

from flask import Blueprint, g

from service.core.language import N_
from service.structure import queries
from service.structure.actions.members import add_member, change_member, end_member
from service.structure.api.shapes import MemberRecord
from service.structure.model import UnitMember
from service.structure.names import StructurePermission
from service.structure.schema import LastDay, MemberDraft
from service.web.api import PREFIX, accepts, or_present, returns
from service.web.asked import ListOnDay
from service.web.guard import requires

members = Blueprint("api_unit_members", __name__, url_prefix=f"{PREFIX}/<slug>")
ONE = "/unit-members/<int:member_id>"


def given(row: UnitMember, name: str | None = None) -> dict[str, Any]:
    """A member with the life in the unit as two dates, both inclusive."""
    values = {column.key: getattr(row, column.key) for column in UnitMember.__table__.columns}
    return {**values, "name": name, "starts": queries.first_day(row), "ends": queries.last_day(row)}


@members.get("/units/<int:unit_id>/members")
@requires(StructurePermission.READ)
@accepts(query=ListOnDay())
@returns(MemberRecord(), many=True, summary=N_("Люди единицы в этот день, руководители первыми"))
def listing(unit_id: int, query: dict[str, Any]) -> Any:
    """People of a unit on a day."""
    unit = queries.unit(g.scope, unit_id)
    found = queries.members_on(g.scope, [unit.id], query.get("on", g.scope.today))
    return [given(one.row, one.name) for one in found.get(unit.id, ())]


@members.post("/units/<int:unit_id>/members")
@requires(StructurePermission.OWN)
@accepts(body=MemberDraft())
@returns(MemberRecord(), status=201, summary=N_("Внести человека в единицу"))
def create(unit_id: int, body: dict[str, Any]) -> Any:
    """Put a person into a unit."""
    return _written(add_member(g.scope, unit_id, body))


@members.get(ONE)
@requires(StructurePermission.READ)
@returns(MemberRecord(), summary=N_("Один человек единицы"))
def get(member_id: int) -> Any:
    """Get a member of a unit."""
    row = queries.member(g.scope, member_id)
    everybody = queries.members_on(g.scope, [row.unit_id], None).get(row.unit_id, ())
    return given(row, next((one.name for one in everybody if one.row.id == row.id), None))


@members.put(ONE)
@requires(StructurePermission.OWN)
@accepts(body=MemberDraft())
@returns(
    MemberRecord(),
    summary=N_("Изменить место человека в единице"),
    about=N_("Самого человека не меняют: person_id остаётся прежним."),
)
def change(member_id: int, body: dict[str, Any]) -> Any:
    """Change office, consent or dates of a member."""
    return or_present(lambda: _written(change_member(g.scope, member_id, body)), lambda: _present(member_id))


@members.post(f"{ONE}/end")
@requires(StructurePermission.OWN)
@accepts(body=LastDay())
@returns(MemberRecord(), summary=N_("Завершить время человека в единице"))
def end(member_id: int, body: dict[str, Any]) -> Any:
    """End a person's time in a unit."""
    return or_present(
        lambda: _written(end_member(g.scope, member_id, body["last_day"], body["version"])),
        lambda: _present(member_id),
    )


def _present(member_id: int) -> dict[str, Any]:
    written: dict[str, Any] = MemberRecord().dump(given(queries.member(g.scope, member_id)))
    return written


def _written(row: UnitMember) -> dict[str, Any]:
    g.scope.db.flush()
    g.scope.db.refresh(row)
    everybody = queries.members_on(g.scope, [row.unit_id], None).get(row.unit_id, ())
    return given(row, next((one.name for one in everybody if one.row.id == row.id), None))
