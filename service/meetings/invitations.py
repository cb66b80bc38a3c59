"""Calendar files (файлы календаря, .ics): invitations, cancellations and feeds; dataclasses in, bytes out.

Times are wall clock in the zone of the body; the zone travels with them, so that a calendar shows the hour
that the notice names, whatever becomes of the zone. One file carries one addressee: nobody learns from it
who else is invited, and at which address.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress

from service.core.language import N_, fill, format_datetime, translate

PRODUCT = "-//Metodsluzhba//Meetings//RU"
REFRESH = timedelta(hours=1)
USUAL_LENGTH = timedelta(hours=2)
"""How long a meeting takes in a calendar where nobody has said when it ends."""
CORRESPONDENCE = "correspondence"
FORMS = {
    "in_person": N_("очное заседание"),
    CORRESPONDENCE: N_("заочное заседание"),
    "hybrid": N_("очно-заочное заседание"),
}
BEGINS = N_("Начало: %(at)s (%(zone)s).")
SHEETS_UNTIL = N_("Листы голосования принимаются до %(at)s (%(zone)s).")
QUESTIONS = N_("Вопросы повестки:")
ENDS = ("DTSTART", "DTEND")
DRAFT_STAYS = "a draft is sent to nobody"


@dataclass(frozen=True)
class Addressee:
    """Who is invited, and in which language; `role` is chair, member or guest."""

    name: str
    email: str
    role: str = "member"
    language: str = "ru"


@dataclass(frozen=True)
class Sitting:
    """A meeting as a calendar shows it; `starts`, `ends` and `sheets_due` are wall clock in `zone`.

    `sequence` counts the changes that were announced; `organiser` reads the answers (the secretary).
    """

    tenant: str
    id: int
    body: str
    title: str
    form: str
    zone: str
    starts: datetime
    organiser_name: str
    organiser_email: str
    ends: datetime | None = None
    sheets_due: datetime | None = None
    place: str = ""
    link: str = ""
    questions: tuple[str, ...] = ()
    sequence: int = 0
    draft: bool = False
    cancelled: bool = False

    @property
    def uid(self) -> str:
        """The name of this meeting in every calendar, for ever."""
        return f"meeting-{self.id}.{self.tenant}@metodsluzhba"


@dataclass(frozen=True)
class Deadline:
    """A term (срок) in a feed, its hour (wall clock in `zone`) or its whole day; `key` names it for ever."""

    tenant: str
    key: str
    title: str
    due: datetime | date
    zone: str
    link: str = ""


def invitation(sitting: Sitting, addressee: Addressee, now: datetime) -> bytes:
    """The invitation, or the news of a change, for one person."""
    _refuse_draft(sitting)
    if sitting.cancelled:
        raise ValueError("nobody is invited to a cancelled meeting")
    event = _event(sitting, addressee.language, now)
    event.add("status", "CONFIRMED")
    _address(event, sitting, addressee)
    return _written(_calendar("REQUEST"), [event])


def cancellation(sitting: Sitting, addressee: Addressee, now: datetime) -> bytes:
    """The news to one person that the meeting will not be, or not with them; a change after the last sent."""
    _refuse_draft(sitting)
    event = _event(sitting, addressee.language, now, sequence=sitting.sequence + 1)
    event.add("status", "CANCELLED")
    _address(event, sitting, addressee)
    return _written(_calendar("CANCEL"), [event])


def published(sitting: Sitting, now: datetime, language: str = "ru") -> bytes:
    """One meeting as a file to put into a calendar by hand; it invites nobody in particular."""
    _refuse_draft(sitting)
    return _written(_calendar("PUBLISH"), [_published(sitting, language, now)])


def feed(
    name: str,
    zone: str,
    sittings: Iterable[Sitting],
    deadlines: Iterable[Deadline],
    now: datetime,
    language: str = "ru",
) -> bytes:
    """A calendar to subscribe to (подписка): announced and cancelled meetings and terms, never a draft."""
    calendar = _calendar("PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", zone)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    events = [_published(one, language, now) for one in sittings if not one.draft]
    events += [_deadline(one, now) for one in deadlines]
    return _written(calendar, events)


def _refuse_draft(sitting: Sitting) -> None:
    if sitting.draft:
        raise ValueError(DRAFT_STAYS)


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _published(sitting: Sitting, language: str, now: datetime) -> Event:
    sequence = sitting.sequence + sitting.cancelled
    event = _event(sitting, language, now, sequence=sequence)
    event.add("status", "CANCELLED" if sitting.cancelled else "CONFIRMED")
    return event


def _event(sitting: Sitting, language: str, now: datetime, *, sequence: int | None = None) -> Event:
    event = Event()
    event.add("uid", sitting.uid)
    event.add("sequence", sitting.sequence if sequence is None else sequence)
    event.add("dtstamp", now.astimezone(UTC))
    starts, ends = _span(sitting)
    zone = ZoneInfo(sitting.zone)
    event.add("dtstart", starts.replace(tzinfo=zone))
    event.add("dtend", ends.replace(tzinfo=zone))
    event.add("summary", sitting.title)
    event.add("description", _description(sitting, language))
    where = sitting.place or sitting.link
    if where:
        event.add("location", where)
    if sitting.link:
        event.add("url", sitting.link)
    # Days in which sheets are taken in leave people free for other things.
    event.add("transp", "TRANSPARENT" if sitting.form == CORRESPONDENCE else "OPAQUE")
    return event


def _span(sitting: Sitting) -> tuple[datetime, datetime]:
    """From when to when: a meeting by correspondence ends when the last sheet may come."""
    if sitting.form == CORRESPONDENCE and sitting.sheets_due:
        return min(sitting.starts, sitting.sheets_due), sitting.sheets_due
    return sitting.starts, sitting.ends or sitting.starts + USUAL_LENGTH


def _description(sitting: Sitting, language: str) -> str:
    lines = [f"{sitting.body}, {translate(FORMS[sitting.form], language)}."]
    if sitting.form != CORRESPONDENCE:
        lines.append(_said(BEGINS, sitting.starts, sitting.zone, language))
    if sitting.sheets_due:
        lines.append(_said(SHEETS_UNTIL, sitting.sheets_due, sitting.zone, language))
    if sitting.questions:
        lines += ["", translate(QUESTIONS, language)]
        lines += [f"{number}. {text}" for number, text in enumerate(sitting.questions, 1)]
    if sitting.link:
        lines += ["", sitting.link]
    return "\n".join(lines)


def _said(words: str, wall: datetime, zone: str, language: str) -> str:
    """A time with its year and its offset of that very day: zones of the past had others."""
    minutes = int((wall.replace(tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    offset = f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
    return fill(translate(words, language), {"at": format_datetime(wall), "zone": offset}, language)


def _address(event: Event, sitting: Sitting, addressee: Addressee) -> None:
    organiser = vCalAddress(f"mailto:{sitting.organiser_email}")
    organiser.params["CN"] = sitting.organiser_name
    event.add("organizer", organiser)
    attendee = vCalAddress(f"mailto:{addressee.email}")
    attendee.params["CN"] = addressee.name
    roles = {"chair": "CHAIR", "guest": "OPT-PARTICIPANT"}
    attendee.params["ROLE"] = roles.get(addressee.role, "REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = "NEEDS-ACTION"
    attendee.params["RSVP"] = "TRUE"
    event.add("attendee", attendee)


def _deadline(deadline: Deadline, now: datetime) -> Event:
    """A term is an event without length: many programs do not show the tasks of a feed."""
    event = Event()
    event.add("uid", f"{deadline.key}.{deadline.tenant}@metodsluzhba")
    event.add("dtstamp", now.astimezone(UTC))
    due = deadline.due
    event.add("dtstart", due.replace(tzinfo=ZoneInfo(deadline.zone)) if isinstance(due, datetime) else due)
    event.add("summary", deadline.title)
    event.add("transp", "TRANSPARENT")
    if deadline.link:
        event.add("url", deadline.link)
    return event


def _written(calendar: Calendar, events: Iterable[Any]) -> bytes:
    """The file, with the zones it names as they were in the years it speaks of."""
    for event in events:
        calendar.add_component(event)
    moments = [event[name].dt for event in events for name in ENDS if name in event]
    days = [one.date() for one in moments if isinstance(one, datetime)]
    if days:
        calendar.add_missing_timezones(
            first_date=date(min(days).year - 1, 1, 1), last_date=date(max(days).year + 2, 1, 1)
        )
    return bytes(calendar.to_ical())
