"""Reads of associations: one, many with filters, their years, leaders and who may work on them."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from sqlalchemy import ColumnElement, exists, func, or_, select

from service.associations.model.terms import AssociationYear, LeaderTerm
from service.associations.model.work import MemberProposal
from service.associations.names import AssociationsPermission
from service.core.alphabet import search_key
from service.core.clock import school_year, school_year_span
from service.core.errors import Forbidden, NotFound
from service.core.language import N_
from service.core.paging import Page, Paging
from service.meetings.model.bodies import Body, Seat
from service.meetings.queries.rights import holds
from service.tenancy.scope import Scope

KIND = "association"
NOT_WORKER = N_("Это делает руководитель объединения или методист службы.")
NOT_REVIEWER = N_("Это делает куратор объединения или методист службы.")
NOT_MEMBER = N_("Это делает член объединения.")


def association(scope: Scope, body_id: int) -> Body:
    """One association; raises NotFound for anything else."""
    found = scope.db.get(Body, (scope.db.tenant_id, body_id))
    if found is None or found.kind != KIND:
        raise NotFound()
    return found


def closed(scope: Scope, body: Body) -> bool:
    """Whether an order has closed an association: today is its last day, or past it."""
    return body.valid.upper is not None and body.valid.upper <= scope.today + timedelta(days=1)


def day_of(scope: Scope, year: int) -> date:
    """The day of a school year to look at: today in the present one, its last day in a past one."""
    first, last = school_year_span(year)
    return min(max(scope.today, first), last)


def present_year(scope: Scope) -> int:
    """The school year that today belongs to."""
    return school_year(scope.today)


def _lived(year: int) -> ColumnElement[bool]:
    first, last = school_year_span(year)
    lived: ColumnElement[bool] = Body.valid.overlaps(func.daterange(first, last, "[]"))
    return lived


def page(
    scope: Scope,
    paging: Paging,
    *,
    year: int,
    kind: str | None = None,
    subject: str | None = None,
    search: str | None = None,
) -> Page[Body]:
    """Associations that lived in a school year, by name; filtered by kind, subject and words."""
    chosen = select(Body).where(Body.kind == KIND, _lived(year))
    if kind:
        chosen = chosen.where(Body.type == kind)
    for words in filter(None, (subject,)):
        chosen = chosen.where(func.lower(Body.subject).contains(words.lower(), autoescape=True))
    if search:
        key = search_key(search)
        named = func.lower(Body.name).contains(key, autoescape=True)
        chosen = chosen.where(or_(named, func.lower(Body.subject).contains(key, autoescape=True)))
    total = scope.db.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
    ordered = chosen.order_by(Body.name, Body.id).limit(paging.size).offset(paging.offset)
    return Page(scope.db.execute(ordered).scalars().all(), total, paging)


def living(scope: Scope, year: int, kinds: Collection[str] = ()) -> list[Body]:
    """Every association that lived in a school year."""
    chosen = select(Body).where(Body.kind == KIND, _lived(year))
    if kinds:
        chosen = chosen.where(Body.type.in_(kinds))
    return list(scope.db.execute(chosen.order_by(Body.name, Body.id)).scalars())


def children(scope: Scope, body_id: int, year: int) -> list[Body]:
    """Associations below one: branches, sections, those of schools."""
    chosen = select(Body).where(Body.parent_id == body_id, Body.kind == KIND, _lived(year))
    return list(scope.db.execute(chosen.order_by(Body.name)).scalars())


def persons(scope: Scope, bodies: Collection[int], day: date) -> int:
    """Distinct people in some associations: one who is in two is counted once (edge 71)."""
    counted = select(func.count(func.distinct(Seat.person_id))).where(
        Seat.council_id.in_(bodies), Seat.office != "curator", Seat.valid.contains(day)
    )
    return int(scope.db.execute(counted).scalar_one())


def whole(scope: Scope, year: int, day: date) -> tuple[int, int]:
    """How many associations lived in a year and how many distinct people sat in them on a day."""
    total = select(func.count()).select_from(Body).where(Body.kind == KIND, _lived(year))
    inside = exists().where(Body.id == Seat.council_id, Body.kind == KIND)
    people = select(func.count(func.distinct(Seat.person_id))).where(
        inside, Seat.office != "curator", Seat.valid.contains(day)
    )
    return int(scope.db.execute(total).scalar_one()), int(scope.db.execute(people).scalar_one())


def years(scope: Scope, bodies: Collection[int], year: int) -> Mapping[int, AssociationYear]:
    """The rows of a school year by association."""
    chosen = select(AssociationYear).where(AssociationYear.body_id.in_(bodies), AssociationYear.year == year)
    return {row.body_id: row for row in scope.db.execute(chosen).scalars()}


def terms(scope: Scope, body_id: int) -> list[LeaderTerm]:
    """Terms of an association's leaders, the latest first."""
    chosen = select(LeaderTerm).where(LeaderTerm.body_id == body_id)
    return list(scope.db.execute(chosen.order_by(LeaderTerm.year.desc(), LeaderTerm.id.desc())).scalars())


def works(scope: Scope, body: Body) -> bool:
    """Whether the actor does an association's paper work: its leader, or the service's staff."""
    return scope.can(AssociationsPermission.WRITE) or holds(scope, body, "leader", "secretary")


def reviews(scope: Scope, body: Body) -> bool:
    """Whether the actor agrees plans and takes analyses: the curator, or the service's staff."""
    return scope.can(AssociationsPermission.WRITE) or holds(scope, body, "curator")


def belongs(scope: Scope, body: Body) -> bool:
    """Whether the actor sits in an association, or works on it."""
    return works(scope, body) or reviews(scope, body) or holds(scope, body, "member")


def allow_work(scope: Scope, body: Body) -> None:
    """Raise Forbidden unless the actor does the association's paper work."""
    if not works(scope, body):
        raise Forbidden(NOT_WORKER)


def allow_review(scope: Scope, body: Body) -> None:
    """Raise Forbidden unless the actor agrees plans and takes analyses."""
    if not reviews(scope, body):
        raise Forbidden(NOT_REVIEWER)


def allow_belonging(scope: Scope, body: Body) -> None:
    """Raise Forbidden unless the actor sits in the association or works on it."""
    if not belongs(scope, body):
        raise Forbidden(NOT_MEMBER)


def inbox(scope: Scope, paging: Paging, addressee: str | None = None) -> Page[tuple[MemberProposal, Body]]:
    """Members' proposals passed on to the centre or the council, those without an answer first."""
    chosen = (
        select(MemberProposal, Body)
        .join(Body, Body.id == MemberProposal.body_id)
        .where(MemberProposal.addressee.is_not(None))
    )
    if addressee:
        chosen = chosen.where(MemberProposal.addressee == addressee)
    total = scope.db.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
    order = (MemberProposal.state != "forwarded", MemberProposal.submitted_on.desc(), MemberProposal.id)
    found = scope.db.execute(chosen.order_by(*order).limit(paging.size).offset(paging.offset))
    return Page([(row, body) for row, body in found], total, paging)
