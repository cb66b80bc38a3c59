"""Notices on the tenant's own paper (извещения): to all, to one member, the register of their delivery."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from service.core.language import N_, format_time
from service.documents.forms.offered import DocumentForm, Field, Kind, Rows, Written
from service.meetings.forms.heads import (
    HEAD,
    MEETING,
    NAMED,
    SHOWN,
    head,
    meeting_told,
    number_of,
    recent,
    titled,
)
from service.meetings.model.meetings import Meeting
from service.meetings.model.notices import Notice, NoticeDelivery
from service.meetings.names import MeetingsPermission
from service.meetings.papers import naming
from service.meetings.papers.notice import NoticeData, deliveries, notice
from service.meetings.papers.wording import Somebody, say
from service.meetings.queries import bodies as bodies_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import noticepapers, terms
from service.meetings.queries import notices as notice_reads
from service.meetings.queries.bodies import composition
from service.meetings.queries.minutes import letter_body
from service.meetings.queries.row import row_of
from service.meetings.rules.naming import FORMS
from service.tenancy.scope import Scope

TO_ALL = N_("Членам %(body)s")
POINT = (
    Field("number", N_("Номер вопроса"), "1", kind=Kind.NUMBER),
    Field("title", N_("Вопрос"), "О плане на год"),
)
TIMES = (
    Field("starts", N_("Время начала"), "14:00"),
    Field("link", N_("Ссылка для участия"), "https://"),
)


def to_all(scope: Scope, key: str) -> Written:
    """What a notice says: when and where, the agenda, whom it goes to."""
    meeting = reads.meeting(scope, number_of(key))
    body = bodies_reads.body(scope, meeting.body_id)
    starts, day = reads.local(scope, meeting.starts_at), reads.day_of(scope, meeting)
    seated = composition(scope, meeting.body_id, day)
    latest = notice_reads.latest(scope, meeting.id)
    points = [{"number": one.number, "title": one.title} for one in reads.agenda(scope, meeting.id)]
    holders = {name: seated.holder(name) for name in ("chair", "secretary")}
    data = NoticeData(
        body=letter_body(scope, body),
        member=Somebody("всем"),
        made=reads.local(scope, latest.made_at).date() if latest else scope.today,
        days=(day, meeting.ends_on) if meeting.ends_on else (day,),
        starts=format_time(starts),
        zone=terms.zone(scope, starts),
        form=say(FORMS[meeting.form]),
        place=meeting.place or "",
        link=meeting.link or "",
        agenda=tuple(str(one["title"]) for one in points),
        signatory=noticepapers.secretary(seated),
    )
    told = {
        **head(scope, meeting),
        "made_on": data.made,
        "starts": data.starts,
        "link": data.link,
        **{name: holder.name if holder else "" for name, holder in holders.items()},
        "agenda": points,
        "members": [{"name": one.name, "office": naming.office(one.office)} for one in seated.members],
    }
    return Written(replace(notice(data), addressee=(say(TO_ALL, body=data.body.genitive),)), told)


def to_member(scope: Scope, key: str) -> Written:
    """What the notice of one member says, as it stood when it was made."""
    delivery = row_of(scope, NoticeDelivery, number_of(key))
    version, meeting = _version(scope, delivery.notice_id)
    body = bodies_reads.body(scope, meeting.body_id)
    listed = noticepapers.notices_of(scope, meeting, body, version)
    ids = [one.row.id for one in notice_reads.deliveries(scope, version.id)]
    data = listed[ids.index(delivery.id)]
    told = {
        **meeting_told(scope, meeting),
        "member": data.member.name,
        "office": data.member.office,
        "starts": data.starts,
        "link": data.link,
        "version": data.version,
        "agenda": [{"number": place, "title": text} for place, text in enumerate(data.agenda, 1)],
        "deadlines": [{"what": what, "until": until} for what, until in data.deadlines],
    }
    return Written(notice(data), told, version.made_at)


def delivered(scope: Scope, key: str) -> Written:
    """The register of deliveries of a version of a notice."""
    version, meeting = _version(scope, number_of(key))
    body = bodies_reads.body(scope, meeting.body_id)
    data = noticepapers.register_of(scope, meeting, body, version)
    rows = [
        {
            "number": place,
            "name": one.member.name,
            "channel": one.channel,
            "sent": one.sent,
            "evidence": one.evidence,
        }
        for place, one in enumerate(data.rows, 1)
    ]
    return Written(
        deliveries(data), {**meeting_told(scope, meeting), "version": data.version, "deliveries": rows}
    )


def _version(scope: Scope, notice_id: int) -> tuple[Notice, Meeting]:
    version = row_of(scope, Notice, notice_id)
    return version, reads.meeting(scope, version.meeting_id)


def recent_versions(scope: Scope) -> Sequence[tuple[str, str]]:
    """The latest notices."""
    rows = scope.db.execute(
        select(Notice, Meeting)
        .join(Meeting, Meeting.id == Notice.meeting_id)
        .order_by(Notice.id.desc())
        .limit(SHOWN)
    )
    return [(str(one.id), f"{titled(scope, meeting)}, № {one.number}") for one, meeting in rows]


def recent_members(scope: Scope) -> Sequence[tuple[str, str]]:
    """The latest notices to members."""
    rows = scope.db.execute(
        select(NoticeDelivery, Meeting)
        .join(Notice, Notice.id == NoticeDelivery.notice_id)
        .join(Meeting, Meeting.id == Notice.meeting_id)
        .order_by(NoticeDelivery.id.desc())
        .limit(SHOWN)
    ).all()
    names = bodies_reads.names_of(scope, [one.person_id for one, _ in rows])
    return [
        (str(one.id), f"{titled(scope, meeting)}, {names.get(one.person_id, '')}") for one, meeting in rows
    ]


NOTICE = DocumentForm(
    code="notice",
    title=N_("Уведомление о заседании"),
    about=N_("Общее уведомление с повесткой, для печати или рассылки."),
    read=MeetingsPermission.READ,
    fields=(
        *HEAD,
        Field("made_on", N_("Дата уведомления"), "01.12.2026", kind=Kind.DATE),
        *TIMES,
        Field("chair", N_("Председатель"), "Иванова Мария Петровна"),
        Field("secretary", N_("Ответственный секретарь"), "Петрова Анна Ильинична"),
    ),
    rows=(Rows("agenda", N_("Повестка"), POINT), Rows("members", N_("Члены органа"), NAMED)),
    examples=recent,
    record=to_all,
)
MEMBER_NOTICE = DocumentForm(
    code="member_notice",
    title=N_("Извещение члену органа"),
    about=N_("Личное извещение, каким его печатают для вручения под подпись."),
    read=MeetingsPermission.READ,
    fields=(
        *MEETING,
        Field("member", N_("Кому: фамилия, имя, отчество"), "Иванова Мария Петровна", required=True),
        Field("office", N_("Кому: место в составе"), "член органа"),
        *TIMES,
        Field("version", N_("Редакция извещения"), "1", kind=Kind.NUMBER),
    ),
    rows=(
        Rows("agenda", N_("Повестка"), POINT),
        Rows(
            "deadlines",
            N_("Сроки"),
            (
                Field("what", N_("Что сделать"), "Внести предложения в повестку"),
                Field("until", N_("До какого срока"), "до 01.12.2026, 18:00"),
            ),
        ),
    ),
    examples=recent_members,
    record=to_member,
)
DELIVERIES = DocumentForm(
    code="deliveries",
    title=N_("Реестр вручения извещений"),
    about=N_("Кому, как и когда направлено извещение, с местом для подписи."),
    read=MeetingsPermission.READ,
    fields=(*MEETING, Field("version", N_("Редакция извещения"), "1", kind=Kind.NUMBER)),
    rows=(
        Rows(
            "deliveries",
            N_("Вручения"),
            (
                Field("number", N_("Порядковый номер"), "1", kind=Kind.NUMBER),
                Field("name", N_("Фамилия, имя, отчество"), "Иванова Мария Петровна"),
                Field("channel", N_("Способ"), "на бумаге"),
                Field("sent", N_("Направлено"), "01.12.2026, 10:00"),
                Field("evidence", N_("Подтверждение"), "расписка"),
            ),
        ),
    ),
    examples=recent_versions,
    record=delivered,
)
