"""What papers of meetings begin with (шапка): the body, the day, the place; keys and records to try on."""

from collections.abc import Sequence

from sqlalchemy import select

from service.core.errors import NotFound
from service.core.language import N_, format_date
from service.core.paging import Paging
from service.documents.forms.offered import Field
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.papers import naming
from service.meetings.papers.wording import days, say
from service.meetings.queries import bodies as bodies_reads
from service.meetings.queries import meetings as reads
from service.meetings.rules.naming import FORMS
from service.tenancy.scope import Scope

SHOWN = 3
BODY = (
    Field("tenant", N_("Название района"), "Муниципальный район"),
    Field("body", N_("Название органа"), "Методический совет"),
    Field("body_genitive", N_("Название органа в родительном падеже"), "методического совета"),
)
WHERE = (
    Field("form", N_("Форма заседания"), "очная"),
    Field("place", N_("Место заседания"), "кабинет 12"),
)
HEAD = (*BODY, Field("date", N_("Дата заседания"), "10.12.2026", required=True), *WHERE)
"""Of papers where the date is that of the meeting."""
MEETING = (*BODY, Field("meeting_date", N_("Дата заседания"), "10.12.2026", required=True), *WHERE)
"""Of papers that have a date of their own."""
NAMED = (
    Field("name", N_("Фамилия, имя, отчество"), "Иванова Мария Петровна"),
    Field("office", N_("Место в составе или должность"), "председатель"),
)


def number_of(key: str) -> int:
    """The number of a record in a key; raises NotFound."""
    if not (key.isascii() and key.isdecimal()) or len(key) > 18:
        raise NotFound()
    return int(key)


def recent(scope: Scope) -> Sequence[tuple[str, str]]:
    """The latest meetings by their key, to preview a template on."""
    found = reads.meetings(scope, Paging(1, SHOWN)).items
    return [(str(one.id), titled(scope, one)) for one in found]


def titled(scope: Scope, meeting: Meeting) -> str:
    """A meeting by its body and day."""
    name = scope.db.execute(select(Body.name).where(Body.id == meeting.body_id)).scalar_one()
    return f"{name}, {format_date(reads.day_of(scope, meeting))}"


def body_told(scope: Scope, body: Body) -> dict[str, str]:
    """How a paper names the district and the body."""
    return {
        "tenant": scope.tenant.title(),
        "body": body.name,
        "body_genitive": naming.genitive(body.kind, body.name),
    }


def head(scope: Scope, meeting: Meeting) -> dict[str, str]:
    """What every paper of a meeting says of it."""
    day = reads.day_of(scope, meeting)
    return {
        **body_told(scope, bodies_reads.body(scope, meeting.body_id)),
        "date": days((day, meeting.ends_on) if meeting.ends_on else (day,)),
        "form": say(FORMS[meeting.form]),
        "place": meeting.place or "",
    }


def meeting_told(scope: Scope, meeting: Meeting) -> dict[str, str]:
    """The same for papers that have a date of their own."""
    found = head(scope, meeting)
    found["meeting_date"] = found.pop("date")
    return found
