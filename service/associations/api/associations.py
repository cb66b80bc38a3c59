"""The API of associations: list, get, found, change; people, leaders, the yearly order."""

from typing import Any

from flask import Blueprint, g

from service.associations.actions import founding, seating
from service.associations.actions import terms as leaders
from service.associations.api.shapes import (
    AssociationRecord,
    ListQuestionOfYear,
    SeatRecord,
    TermRecord,
    YearQuestion,
    YearRecord,
)
from service.associations.names import AssociationsPermission
from service.associations.queries import listing as reads
from service.associations.schema import (
    ActingDraft,
    CardDraft,
    ClosingDraft,
    ElectionDraft,
    FoundingDraft,
    LastDay,
    OrderDraft,
    SeatDraft,
)
from service.associations.views.listing import seen
from service.core.language import N_
from service.core.paging import Page
from service.meetings.model.bodies import Body
from service.meetings.queries.bodies import composition
from service.structure.queries import first_day, last_day
from service.web.api import PREFIX, accepts, asked_page, or_present, returns
from service.web.guard import requires
from service.web.shapes import verdict_record

associations = Blueprint("api_associations", __name__, url_prefix=f"{PREFIX}/<slug>/associations")
ONE = "/<int:body_id>"
READ, WRITE = AssociationsPermission.READ, AssociationsPermission.WRITE


def given(bodies: list[Body], year: int) -> list[dict[str, Any]]:
    """Associations as the API gives them, with the verdicts of a year."""
    return [
        {
            **{name: getattr(line["body"], name) for name in ("id", *founding.FIELDS, "version")},
            "starts": first_day(line["body"]),
            "ends": last_day(line["body"]),
            "year": year,
            "state": line["facts"].state,
            "members": line["facts"].members,
            "verdicts": [verdict_record(one) for one in line["verdicts"]],
        }
        for line in seen(bodies, year)
    ]


def one(body: Body, year: int | None = None) -> dict[str, Any]:
    """One association as the API gives it."""
    g.scope.db.flush()
    g.scope.db.refresh(body)
    return given([body], year or reads.present_year(g.scope))[0]


def fresh(row: Any) -> Any:
    """A row as the database has it after the change."""
    g.scope.db.flush()
    g.scope.db.refresh(row)
    return row


@associations.get("")
@requires(READ)
@accepts(query=ListQuestionOfYear())
@returns(AssociationRecord(), many=True, summary=N_("Объединения учебного года"))
def listing(query: dict[str, Any]) -> Page[dict[str, Any]]:
    """Associations of a school year (?year=, ?kind=, ?subject=, ?search=)."""
    asked, year = asked_page(), query.get("year") or reads.present_year(g.scope)
    named = {name: query.get(name) for name in ("kind", "subject", "search")}
    found = reads.page(g.scope, asked, year=year, **named)
    return Page(given(list(found.items), year), found.total, asked)


@associations.get(ONE)
@requires(READ)
@accepts(query=YearQuestion())
@returns(AssociationRecord(), summary=N_("Одно объединение"))
def get(body_id: int, query: dict[str, Any]) -> dict[str, Any]:
    """Get an association."""
    return one(reads.association(g.scope, body_id), query.get("year"))


@associations.post("")
@requires(WRITE)
@accepts(body=FoundingDraft())
@returns(
    AssociationRecord(),
    status=201,
    summary=N_("Создать объединение по списку педагогов"),
    about=N_("Сначала список, потом выборы руководителя, потом приказ."),
)
def create(body: dict[str, Any]) -> dict[str, Any]:
    """Found an association."""
    return one(founding.create(g.scope, body), body["year"])


@associations.put(ONE)
@requires(WRITE)
@accepts(body=CardDraft())
@returns(AssociationRecord(), summary=N_("Изменить объединение"))
def change(body_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """Change an association; `version` says which state was seen."""
    changed: dict[str, Any] = or_present(
        lambda: one(founding.change(g.scope, body_id, body)),
        lambda: AssociationRecord().dump(one(reads.association(g.scope, body_id))),
    )
    return changed


@associations.get(f"{ONE}/people")
@requires(READ)
@returns(SeatRecord(), many=True, summary=N_("Кто состоит в объединении сегодня"))
def people(body_id: int) -> list[dict[str, Any]]:
    """Who sits in an association today, curators last."""
    body = reads.association(g.scope, body_id)
    seated = composition(g.scope, body.id, g.scope.today)
    return [_seat(member.seat, member.name) for member in (*seated.members, *seated.curators)]


def _seat(seat: Any, name: str | None = None) -> dict[str, Any]:
    kept = {field: getattr(seat, field) for field in ("id", "person_id", "office")}
    return {**kept, "name": name or "", "starts": first_day(seat), "ends": last_day(seat)}


@associations.post(f"{ONE}/people")
@requires(AssociationsPermission.TAKE_PART)
@accepts(body=SeatDraft())
@returns(SeatRecord(), status=201, summary=N_("Внести члена или куратора"))
def join(body_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """Enter a member or a curator."""
    return _seat(fresh(seating.join(g.scope, body_id, body)))


@associations.post(f"{ONE}/people/<int:record_id>/end")
@requires(AssociationsPermission.TAKE_PART)
@accepts(body=LastDay())
@returns(SeatRecord(), summary=N_("Окончить участие последним днём"))
def leave(body_id: int, record_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """End somebody's time in the association."""
    return _seat(fresh(seating.leave(g.scope, body_id, record_id, body["last_day"])))


@associations.get(f"{ONE}/leader-terms")
@requires(READ)
@returns(TermRecord(), many=True, summary=N_("Сроки руководителей объединения"))
def terms(body_id: int) -> list[Any]:
    """Terms of leaders, the latest first."""
    return reads.terms(g.scope, reads.association(g.scope, body_id).id)


@associations.post(f"{ONE}/leader-terms")
@requires(AssociationsPermission.TAKE_PART)
@accepts(body=ElectionDraft())
@returns(TermRecord(), status=201, summary=N_("Записать выборы руководителя"))
def elect(body_id: int, body: dict[str, Any]) -> Any:
    """Record an election."""
    return fresh(leaders.elect(g.scope, body_id, body))


@associations.post(f"{ONE}/leader-terms/acting")
@requires(WRITE)
@accepts(body=ActingDraft())
@returns(TermRecord(), status=201, summary=N_("Заменить руководителя среди года актом"))
def acting(body_id: int, body: dict[str, Any]) -> Any:
    """Replace the leader within the year."""
    return fresh(leaders.appoint_acting(g.scope, body_id, body))


@associations.post("/order")
@requires(WRITE)
@accepts(body=OrderDraft())
@returns(YearRecord(), many=True, status=201, summary=N_("Ввести приказ на учебный год"))
def order(body: dict[str, Any]) -> list[Any]:
    """Put an order on associations of a year in force."""
    return [fresh(row) for row in leaders.confirm(g.scope, body)]


@associations.post(f"{ONE}/close")
@requires(WRITE)
@accepts(body=ClosingDraft())
@returns(AssociationRecord(), summary=N_("Ликвидировать объединение приказом"))
def close(body_id: int, body: dict[str, Any]) -> dict[str, Any]:
    """Close an association."""
    return one(leaders.close(g.scope, body_id, body))
