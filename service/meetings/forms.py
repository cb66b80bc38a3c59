"""Documents of meetings that a tenant may have templates of its own for (свои бланки): what they offer."""

from collections.abc import Sequence

from sqlalchemy import select

from service.core.errors import NotFound
from service.core.language import N_, format_date, format_time
from service.core.paging import Paging
from service.documents.forms.offered import DocumentForm, Field, Row, Rows, Values
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.names import MeetingsPermission
from service.meetings.papers import naming
from service.meetings.papers.facts import MinutesData, Question
from service.meetings.papers.wording import days, say
from service.meetings.queries import bodies as bodies_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import minutes as minutes_reads
from service.meetings.queries import signed
from service.meetings.queries.bodies import composition
from service.meetings.queries.minutes_reading import allow_reading
from service.meetings.rules.naming import FORMS
from service.tenancy.scope import Scope

SHOWN = 3
HEAD = (
    Field("tenant", N_("Название района"), "Муниципальный район"),
    Field("body", N_("Название органа"), "Методический совет"),
    Field("body_genitive", N_("Название органа в родительном падеже"), "методического совета"),
    Field("date", N_("Дата заседания"), "10.12.2026", required=True),
    Field("form", N_("Форма заседания"), "очная"),
    Field("place", N_("Место заседания"), "кабинет 12"),
)
NAMED = (Field("name", N_("Фамилия, имя, отчество"), "Иванова Мария Петровна"),
         Field("office", N_("Место в составе или должность"), "председатель"))  # fmt: skip


def _record(key: str) -> int:
    """The number of a record in a key; raises NotFound."""
    if not key.isdecimal() or len(key) > 18:
        raise NotFound()
    return int(key)


def recent(scope: Scope) -> Sequence[tuple[str, str]]:
    """The latest meetings by their key, to preview a template on."""
    found = reads.meetings(scope, Paging(1, SHOWN)).items
    chosen = select(Body.id, Body.name).where(Body.id.in_([one.body_id for one in found]))
    names = {row.id: row.name for row in scope.db.execute(chosen)}
    return [(str(one.id), f"{names[one.body_id]}, {format_date(reads.day_of(scope, one))}") for one in found]


def _head(scope: Scope, meeting: Meeting) -> dict[str, str]:
    body = bodies_reads.body(scope, meeting.body_id)
    return {
        "tenant": scope.tenant.title(),
        "body": body.name,
        "body_genitive": naming.genitive(body.kind, body.name),
        "date": format_date(reads.day_of(scope, meeting)),
        "form": say(FORMS[meeting.form]),
        "place": meeting.place or "",
    }


def notice_values(scope: Scope, key: str) -> Values:
    """What a notice says: when and where, the agenda, whom it goes to."""
    meeting = reads.meeting(scope, _record(key))
    starts = reads.local(scope, meeting.starts_at)
    seated = composition(scope, meeting.body_id, reads.day_of(scope, meeting))
    holders = {name: seated.holder(name) for name in ("chair", "secretary")}
    return {
        **_head(scope, meeting),
        "starts": format_time(starts),
        "link": meeting.link or "",
        **{name: holder.name if holder else "" for name, holder in holders.items()},
        "agenda": [
            {"number": str(one.number), "title": one.title} for one in reads.agenda(scope, meeting.id)
        ],
        "members": [{"name": one.name, "office": naming.office(one.office)} for one in seated.members],
    }


def minutes_values(scope: Scope, key: str) -> Values:
    """What minutes say, with the figures that the records give."""
    meeting = reads.meeting(scope, _record(key))
    row = minutes_reads.minutes_of(scope, meeting.id)
    if row is None:
        raise NotFound()
    allow_reading(scope, row)
    data = signed.frozen(row) if row.content else minutes_reads.content(scope, meeting, row)
    return {
        **_head(scope, meeting),
        **_minutes(data),
        "questions": [_question(one) for one in data.questions],
    }


