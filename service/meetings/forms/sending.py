"""What leaves a body on the tenant's own paper (отправка): the letter and the extract of a decision."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from service.core.language import N_, format_date
from service.core.paging import Paging
from service.documents.forms.offered import DocumentForm, Field, Kind, Rows, Written
from service.documents.paper import Profile
from service.meetings.actions import dispatching
from service.meetings.actions.minutes import gost
from service.meetings.forms.heads import BODY, NAMED, SHOWN, body_told, number_of
from service.meetings.model.following import Dispatch
from service.meetings.model.voting import Decision
from service.meetings.names import MeetingsPermission
from service.meetings.papers.facts import MinutesData
from service.meetings.papers.wording import days
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import decisions as reads
from service.meetings.queries import following
from service.meetings.queries.decisions import Asked, Recorded, decision
from service.tenancy.scope import Scope

POINTS = Rows(
    "decisions",
    N_("Пункты решения"),
    (
        Field("number", N_("Номер пункта"), "1", kind=Kind.NUMBER),
        Field("text", N_("Пункт решения"), "Рекомендовать план к утверждению."),
    ),
)
OF_MINUTES = (
    Field("minutes_number", N_("Номер протокола"), "4"),
    Field("minutes_date", N_("Дата заседания"), "10.12.2026"),
    Field("question", N_("Вопрос повестки"), "О плане на год"),
)


def _told(scope: Scope, recorded: Recorded, said: MinutesData) -> dict[str, Any]:
    points = [line.strip() for line in recorded.row.text.splitlines() if line.strip()]
    return {
        **body_told(scope, recorded.body),
        "minutes_number": said.number or "",
        "minutes_date": days(said.days),
        "question": recorded.item.title,
        "decisions": [{"number": place, "text": text} for place, text in enumerate(points, 1)],
    }


def letter(scope: Scope, key: str) -> Written:
    """The letter of a dispatch as it left."""
    row = following.dispatch(scope, number_of(key))
    recorded = decision(scope, row.decision_id)
    kept = following.dispatched(scope, [row.id]).get(row.id)
    told = {
        **_told(scope, recorded, dispatching.said(scope, recorded)),
        "out_number": row.number,
        "sent_on": row.sent_on,
        "answer_due": row.answer_due,
        "to": row.addressee,
    }
    made = dispatching.papers(scope, row).letter
    return Written(made, told, kept.made_at if kept else None, _edition(scope, recorded))


def extracted(scope: Scope, key: str) -> Written:
    """The extract with one decision; dated as it was sent, else today."""
    recorded = decision(scope, number_of(key))
    sent = reads.dispatches(scope, [recorded.row.id]).get(recorded.row.id, [])
    day = sent[-1].sent_on if sent else scope.today
    said = dispatching.said(scope, recorded)
    told = {
        **_told(scope, recorded, said),
        "made_on": day,
        "signatories": [{"name": one.name, "office": one.office} for one in said.signatories],
    }
    kept = following.dispatched(scope, [one.id for one in sent[-1:]])
    closed = next((one.made_at for one in kept.values()), None)
    return Written(dispatching.extract_of(scope, recorded, day), told, closed, _edition(scope, recorded))


def _edition(scope: Scope, recorded: Recorded) -> Profile:
    return gost(MeetingPolicy.of(scope.profile, recorded.body.kind))


def recent_letters(scope: Scope) -> Sequence[tuple[str, str]]:
    """The latest dispatches."""
    page = following.dispatches(scope, Paging(1, SHOWN))
    return [
        (str(one.row.id), f"№ {one.row.number}, {format_date(one.row.sent_on)}, {one.body.name}")
        for one in page.items
    ]


def recent_decisions(scope: Scope) -> Sequence[tuple[str, str]]:
    """The latest decisions that have an extract: those sent, then those that wait to be sent."""
    sent = scope.db.execute(
        select(Decision.id)
        .join(Dispatch, Dispatch.decision_id == Decision.id)
        .order_by(Dispatch.id.desc())
        .limit(SHOWN)
    )
    rows = [decision(scope, one) for one in dict.fromkeys(sent.scalars())]
    waiting = reads.decisions(scope, Asked(unsent=True), Paging(1, SHOWN)).items
    rows += [one for one in waiting if one.minutes is not None and one.minutes.state == "signed"]
    return [(str(one.row.id), f"{one.item.title}, {one.body.name}") for one in rows[:SHOWN]]


LETTER = DocumentForm(
    code="letter",
    title=N_("Письмо о направлении решения"),
    about=N_("Сопроводительное письмо в орган управления. Отправленное письмо хранится, каким ушло."),
    read=MeetingsPermission.READ,
    fields=(
        *BODY,
        Field("out_number", N_("Исходящий номер"), "15", required=True),
        Field("sent_on", N_("Когда отправлено"), "12.12.2026", kind=Kind.DATE),
        Field("answer_due", N_("До какого дня ждут ответа"), "11.01.2027", kind=Kind.DATE),
        Field("to", N_("Кому направлено"), "Начальнику управления образования"),
        *OF_MINUTES,
    ),
    rows=(POINTS,),
    examples=recent_letters,
    record=letter,
    letter=True,
)
EXTRACT = DocumentForm(
    code="extract",
    title=N_("Выписка из протокола"),
    about=N_("Одно решение подписанного протокола с удостоверительной надписью."),
    read=MeetingsPermission.READ,
    fields=(
        *BODY,
        *OF_MINUTES,
        Field("made_on", N_("Дата выписки"), "12.12.2026", required=True, kind=Kind.DATE),
    ),
    rows=(POINTS, Rows("signatories", N_("Кто подписал протокол"), NAMED)),
    examples=recent_decisions,
    record=extracted,
)
