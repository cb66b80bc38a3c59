"""Data of printed notices (печатные извещения) and of the register in which members sign for them."""

from datetime import date, datetime

from service.core.language import N_, format_date
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.notices import Notice
from service.meetings.names import DEADLINES, MEMBERS_DEADLINES
from service.meetings.papers import naming
from service.meetings.papers.facts import Signatory
from service.meetings.papers.notice import DeliveriesData, Delivery, NoticeData
from service.meetings.papers.wording import Somebody, say
from service.meetings.queries import meetings as reads
from service.meetings.queries import notices, terms
from service.meetings.queries.bodies import Composition, composition
from service.meetings.queries.minutes import letter_body
from service.meetings.rules.naming import FORMS, TOLD_BY
from service.tenancy.scope import Scope

UNTIL = N_("до %(day)s")


def notices_of(scope: Scope, meeting: Meeting, body: Body, notice: Notice) -> list[NoticeData]:
    """One paper for every member to whom a version of the notice is addressed, by name."""
    seated = composition(scope, body.id, reads.day_of(scope, meeting))
    offices = {one.person_id: naming.office(one.office) for one in seated.members}
    told, starts = notice.content, datetime.fromisoformat(notice.content["starts_at"])
    earlier = next((one for one in notices.versions(scope, meeting.id) if one.number < notice.number), None)
    common = {
        "body": letter_body(scope, body),
        "made": reads.local(scope, notice.made_at).date(),
        "days": _days(told),
        "starts": f"{starts:%H:%M}",
        "zone": terms.zone(scope, starts),
        "form": say(FORMS[told["form"]]),
        "place": told.get("place") or "",
        "link": told.get("link") or "",
        "agenda": tuple(told["questions"]),
        "deadlines": _deadlines(scope, meeting, notice),
        "version": notice.number,
        "replaces": format_date(reads.local(scope, earlier.made_at).date()) if earlier else "",
        "moved_from": _days(earlier.content) if earlier and _days(earlier.content) != _days(told) else (),
        "signatory": secretary(seated),
    }
    return [
        NoticeData(member=Somebody(one.name, offices.get(one.row.person_id, "")), **common)
        for one in notices.deliveries(scope, notice.id)
    ]


def _days(told: dict[str, str]) -> tuple[date, ...]:
    first, last = datetime.fromisoformat(told["starts_at"]).date(), told.get("ends_on")
    return (first, date.fromisoformat(last)) if last else (first,)


def _deadlines(scope: Scope, meeting: Meeting, notice: Notice) -> tuple[tuple[str, str], ...]:
    """What members must do and until when, as it stood when the notice was made."""
    rows = [
        one
        for one in reads.deadlines(scope, meeting.id, past=True)
        if one.kind in MEMBERS_DEADLINES
        and one.set_at <= notice.made_at
        and (one.replaced_at is None or one.replaced_at > notice.made_at)
    ]
    return tuple((say(DEADLINES[one.kind]), say(UNTIL, day=terms.until(scope, one))) for one in rows)


def secretary(seated: Composition) -> Signatory | None:
    """Who signs a notice: the secretary, else the leader."""
    holder = seated.holder("secretary") or seated.holder("leader")
    return Signatory(naming.office(holder.office).capitalize(), holder.name) if holder else None


def register_of(scope: Scope, meeting: Meeting, body: Body, notice: Notice) -> DeliveriesData:
    """The register of deliveries of a version, as far as they are known now, with a place to sign."""
    seated = composition(scope, body.id, reads.day_of(scope, meeting))
    return DeliveriesData(
        body=letter_body(scope, body),
        days=_days(notice.content),
        made=scope.today,
        rows=tuple(
            Delivery(
                Somebody(one.name),
                say(TOLD_BY[one.row.channel]),
                terms.said(scope, one.row.sent_at) if one.row.sent_at and one.arrived else "",
                one.row.evidence or "",
            )
            for one in notices.deliveries(scope, notice.id)
        ),
        version=notice.number,
        signatory=secretary(seated),
    )
