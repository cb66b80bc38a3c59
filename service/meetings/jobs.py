"""Jobs of meetings: letters of notices, of cancellations, of reminders; one letter each."""

import smtplib
from collections.abc import Callable
from typing import Any

import structlog
from rq import get_current_job

from service.jobs.work import workshop
from service.meetings import invitations, letters
from service.meetings.actions import closing, noticing, reminding, rezoning, sending, tallying
from service.meetings.letters import Term, Words
from service.meetings.model.following import Assignment
from service.meetings.model.meetings import Meeting, Reminder
from service.meetings.model.notices import NoticeDelivery
from service.meetings.names import MEMBERS_DEADLINES
from service.meetings.queries import sittings
from service.meetings.queries.bodies import body as one_body
from service.meetings.queries.bodies import composition
from service.meetings.queries.meetings import day_of, deadlines, local
from service.meetings.queries.meetings import meeting as one_meeting
from service.meetings.queries.notices import emails
from service.meetings.rules.reminders import BY_KIND, Anchor
from service.tenancy.scope import Scope
from service.web.post import Letter, Refused

log = structlog.get_logger()
TERM_OF = {anchor: kind for kind, anchor in reminding.ANCHORS.items()}


def send_notices(scope: Scope, subject_id: int, **_: Any) -> int:
    """Ask for a letter for everybody whom a notice is to reach by mail."""
    return sending.ask_for_letters(scope, subject_id)


def send_changes(scope: Scope, subject_id: int, told: bool = False, **_: Any) -> int:
    """Ask for a letter for everybody who was told of a meeting that is called off now."""
    return sending.ask_to_call_off(scope, subject_id) if told else 0


def send_letter(scope: Scope, subject_id: int, **_: Any) -> bool:
    """Send one notice to one person; written down as sent only when a mail server took it."""
    found = sending.delivery(scope, subject_id)
    if found is None or not sending.to_be_sent(scope, *found):
        return False
    row, notice, meeting = found
    body = one_body(scope, meeting.body_id)
    sitting, person, reply_to = _told(scope, meeting, row, notice.content)
    words = letters.news(sitting, person, _terms(scope, meeting, MEMBERS_DEADLINES))
    file = invitations.invitation(sitting, person, scope.now)
    outcome = _post(_letter(person.email, words, f"notice-{row.id}", scope, reply_to, file, "REQUEST"))
    if outcome is Refused:
        sending.refused(scope, row, meeting)
    elif outcome is not None:
        sending.not_sent(scope, row, meeting, str(outcome))
    else:
        row.evidence, row.bounced_at = None, None
        noticing.sent(scope, row, meeting, body, scope.now)
    return outcome is None


def send_cancellation(scope: Scope, subject_id: int, **_: Any) -> bool:
    """Tell one person who was invited that the meeting will not be, or not with them."""
    found = sending.delivery(scope, subject_id)
    if found is None or not sending.to_be_called_off(scope, found[0], found[2]):
        return False
    row, notice, meeting = found
    sitting, person, reply_to = _told(scope, meeting, row, notice.content)
    words = letters.called_off(sitting, person, meeting.why_not)
    file = invitations.cancellation(sitting, person, scope.now)
    outcome = _post(_letter(person.email, words, f"cancel-{row.id}", scope, reply_to, file, "CANCEL"))
    if outcome is None:
        sending.called_off(scope, row, meeting)
    return outcome is None


def remind(scope: Scope, subject_id: int, **_: Any) -> int:
    """Look at a reminder that is due: whom it concerns now gets a letter of their own.

    The one after the deadline of sheets ends their taking first: a label, late sheets are late anyway.
    """
    tallying.close_due(scope, subject_id)
    return reminding.remind(scope, subject_id)


