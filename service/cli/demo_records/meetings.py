"""A council's life for demonstration: a composition by an act, meetings behind it and one ahead."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from service.access.model import Account, Membership
from service.core.columns import life
from service.core.paging import Paging
from service.documents.model import LegalAct
from service.meetings.actions import agenda, attending, calling, composing, noticing, sitting, voting
from service.meetings.model.bodies import Body
from service.meetings.queries import bodies as reads
from service.people.model.persons import Employment
from service.tenancy.scope import Scope

SEATS = 13
OFFICES = ("chair", "deputy", "secretary")
CATEGORIES = ("rmo_subject_leader", "oo_head_innovative", "omsu_specialist", "mms_methodist")
QUESTIONS = (
    (
        "О выявлении профессиональных дефицитов педагогов",
        "recommendation",
        "Рекомендовать школам провести диагностику до 1 апреля.",
    ),
    ("О рабочей группе по наставничеству", "working_group", "Создать рабочую группу по наставничеству."),
    (
        "О предложениях по развитию методической службы",
        "proposal",
        "Направить предложения в орган управления образованием.",
    ),
)
VOTES = "+++++++++-0"


def make_council(scope: Scope) -> None:
    """A council with two meetings held this year and one announced, unless there is a council already."""
    if scope.db.execute(select(Body.id).where(Body.kind == "council").limit(1)).first() is not None:
        return
    people = _people(scope)
    if len(people) < SEATS:
        return
    council = composing.create_body(scope, {"name": "Методический совет", "kind": "council"})
    composed = date(scope.today.year - 1, 2, 1)
    act = LegalAct(kind="Приказ", number="46", date=composed, title="О составе методического совета")
    act.issuer = "Комитет образования"
    scope.db.add(act)
    scope.db.flush()
    seats = [
        {
            "person_id": person,
            "office": OFFICES[number] if number < len(OFFICES) else "member",
            "category": CATEGORIES[number % len(CATEGORIES)],
        }
        for number, person in enumerate(people[: SEATS - 1])
    ]
    draft = {"act_id": act.id, "established_seats": SEATS, "starts": composed, "seats": seats}
    composing.set_composition(scope, council.id, draft)
    for back, number in ((75, 0), (30, 1)):
        _held(scope, council.id, people[: SEATS - 1], scope.today - timedelta(days=back), number)
    _announced(scope, council.id, scope.today + timedelta(days=12))


def _people(scope: Scope) -> list[int]:
    chosen = select(Employment.person_id).where(
        Employment.valid.contains(scope.today), Employment.position == "teacher"
    )
    return list(dict.fromkeys(scope.db.execute(chosen.order_by(Employment.id)).scalars()))


def _at(scope: Scope, day: date, hour: int) -> Scope:
    zone = ZoneInfo(scope.tenant.time_zone)
    return replace(scope, now=datetime.combine(day, time(hour), zone).astimezone(UTC))


def _called(scope: Scope, body_id: int, day: date, told_on: date) -> tuple[int, list[int]]:
    before = _at(scope, told_on - timedelta(days=1), 10)
    draft = {"form": "in_person", "kind": "ordinary", "starts_on": day, "starts_time": time(15)}
    meeting = calling.create(before, body_id, {**draft, "place": "Методический кабинет, ул. Школьная, 1"})
    items = [
        agenda.add_item(
            before,
            meeting.id,
            {"title": title, "decides": decides, "draft": text, "group_name": "Группа по наставничеству"},
        )
        for title, decides, text in QUESTIONS
    ]
    calling.schedule(before, meeting.id)
    noticing.announce(_at(scope, told_on, 10), meeting.id)
    return meeting.id, [item.id for item in items]


def _held(scope: Scope, body_id: int, people: list[int], day: date, number: int) -> None:
    told_on = day - timedelta(days=7)
    meeting_id, items = _called(scope, body_id, day, told_on)
    told = _at(scope, told_on, 12)
    for person in people:
        receipt = {"channel": "paper", "evidence": "подпись в реестре", "with_materials": True}
        noticing.deliver(told, meeting_id, person, receipt)
    sitting_now = _at(scope, day, 15)
    agenda.close_agenda(sitting_now, meeting_id)
    away = people[-1 - number]
    for person in people:
        if person != away:
            attending.mark(sitting_now, meeting_id, person, {"status": "present"})
    attending.mark(sitting_now, meeting_id, away, {"status": "excused", "reason": "Болезнь"})
    sitting.open_meeting(sitting_now, meeting_id)
    later = _at(scope, day, 16)
    signs = {"+": "for", "-": "against", "0": "abstain"}
    present = [person for person in people if person != away]
    for item in items[: 3 - number]:
        held = voting.open_round(later, item)
        choices = {person: signs[sign] for person, sign in zip(present, VOTES, strict=False)}
        voting.cast_all(later, held.id, choices)
        voting.close_round(later, held.id)
    sitting.close(_at(scope, day, 17), meeting_id)


def _announced(scope: Scope, body_id: int, day: date) -> None:
    _called(scope, body_id, day, scope.today)


def seat_accounts(scope: Scope, hashed: str) -> list[tuple[str, str]]:
    """Accounts of the council's chair, secretary and one member: (office, e-mail); made once."""
    seated = reads.bodies(scope, ["council"], Paging())
    made = []
    for body in seated.items[:1]:
        members = reads.composition(scope, body.id, scope.today)
        for office in ("chair", "secretary", "member"):
            holder = members.holder(office)
            if holder is None:
                continue
            email = f"{office}@{scope.tenant.slug}.demo"
            if scope.db.execute(select(Account.id).where(Account.email == email)).first() is None:
                account = Account(email=email, name=holder.name, password_hash=hashed)
                scope.db.add(account)
                scope.db.flush()
                since = life(scope.today - timedelta(days=1))
                given = Membership(account_id=account.id, role="teacher", valid=since)
                given.person_id = holder.person_id
                scope.db.add(given)
            made.append((office, email))
    return made
