"""Minutes on the tenant's own paper (протокол на бланке района)."""

from typing import Any

from service.core.errors import NotFound
from service.core.language import N_
from service.documents.forms.offered import DocumentForm, Field, Kind, Rows, Written
from service.meetings.actions.minutes import gost
from service.meetings.forms.heads import HEAD, NAMED, head, number_of, recent
from service.meetings.names import MeetingsPermission
from service.meetings.papers.facts import MinutesData, Question
from service.meetings.papers.minutes import minutes as paper
from service.meetings.papers.wording import days
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as bodies_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import minutes as minutes_reads
from service.meetings.queries import signed
from service.meetings.queries.minutes_reading import allow_reading
from service.tenancy.scope import Scope


def minutes_of(scope: Scope, key: str) -> Written:
    """What minutes say, with the figures that the records give."""
    meeting = reads.meeting(scope, number_of(key))
    row = minutes_reads.minutes_of(scope, meeting.id)
    if row is None:
        raise NotFound()
    allow_reading(scope, row)
    data = signed.frozen(row) if row.content else minutes_reads.content(scope, meeting, row)
    told = {
        **head(scope, meeting),
        **_minutes(data),
        "questions": [_question(one) for one in data.questions],
    }
    body = bodies_reads.body(scope, meeting.body_id)
    return Written(paper(data), told, row.signed_at, gost(MeetingPolicy.of(scope.profile, body.kind)))


def _minutes(data: MinutesData) -> dict[str, Any]:
    there = data.attendance
    taking = (*there.present, *there.remote, *there.by_sheet)
    return {
        "date": days(data.days),
        "number": data.number or "",
        "times": data.times,
        "presiding": "; ".join(one.person.said() for one in data.presiding),
        "keeper": data.keeper.said() if data.keeper else "",
        "established": there.established,
        "taking_part": len(taking),
        "quorum": " ".join(one.sentence for one in data.quorum),
        "present": [{"name": one.name, "office": one.office} for one in taking],
        "absent": [
            {"name": one.person.name, "office": one.person.office} for one in (*there.excused, *there.absent)
        ],
        "signatories": [{"name": one.name, "office": one.office} for one in data.signatories],
    }


def _question(one: Question) -> dict[str, Any]:
    counts = one.counts
    figures = (counts.for_, counts.against, counts.abstained) if counts else (None, None, None)
    return {
        "number": one.number,
        "title": one.title,
        "heard": "\n".join(one.heard),
        "spoke": "\n".join(one.spoke),
        "decided": "\n".join(one.decided),
        **dict(zip(("for", "against", "abstained"), figures, strict=True)),
        "outcome": one.outcome,
    }


MINUTES = DocumentForm(
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
        Field("established", N_("Установленное число членов"), "15", kind=Kind.NUMBER),
        Field("taking_part", N_("Сколько участвовало"), "11", kind=Kind.NUMBER),
        Field("quorum", N_("Заключение о правомочности"), "Заседание правомочно."),
    ),
    rows=(
        Rows("present", N_("Участвовали"), NAMED),
        Rows("absent", N_("Отсутствовали"), NAMED),
        Rows("questions", N_("Вопросы"), (
            Field("number", N_("Номер вопроса"), "1", kind=Kind.NUMBER),
            Field("title", N_("Вопрос"), "О плане на год"),
            Field("heard", N_("Слушали"), "Иванову М. П."),
            Field("spoke", N_("Выступили"), "Сидоров П. К."),
            Field("decided", N_("Решили"), "Рекомендовать план к утверждению."),
            Field("for", N_("Голосов «за»"), "9", kind=Kind.NUMBER),
            Field("against", N_("Голосов «против»"), "1", kind=Kind.NUMBER),
            Field("abstained", N_("Воздержались"), "1", kind=Kind.NUMBER),
            Field("outcome", N_("Исход голосования"), "Решение принято."),
        )),
        Rows("signatories", N_("Подписи"), NAMED),
    ),
    examples=recent,
    record=minutes_of,
)  # fmt: skip
