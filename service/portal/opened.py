"""What stands in the sections of the open page (открытая страница): names, days and counts, never a person.

Texts that may name somebody (decisions, places of video, contacts) are not read here at all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from fractions import Fraction

from sqlalchemy import func, select

from service.associations.queries import listing
from service.comparison.model import Release, ReleasedCell, ReleasedValue
from service.comparison.rules.cells import SHARE, YES_NO
from service.comparison.rules.disclosure import SMALLEST_GROUP, visible
from service.core.language import N_, format_date, format_number, format_percent, format_time
from service.documents import required
from service.events.model import Event
from service.meetings.invitations import FORMS
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.voting import Decision
from service.meetings.queries.meetings import at, local
from service.meetings.queries.sittings import UNSAID
from service.meetings.rules.states import HELD as TOOK_PLACE
from service.monitoring.rules import canonical
from service.portal.model import News
from service.rules.message import Message
from service.setup.opening import Section
from service.structure.model import Unit
from service.structure.policy import read_policy
from service.tenancy.scope import Scope

MOST, LATEST, AHEAD = 200, 10, 60
COUNCILS = ("council", "expert_council")
HIDDEN = N_("малая группа, скрыто")
HELD = N_("%(form)s, принято решений: %(count)s")
SITTING_AT = N_("заседание, начало в %(time)s")
ACT = N_("%(kind)s № %(number)s от %(date)s")
OF = N_("%(share)s (%(n)s из %(d)s)")
YES, NO, NO_VALUE = N_("да"), N_("нет"), N_("значения нет")
AS_IT_IS = "%(text)s"


@dataclass(frozen=True)
class Line:
    """One line: its title, what is said of it, its day, an address elsewhere."""

    title: str
    said: Message | None = None
    day: date | None = None
    url: str = ""


@dataclass(frozen=True)
class Opened:
    """A section with its lines."""

    section: Section
    lines: Sequence[Line]


def opened(scope: Scope, sections: Sequence[Section]) -> list[Opened]:
    """The sections with their lines; that of the rules is drawn by the page itself."""
    return [Opened(one, READERS[one.code](scope)) for one in sections if one.code in READERS]


def _structure(scope: Scope) -> list[Line]:
    policy = read_policy(scope.profile)
    units = scope.db.execute(select(Unit).where(Unit.valid.contains(scope.today)).limit(MOST)).scalars().all()
    levels = {one.code: one.title for one in policy.levels}
    ordered = sorted(units, key=lambda one: (policy.rank(one.level), one.name, one.id))
    return [Line(one.name, Message(levels[one.level]) if one.level in levels else None) for one in ordered]


def _council(scope: Scope) -> list[Line]:
    bodies = select(Body).where(Body.kind.in_(COUNCILS), Body.valid.contains(scope.today))
    found = scope.db.execute(bodies.order_by(Body.name).limit(MOST)).scalars().all()
    adopted = func.count(Decision.id).filter(Decision.outcome == "adopted")
    held = (
        select(Meeting, Body.name, adopted)
        .join(Body, Body.id == Meeting.body_id)
        .outerjoin(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .outerjoin(Decision, Decision.item_id == AgendaItem.id)
        .where(Body.kind.in_(COUNCILS), Meeting.closed_at.is_not(None), Meeting.state.in_(TOOK_PLACE))
        .group_by(Meeting.tenant_id, Meeting.id, Body.name)
        .order_by(Meeting.starts_at.desc(), Meeting.id)
        .limit(LATEST)
    )
    return [
        *(Line(one.name) for one in found),
        *(
            Line(name, Message(HELD, {"form": Message(FORMS[row.form]), "count": count}), _day(scope, row))
            for row, name, count in scope.db.execute(held)
        ),
    ]


def _calendar(scope: Scope) -> list[Line]:
    last = scope.today + timedelta(days=AHEAD)
    meetings = (
        select(Meeting, Body.name)
        .join(Body, Body.id == Meeting.body_id)
        .where(
            Meeting.state.not_in(UNSAID | {"cancelled", "no_quorum"}),
            Meeting.starts_at >= at(scope, scope.today, time.min),
            Meeting.starts_at < at(scope, last + timedelta(days=1), time.min),
        )
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(MOST)
    )
    events = select(Event).where(Event.on.between(scope.today, last), Event.valid.contains(Event.on))
    lines = [
        Line(name, Message(SITTING_AT, {"time": format_time(local(scope, row.starts_at))}), _day(scope, row))
        for row, name in scope.db.execute(meetings)
    ]
    for one in scope.db.execute(events.order_by(Event.on, Event.id).limit(MOST)).scalars():
        lines.append(Line(one.name, _text(one.place) if one.place else None, one.on))
    return sorted(lines, key=lambda one: one.day or date.max)


def _day(scope: Scope, row: Meeting) -> date:
    return local(scope, row.starts_at).date()


def _news(scope: Scope) -> list[Line]:
    chosen = select(News).where(News.kind == "news", News.on <= scope.today).order_by(News.on.desc(), News.id)
    rows = scope.db.execute(chosen.limit(LATEST)).scalars()
    return [Line(one.title, day=one.on, url=_web(one.url)) for one in rows]


def _associations(scope: Scope) -> list[Line]:
    living = [
        one for one in listing.living(scope, listing.present_year(scope)) if not listing.closed(scope, one)
    ]
    return [
        Line(one.name, _text(one.subject) if one.subject else None, url=_web(one.site))
        for one in living[:MOST]
    ]


def _documents(scope: Scope) -> list[Line]:
    acts = {
        one.act.id: one.act
        for each in required.checklists(scope)
        for one in each.documents
        if one.act is not None and one.act.in_force(scope.today)
    }
    return [
        Line(
            one.title,
            Message(ACT, {"kind": one.kind, "number": one.number, "date": format_date(one.date)}),
            url=_web(one.url),
        )
        for one in sorted(acts.values(), key=lambda act: (act.date, act.id), reverse=True)
    ]


def _indicators(scope: Scope) -> list[Line]:
    """The last publication by the rule that hides small groups from the region: everybody is not less."""
    titles = {one.code: one.rule.title for one in canonical(scope.profile)}
    same = (ReleasedValue.as_of == ReleasedCell.as_of) & (ReleasedValue.code == ReleasedCell.code)
    last = select(func.max(Release.as_of)).where(Release.tenant_id == scope.tenant.id).scalar_subquery()
    chosen = select(ReleasedCell, ReleasedValue).outerjoin(ReleasedValue, same)
    rows = scope.db.execute(chosen.where(ReleasedCell.as_of == last).order_by(ReleasedCell.code))
    return [
        Line(titles[cell.code], _figure(cell.form, value), cell.as_of)
        for cell, value in rows
        if cell.code in titles
    ]


def _figure(form: str, value: ReleasedValue | None) -> Message:
    if value is None:
        return Message(NO_VALUE)
    if not visible(value.about, value.smallest, SMALLEST_GROUP):
        return Message(HIDDEN)
    if form == YES_NO:
        return Message(YES if value.numerator else NO)
    if form != SHARE or not value.denominator:
        return _text(format_number(value.numerator))
    share = format_percent(Fraction(value.numerator, value.denominator))
    return Message(OF, {"share": share, "n": value.numerator, "d": value.denominator})


def _text(said: str) -> Message:
    return Message(AS_IT_IS, {"text": said})


def _web(address: str | None) -> str:
    return address if address and address.startswith(("https://", "http://")) else ""


READERS: Mapping[str, Callable[[Scope], list[Line]]] = {
    "structure": _structure,
    "council": _council,
    "calendar": _calendar,
    "news": _news,
    "associations": _associations,
    "documents": _documents,
    "indicators": _indicators,
}
