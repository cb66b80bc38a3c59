"""The card of the roadmap."""

from service.core.language import N_
from service.roadmap.model import RoadmapItem
from service.roadmap.names import GRANTS, RoadmapPermission
from service.tenancy.facts import Kept, records_of
from service.web.menu import SERVICE, MenuItem
from service.web.module import Module
from service.web.register import Field, Kind, Register

ITEMS = Register(
    name="roadmap-items",
    address="plans/roadmap",
    module="roadmap",
    title=N_("Дорожная карта"),
    one=N_("Мероприятие дорожной карты"),
    about=N_("Мероприятия дорожной карты со сроками и отметкой об исполнении."),
    model=RoadmapItem,
    label="title",
    read=RoadmapPermission.READ,
    write=RoadmapPermission.WRITE,
    latest="due_on",
    lives=False,
    add=N_("Добавить мероприятие"),
    fields=(
        Field("number", N_("Номер"), required=True, longest=20),
        Field("title", N_("Мероприятие"), required=True),
        Field("due_on", N_("Срок"), Kind.DATE, required=True),
        Field("done_on", N_("Исполнено"), Kind.DATE),
        Field("responsible", N_("Ответственный"), longest=300),
        Field("evidence", N_("Подтверждение"), longest=500, listed=False),
    ),
)

FACTS = (
    records_of(
        Kept(RoadmapItem, "register_roadmap-items.listing", ("roadmap:roadmap_items", "roadmap.direction_1")),
        Kept(
            RoadmapItem,
            "register_roadmap-items.listing",
            ("roadmap.execution", "roadmap.reports"),
            (RoadmapItem.done_on.is_not(None),),
        ),
    ),
)

MODULE = Module(
    name="roadmap",
    title=N_("Дорожная карта"),
    grants=GRANTS,
    facts=FACTS,
    registers=(ITEMS,),
    menu=(
        MenuItem(
            "register_roadmap-items.listing", N_("Дорожная карта"), SERVICE, RoadmapPermission.READ, "map"
        ),
    ),
)