def send_reminder(scope: Scope, subject_id: int, person_id: int, **_: Any) -> bool:
    """Send one reminder to one person, once, unless it has become needless meanwhile."""
    row = reminding.held(scope, subject_id)
    if row is None or person_id in row.told:
        return False
    meeting = one_meeting(scope, row.meeting_id)
    email = emails(scope, [person_id]).get(person_id)
    if email is None or person_id not in reminding.audience(scope, row, meeting):
        return False
    body = one_body(scope, meeting.body_id)
    seated = composition(scope, body.id, day_of(scope, meeting))
    given = workshop()
    sender = sittings.sender_of(scope, body, seated, given.post.sender)
    (sitting,) = sittings.present(scope, [(meeting, body)], given.settings.public_url, sender)
    person = sittings.addressee(scope, meeting, person_id, email, seated)
    words = _reminder(scope, row, meeting, sitting, person)
    if _post(_letter(email, words, f"reminder-{row.id}-{person_id}", scope, sender.email)) is not None:
        return False
    row.told = [*row.told, person_id]
    return True


def _told(scope: Scope, meeting: Meeting, row: NoticeDelivery, content: Any) -> tuple[Any, Any, str]:
    """The meeting as the notice told it, the person, and who reads the answers."""
    body = one_body(scope, meeting.body_id)
    seated = composition(scope, body.id, day_of(scope, meeting))
    given = workshop()
    sender = sittings.sender_of(scope, body, seated, given.post.sender)
    sitting = sittings.announced(scope, meeting, body, content, sender, given.settings.public_url)
    person = sittings.addressee(scope, meeting, row.person_id, row.address or "", seated)
    return sitting, person, sender.email


def _terms(scope: Scope, meeting: Meeting, kinds: tuple[str, ...]) -> list[Term]:
    return [
        Term(one.kind, one.due_on, local(scope, one.due_at).replace(tzinfo=None) if one.due_at else None)
        for one in deadlines(scope, meeting.id)
        if one.kind in kinds
    ]


def _reminder(scope: Scope, row: Reminder, meeting: Meeting, sitting: Any, person: Any) -> Words:
    anchor = BY_KIND[row.kind].anchor
    if anchor is Anchor.ASSIGNMENT_DUE:
        owed = scope.db.get(Assignment, (scope.db.tenant_id, row.assignment_id))
        term = Term("assignment_due", owed.due_on) if owed else None
        return letters.reminder(row.kind, anchor, sitting, person, term, owed.text if owed else None)
    kind = "minutes_draft" if row.kind == "minutes_draft" else TERM_OF.get(anchor, "")
    term = next(iter(_terms(scope, meeting, (kind,))), None)
    return letters.reminder(row.kind, anchor, sitting, person, term)


def _letter(
    to: str, words: Words, name: str, scope: Scope, reply_to: str, file: bytes | None = None, method: str = ""
) -> Letter:
    """A letter whose name stays the same however often it is tried."""
    same, attached = letters.calendar(file, method) if file is not None else (None, None)
    return Letter(
        to=to,
        subject=words.subject,
        text=words.text,
        message_id=f"<{name}.{scope.tenant.slug}@metodsluzhba>",
        reply_to=reply_to,
        alternatives=(same,) if same else (),
        attachments=(attached,) if attached else (),
    )


def _post(letter: Letter) -> Any:
    """Send a letter: None when a server took it, Refused when it never will, else why it was not sent.

    What the network raised is raised again while the job will be tried again.
    """
    try:
        return None if workshop().post.send(letter) else sending.NO_POST
    except Refused:
        return Refused
    except (OSError, smtplib.SMTPException) as error:
        current = get_current_job()
        if current is None or current.should_retry:
            raise
        log.error("letter", error=type(error).__name__)
        return sending.POST_AWAY


def close_years(scope: Scope, **_: Any) -> int:
    """Freeze the scores of the year that ended last, of every body; done again it changes nothing."""
    return closing.close_years(scope, lambda day: workshop().load_profile(scope.db, scope.tenant, day))


def rezone(scope: Scope, **_: Any) -> int:
    """Keep the hour that members were told where a zone has moved since."""
    return rezoning.rezone(scope)


JOBS: dict[str, Callable[..., Any]] = {
    "meetings.send_notices": send_notices,
    "meetings.send_changes": send_changes,
    "meetings.send_letter": send_letter,
    "meetings.send_cancellation": send_cancellation,
    "meetings.remind": remind,
    "meetings.send_reminder": send_reminder,
    "meetings.close_years": close_years,
    "meetings.rezone": rezone,
}
