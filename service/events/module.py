"""The card of events."""

from service.core.language import N_
from service.events.model import Attendance, Event
from service.events.names import GRANTS, EventsPermission
from service.tenancy.facts import Kept, records_of
from service.web.menu import GROWTH, MenuItem
from service.web.module import Module
from service.web.register import Field, Kind, Register

EVENTS = Register(
    name="events",
    address="events",
    module="events_plan",
    title=N_("Мероприятия"),
    one=N_("Мероприятие"),
    about=N_("Семинары, конкурсы, конференции и поддержка молодых педагогов."),
    model=Event,
    read=EventsPermission.READ,
    write=EventsPermission.WRITE,
    latest="on",
    lives=False,
    add=N_("Добавить мероприятие"),
    fields=(
        Field("name", N_("Название"), required=True),
        Field(
            "kind",
            N_("Вид"),
            Kind.CHOICE,
            required=True,
            choices={
                "young_support": N_("Поддержка молодых педагогов"),
                "seminar": N_("Семинар"),
                "contest": N_("Конкурс"),
                "conference": N_("Конференция"),
                "other": N_("Другое"),
            },
        ),
        Field("on", N_("Дата"), Kind.DATE, required=True),
        Field("place", N_("Место"), longest=300),
        Field("resource_id", N_("Площадка"), Kind.RECORD, to="resources", listed=False),
    ),
)

ATTENDANCE = Register(
    name="attendance",
    address="events/attendance",
    module="events_plan",
    title=N_("Участие в мероприятиях"),
    one=N_("Участие в мероприятии"),
    about=N_("Кто участвовал: по этим записям считается охват."),
    model=Attendance,
    label="id",
    read=EventsPermission.READ,
    write=EventsPermission.WRITE,
    lives=False,
    add=N_("Добавить участника"),
    fields=(
        Field("person_id", N_("Участник"), Kind.PERSON, required=True),
        Field("event_id", N_("Мероприятие"), Kind.RECORD, required=True, to="events"),
    ),
)

FACTS = (
    records_of(
        Kept(
            Event,
            "register_events.listing",
            (
                "events_plan.municipal_events",
                "events_plan.centre_events",
                "events_plan.programme",
                "events_plan.support",
            ),
        ),
        Kept(Event, "register_events.listing", ("events_plan.conferences",), (Event.kind == "conference",)),
        Kept(Event, "register_events.listing", ("experts_contests.contests",), (Event.kind == "contest",)),
        Kept(Attendance, "register_attendance.listing", ("events_plan.participation",)),
    ),
)

MODULE = Module(
    name="events",
    title=N_("Мероприятия"),
    grants=GRANTS,
    facts=FACTS,
    registers=(EVENTS, ATTENDANCE),
    menu=(
        MenuItem(
            "register_events.listing", N_("Мероприятия"), GROWTH, EventsPermission.READ, "calendar-event"
        ),
    ),
)
