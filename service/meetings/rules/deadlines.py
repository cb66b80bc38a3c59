"""Calendar of deadlines (сроки заседания), derived from the profile: nobody types them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from service.core.clock import offset_mark
from service.meetings.policy import MeetingPolicy
from service.profiles.profile import Rule
from service.rules.dates import is_working, school_year_of, year_of
from service.rules.kinds import deadline, deadline_hours
from service.rules.message import N_, Message

__all__ = ["Due", "MeetingDay", "calendar_of", "local_day", "school_year_of", "year_of"]

REMOTE = ("correspondence", "hybrid")
_WORDS = {
    "notice_due": N_("Известить членов не позднее %(day)s"),
    "materials_due": N_("Разослать материалы не позднее %(day)s"),
    "agenda_cutoff": N_("Предложения в повестку принимаются по %(day)s включительно"),
    "sheets_due": N_("Опросные листы принимаются до %(time)s %(day)s"),
    "minutes_draft": N_("Подготовить протокол не позднее %(day)s"),
    "minutes_sign": N_("Подписать протокол не позднее %(day)s"),
    "minutes_copy": N_("Разослать копию протокола не позднее %(day)s"),
    "dispatch_due": N_("Направить решения органу управления не позднее %(day)s"),
    "publication_due": N_("Разместить результаты не позднее %(day)s"),
}
_BEFORE = (("notice_due", "notice"), ("materials_due", "materials"), ("agenda_cutoff", "agenda_proposal"))
_AFTER = (
    ("minutes_draft", "minutes_draft"),
    ("minutes_sign", "minutes_signing"),
    ("minutes_copy", "minutes_copy"),
    ("dispatch_due", "dispatch"),
    ("publication_due", "publication"),
)


@dataclass(frozen=True)
class MeetingDay:
    """What of a meeting decides its deadlines; dates are local to the body.

    `starts` is its hour, for terms counted in hours; `signed` the day of signing, for terms counted from it;
    `sheets_until` a deadline of sheets set for this very meeting; `days_off` and `days_on` correct the
    five-day week.
    """

    day: date
    form: str
    zone: ZoneInfo
    extraordinary: bool = False
    signed: date | None = None
    sheets_until: datetime | None = None
    days_off: Collection[date] = ()
    days_on: Collection[date] = ()
    starts: datetime | None = None


@dataclass(frozen=True)
class Due:
    """One deadline: the last day in time (with the hour, where it has one), its rule and clause.

    `suggested` is the working day before, where the last day of a duty before the meeting is not a working
    one: the deadline itself does not move.
    """

    name: str
    day: date
    rule: str
    clause: str
    words: Message
    until: datetime | None = None
    suggested: date | None = None


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """Return the date that a moment has where the body sits; a moment without a zone is refused."""
    if instant.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return instant.astimezone(zone).date()


def calendar_of(policy: MeetingPolicy, meeting: MeetingDay) -> tuple[Due, ...]:
    """Derive every deadline of a meeting in the order of its days; a silent rule gives none."""
    due = [_by_rule(policy, name, rule, meeting) for name, rule in (*_before(policy, meeting), *_AFTER)]
    known = [one for one in due if one]
    if meeting.form in REMOTE:
        known.append(_sheets(policy, meeting))
    if not policy.established("minutes_draft") and policy.minutes_draft_days:
        known.append(_draft(policy, meeting))
    return tuple(sorted(known, key=lambda one: (one.day, list(_WORDS).index(one.name))))


def _before(policy: MeetingPolicy, meeting: MeetingDay) -> tuple[tuple[str, str], ...]:
    """An extraordinary meeting has its own notice only where the regulation sets one (C-LU-7)."""
    if not (meeting.extraordinary and policy.established("extraordinary_notice")):
        return _BEFORE
    return (("notice_due", "extraordinary_notice"), *_BEFORE[1:])


def _by_rule(policy: MeetingPolicy, name: str, rule_name: str, meeting: MeetingDay) -> Due | None:
    rule = policy.profile.rule(policy.rule_id(rule_name))
    last = _last_day(rule, meeting) if rule else None
    if rule is None or last is None:
        return None
    suggested = None
    if rule.params.direction == deadline.BEFORE and not _works(last, meeting):
        suggested = last
        while not _works(suggested, meeting):
            suggested -= timedelta(days=1)
    until = None
    if rule.params.unit == deadline_hours.UNIT and meeting.starts is not None:
        until = deadline.last_moment(rule.params, meeting.starts.astimezone(meeting.zone))
    words = Message(_WORDS[name], {"day": until or last})
    return Due(name, last, rule.id, rule.clause, words, until=until, suggested=suggested)


def _last_day(rule: Rule, meeting: MeetingDay) -> date | None:
    """Count the last day from the meeting, or from the signing where the profile says so."""
    anchor = meeting.signed if rule.params.anchor == "signed_date" else meeting.day
    if anchor is None:
        return None
    if rule.params.unit == deadline_hours.UNIT and meeting.starts is not None:
        return deadline.last_moment(rule.params, meeting.starts.astimezone(meeting.zone)).date()
    calendar = {"days_off": tuple(meeting.days_off), "days_on": tuple(meeting.days_on)}
    return deadline.last_day(rule.params, anchor, calendar)


def _works(day: date, meeting: MeetingDay) -> bool:
    return is_working(day, meeting.days_off, meeting.days_on)


def _sheets(policy: MeetingPolicy, meeting: MeetingDay) -> Due:
    """The hour of the sheets: set for the meeting, else the day of the rule or of the meeting at the hour."""
    rule = policy.profile.rule(policy.rule_id("sheet_return"))
    day = (_last_day(rule, meeting) if rule else None) or meeting.day
    until = datetime.combine(day, policy.sheet_deadline, meeting.zone)
    if meeting.sheets_until is not None:
        until = meeting.sheets_until.astimezone(meeting.zone)
    words = Message(
        _WORDS["sheets_due"], {"day": until.date(), "time": f"{until:%H:%M} ({offset_mark(until)})"}
    )
    return Due(
        "sheets_due",
        until.date(),
        rule.id if rule else policy.rule_id("sheet_deadline"),
        rule.clause if rule else "",
        words,
        until=until,
    )


def _draft(policy: MeetingPolicy, meeting: MeetingDay) -> Due:
    day = meeting.day + timedelta(days=policy.minutes_draft_days)
    words = Message(_WORDS["minutes_draft"], {"day": day})
    return Due("minutes_draft", day, policy.rule_id("minutes_draft_days"), "", words)
