"""Letters about a meeting (письма): a notice, a change, a cancellation, a reminder; facts in, words out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from service.core.language import N_, fill, format_date, format_moment, translate
from service.meetings.invitations import CORRESPONDENCE, FORMS, QUESTIONS, Addressee, Sitting
from service.meetings.names import DEADLINES
from service.meetings.rules.reminders import Anchor
from service.web.post import Attachment

NEWS = N_("Извещение о заседании: %(body)s, %(at)s")
CHANGED = N_("Изменения в заседании: %(body)s, %(at)s")
CANCELLED = N_("Заседание отменено: %(body)s, %(at)s")
REMINDERS = {
    "notice": N_("Пора известить членов: %(body)s, %(at)s"),
    "proposals": N_("Заканчивается приём предложений в повестку: %(body)s, %(at)s"),
    "meeting": N_("Скоро заседание: %(body)s, %(at)s"),
    "sheets": N_("Ждём ваш лист голосования: %(body)s, %(at)s"),
    "sheets_closed": N_("Приём листов закончен, подведите итоги: %(body)s, %(at)s"),
    "minutes_draft": N_("Пора подготовить протокол: %(body)s, %(at)s"),
    "minutes_copy": N_("Пора разослать копии протокола: %(body)s, %(at)s"),
    "assignment": N_("Подходит срок поручения: %(body)s, %(at)s"),
}
CALLED = N_("Вас приглашают на заседание: %(body)s.")
CHANGES = N_("Извещение изменилось, прежнее больше не действует: %(body)s.")
OFF = N_("Заседания, о котором вас извещали, не будет или вас на него больше не ждут: %(body)s.")
WHY = N_("Причина: %(why)s")
FORM = N_("Форма: %(form)s.")
BEGINS = N_("Начало: %(at)s.")
DAY = N_("День заседания: %(at)s.")
PLACE = N_("Место: %(place)s.")
SHEETS = N_("Листы голосования принимаются до %(at)s.")
TERMS = N_("Сроки:")
TERM = N_("%(what)s: по %(day)s включительно")
TERM_UNTIL = N_("%(what)s: до %(at)s")
TASK = N_("Поручение: %(what)s")
PAGE = N_("Страница заседания: %(page)s")
ANSWER = N_("Чтобы заседание попало в ваш календарь, откройте приложенный файл.")
CALENDAR = "text/calendar"


@dataclass(frozen=True)
class Term:
    """A deadline in a letter: the code of what is due, its last day, the hour where it has one."""

    kind: str
    day: date
    until: datetime | None = None


@dataclass(frozen=True)
class Words:
    """A subject and a text, in the language of the person."""

    subject: str
    text: str


def said_at(wall: datetime, zone: str) -> str:
    """A time with its year and its zone: «18.03.2026, 18:00 (МСК+4)»."""
    return format_moment(wall.replace(tzinfo=ZoneInfo(zone)))


def news(sitting: Sitting, person: Addressee, terms: Iterable[Term]) -> Words:
    """The notice of a meeting, or of a change when it is not the first."""
    first = not sitting.sequence
    lines = [_(CALLED if first else CHANGES, person, body=sitting.body), "", *_facts(sitting, person)]
    if sitting.questions:
        lines += ["", _(QUESTIONS, person)]
        lines += [f"{number}. {text}" for number, text in enumerate(sitting.questions, 1)]
    listed = [_term(one, sitting.zone, person) for one in terms]
    lines += ["", _(TERMS, person), *listed] if listed else []
    lines += ["", *_page(sitting, person), _(ANSWER, person)]
    return Words(_subject(NEWS if first else CHANGED, sitting, person), _text(lines))


def called_off(sitting: Sitting, person: Addressee, why: str | None) -> Words:
    """The news that a meeting will not be."""
    lines = [_(OFF, person, body=sitting.body), *_facts(sitting, person)[:2]]
    lines += [_(WHY, person, why=why)] if why else []
    return Words(_subject(CANCELLED, sitting, person), _text([*lines, "", *_page(sitting, person)]))


def reminder(
    kind: str, anchor: Anchor, sitting: Sitting, person: Addressee, term: Term | None, task: str | None = None
) -> Words:
    """A reminder: what of, until when, where to look."""
    lines = [f"{_subject(REMINDERS[kind], sitting, person)}.", ""]
    lines += _facts(sitting, person) if anchor is Anchor.START and kind == "meeting" else []
    lines += [_(TASK, person, what=task)] if task else []
    lines += [_term(term, sitting.zone, person)] if term else []
    return Words(_subject(REMINDERS[kind], sitting, person), _text([*lines, "", *_page(sitting, person)]))


def calendar(content: bytes, method: str) -> tuple[Attachment, Attachment]:
    """A calendar file as the alternative that mail programs answer, and as a file for all others."""
    params = {"method": method, "charset": "utf-8"}
    name = "invitation.ics" if method == "REQUEST" else "cancellation.ics"
    return Attachment("", CALENDAR, content, params), Attachment(name, CALENDAR, content, params)


def _facts(sitting: Sitting, person: Addressee) -> list[str]:
    lines = [_(FORM, person, form=translate(FORMS[sitting.form], person.language))]
    if sitting.form == CORRESPONDENCE:
        lines.append(_(DAY, person, at=format_date(sitting.starts.date())))
    else:
        lines.append(_(BEGINS, person, at=said_at(sitting.starts, sitting.zone)))
    if sitting.place:
        lines.append(_(PLACE, person, place=sitting.place))
    if sitting.sheets_due:
        lines.append(_(SHEETS, person, at=said_at(sitting.sheets_due, sitting.zone)))
    return lines


def _term(term: Term, zone: str, person: Addressee) -> str:
    what = translate(DEADLINES[term.kind], person.language) if term.kind in DEADLINES else term.kind
    if term.until:
        return _(TERM_UNTIL, person, what=what, at=said_at(term.until, zone))
    return _(TERM, person, what=what, day=format_date(term.day))


def _page(sitting: Sitting, person: Addressee) -> list[str]:
    return [_(PAGE, person, page=sitting.link)] if sitting.link else []


def _subject(words: str, sitting: Sitting, person: Addressee) -> str:
    at = format_date(sitting.starts.date())
    if sitting.form != CORRESPONDENCE:
        at = said_at(sitting.starts, sitting.zone)
    return _(words, person, body=sitting.body, at=at).replace("\xa0", " ")


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).strip() + "\n"


def _(words: str, person: Addressee, **params: str) -> str:
    return fill(translate(words, person.language), params, person.language)
