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
Asked = tuple[str, str, str]
"""A question: title, kind of decision, draft."""
FIRST: tuple[Asked, ...] = (
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
SECOND: tuple[Asked, ...] = (
    (
        "О планах наставничества в школах",
        "recommendation",
        "Рекомендовать школам утвердить планы наставничества на год.",
    ),
    (
        "О банке методических практик",
        "proposal",
        "Предложить органу управления образованием открыть банк практик для всех школ.",
    ),
)
NEXT: tuple[Asked, ...] = (
    (
        "Об итогах диагностики педагогов",
        "recommendation",
        "Рекомендовать школам составить маршруты по итогам диагностики.",
    ),
    (
        "Об экспертной группе по программам",
        "expert_group",
        "Создать экспертную группу по рабочим программам.",
    ),
)
GROUPS = {"working_group": "Группа по наставничеству", "expert_group": "Группа по рабочим программам"}
GROUP_LEADER, GROUP_SIZE = 3, 5
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
    act = make_act(scope, "46", composed, "О составе методического совета")
    seats = [
        {
            "person_id": person,
            "office": OFFICES[number] if number < len(OFFICES) else "member",
            "category": CATEGORIES[number % len(CATEGORIES)],
        }
        for number, person in enumerate(people[: SEATS - 1])
    ]
    draft = {"act_id": act, "established_seats": SEATS, "starts": composed, "seats": seats}
    composing.set_composition(scope, council.id, draft)
    seated = people[: SEATS - 1]
    for back, number, asked in ((75, 0, FIRST), (30, 1, SECOND)):
        _held(scope, council.id, seated, scope.today - timedelta(days=back), number, asked)
    _called(scope, council.id, seated, scope.today + timedelta(days=12), scope.today, NEXT)
    _seat_group(scope, people, scope.today - timedelta(days=72))


def _seat_group(scope: Scope, people: list[int], day: date) -> None:
    """The group that the council decided on gets its people by an act of its own."""
    founded = select(Body.id).where(Body.kind == "working_group").order_by(Body.id).limit(1)
    group = scope.db.execute(founded).scalar_one_or_none()
    if group is None:
        return
    members = people[GROUP_LEADER : GROUP_LEADER + GROUP_SIZE]
    seats = [
        {"person_id": one, "office": "member" if place else "leader"} for place, one in enumerate(members)
    ]
    act = make_act(scope, "52", day, "О составе рабочей группы по наставничеству")
    draft = {"act_id": act, "established_seats": GROUP_SIZE, "starts": day, "seats": seats}
    composing.set_composition(scope, group, draft)


def make_act(scope: Scope, number: str, day: date, title: str) -> int:
    """An order of the authority; its id."""
    act = LegalAct(kind="Приказ", number=number, date=day, title=title, issuer="Комитет образования")
    scope.db.add(act)
    scope.db.flush()
    return act.id


def _people(scope: Scope) -> list[int]:
    chosen = select(Employment.person_id).where(
        Employment.valid.contains(scope.today), Employment.position == "teacher"
    )
    return list(dict.fromkeys(scope.db.execute(chosen.order_by(Employment.id)).scalars()))


def at_hour(scope: Scope, day: date, hour: int) -> Scope:
    """The same scope at an hour of a day of the tenant."""
    zone = ZoneInfo(scope.tenant.time_zone)
    return replace(scope, now=datetime.combine(day, time(hour), zone).astimezone(UTC))


def _called(
    scope: Scope, body_id: int, people: list[int], day: date, told_on: date, asked: tuple[Asked, ...]
) -> tuple[int, list[int]]:
    before = at_hour(scope, told_on - timedelta(days=1), 10)
    draft = {"form": "in_person", "kind": "ordinary", "starts_on": day, "starts_time": time(15)}
    meeting = calling.create(before, body_id, {**draft, "place": "Методический кабинет, ул. Школьная, 1"})
    items = [
        agenda.add_item(
            before,
            meeting.id,
            {
                "title": title,
                "decides": decides,
                "draft": text,
                "group_name": GROUPS.get(decides),
                "group_leader_id": people[GROUP_LEADER] if decides in GROUPS else None,
            },
        )
        for title, decides, text in asked
    ]
    calling.schedule(before, meeting.id)
    noticing.announce(at_hour(scope, told_on, 10), meeting.id)
    return meeting.id, [item.id for item in items]


def _held(
    scope: Scope, body_id: int, people: list[int], day: date, number: int, asked: tuple[Asked, ...]
) -> None:
    told_on = day - timedelta(days=7)
    meeting_id, items = _called(scope, body_id, people, day, told_on, asked)
    told = at_hour(scope, told_on, 12)
    for person in people:
        receipt = {"channel": "paper", "evidence": "подпись в реестре", "with_materials": True}
        noticing.deliver(told, meeting_id, person, receipt)
    sitting_now = at_hour(scope, day, 15)
    agenda.close_agenda(sitting_now, meeting_id)
    away = people[-1 - number]
    for person in people:
        if person != away:
            attending.mark(sitting_now, meeting_id, person, {"status": "present"})
    attending.mark(sitting_now, meeting_id, away, {"status": "excused", "reason": "Болезнь"})
    sitting.open_meeting(sitting_now, meeting_id)
    later = at_hour(scope, day, 16)
    signs = {"+": "for", "-": "against", "0": "abstain"}
    present = [person for person in people if person != away]
    for item in items:
        held = voting.open_round(later, item)
        choices = {person: signs[sign] for person, sign in zip(present, VOTES, strict=False)}
        voting.cast_all(later, held.id, choices)
        voting.close_round(later, held.id)
    sitting.close(at_hour(scope, day, 17), meeting_id)


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