def _minutes(data: MinutesData) -> dict[str, str | Sequence[Row]]:
    there = data.attendance
    taking = (*there.present, *there.remote, *there.by_sheet)
    return {
        "date": days(data.days),
        "number": data.number or "",
        "times": data.times,
        "presiding": "; ".join(one.person.said() for one in data.presiding),
        "keeper": data.keeper.said() if data.keeper else "",
        "established": "" if there.established is None else str(there.established),
        "taking_part": str(len(taking)),
        "quorum": " ".join(one.sentence for one in data.quorum),
        "present": [{"name": one.name, "office": one.office} for one in taking],
        "absent": [
            {"name": one.person.name, "office": one.person.office} for one in (*there.excused, *there.absent)
        ],
        "signatories": [{"name": one.name, "office": one.office} for one in data.signatories],
    }


def _question(one: Question) -> Row:
    counts = one.counts
    figures = (counts.for_, counts.against, counts.abstained) if counts else ("", "", "")
    return {
        "number": str(one.number),
        "title": one.title,
        "heard": "\n".join(one.heard),
        "spoke": "\n".join(one.spoke),
        "decided": "\n".join(one.decided),
        **{name: str(value) for name, value in zip(("for", "against", "abstained"), figures, strict=True)},
        "outcome": one.outcome,
    }


FORMS_OF_MEETINGS = (
    DocumentForm(
        code="notice",
        title=N_("Уведомление о заседании"),
        about=N_("Общее уведомление с повесткой, для печати или рассылки."),
        read=MeetingsPermission.READ,
        fields=(
            *HEAD,
            Field("starts", N_("Время начала"), "14:00"),
            Field("link", N_("Ссылка для участия"), "https://"),
            Field("chair", N_("Председатель"), "Иванова Мария Петровна"),
            Field("secretary", N_("Ответственный секретарь"), "Петрова Анна Ильинична"),
        ),
        rows=(
            Rows("agenda", N_("Повестка"), (
                Field("number", N_("Номер вопроса"), "1"),
                Field("title", N_("Вопрос"), "О плане на год"),
            )),
            Rows("members", N_("Члены органа"), NAMED),
        ),
        examples=recent,
        values=notice_values,
    ),
    DocumentForm(
        code="minutes",
        title=N_("Протокол заседания"),
        about=N_("Копия протокола на бланке района. Подписывается по-прежнему типовой протокол."),
        read=MeetingsPermission.READ,
        fields=(
            *HEAD,
            Field("number", N_("Номер протокола"), "4", required=True),
            Field("times", N_("Время начала и окончания"), "14:00–15:30"),
            Field("presiding", N_("Кто председательствовал"), "Иванова М. П., председатель"),
            Field("keeper", N_("Кто вёл протокол"), "Петрова А. И., ответственный секретарь"),
            Field("established", N_("Установленное число членов"), "15"),
            Field("taking_part", N_("Сколько участвовало"), "11"),
            Field("quorum", N_("Заключение о правомочности"), "Заседание правомочно."),
        ),
        rows=(
            Rows("present", N_("Участвовали"), NAMED),
            Rows("absent", N_("Отсутствовали"), NAMED),
            Rows("questions", N_("Вопросы"), (
                Field("number", N_("Номер вопроса"), "1"),
                Field("title", N_("Вопрос"), "О плане на год"),
                Field("heard", N_("Слушали"), "Иванову М. П."),
                Field("spoke", N_("Выступили"), "Сидоров П. К."),
                Field("decided", N_("Решили"), "Рекомендовать план к утверждению."),
                Field("for", N_("Голосов «за»"), "9"),
                Field("against", N_("Голосов «против»"), "1"),
                Field("abstained", N_("Воздержались"), "1"),
                Field("outcome", N_("Исход голосования"), "Решение принято."),
            )),
            Rows("signatories", N_("Подписи"), NAMED),
        ),
        examples=recent,
        values=minutes_values,
    ),
)  # fmt: skip
