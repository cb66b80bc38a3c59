"""The card of councils."""

from service.access.offices import Composition
from service.core.language import N_
from service.council import views
from service.council.names import GRANTS, CouncilPermission
from service.meetings.model.bodies import Body, Seat
from service.meetings.names import KINDS, OFFICES
from service.web.menu import BODIES, MenuItem
from service.web.module import Module
from service.web.register import Field, Kind, Register

COUNCILS = Register(
    name="councils",
    address="council/records",
    module="council",
    title=N_("Советы"),
    one=N_("Совет"),
    about=N_("Методический и экспертный советы с числом мест, которое установил акт."),
    model=Body,
    read=CouncilPermission.READ,
    write=CouncilPermission.WRITE,
    add=N_("Добавить совет"),
    fields=(
        Field("name", N_("Название"), required=True, longest=300),
        Field(
            "kind",
            N_("Вид"),
            Kind.CHOICE,
            required=True,
            choices=KINDS,
        ),
        Field("established_seats", N_("Установлено мест"), Kind.INTEGER, least=1, most=500),
        Field("act_id", N_("Акт о составе"), Kind.RECORD, to="legal-acts"),
    ),
)

SEATS = Register(
    name="seats",
    address="council/seats",
    module="council",
    title=N_("Состав советов"),
    one=N_("Место в совете"),
    about=N_("Кто входит в советы, кем и с какого дня."),
    model=Seat,
    label="office",
    read=CouncilPermission.READ,
    write=CouncilPermission.WRITE,
    starts=N_("В составе с"),
    add=N_("Добавить члена совета"),
    fields=(
        Field("person_id", N_("Член совета"), Kind.PERSON, required=True),
        Field("council_id", N_("Совет"), Kind.RECORD, required=True, to="councils"),
        Field(
            "office",
            N_("Должность в совете"),
            Kind.CHOICE,
            required=True,
            choices=OFFICES,
        ),
        Field("category", N_("Кого представляет"), longest=200, listed=False),
    ),
)

MODULE = Module(
    name="council",
    title=N_("Советы"),
    blueprints=(views.blueprint,),
    grants=GRANTS,
    registers=(COUNCILS, SEATS),
    compositions=(Composition("council", Seat, "council_id"),),
    menu=(MenuItem("council.page", N_("Методический совет"), BODIES, CouncilPermission.READ, "bank"),),
)
