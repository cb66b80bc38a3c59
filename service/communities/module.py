"""The card of associations and communities."""

from service.access.offices import Composition
from service.communities.model import Community, CommunityMember
from service.communities.names import GRANTS, CommunitiesPermission
from service.core.language import N_
from service.tenancy.facts import Kept, records_of
from service.web.menu import BODIES, MenuItem
from service.web.module import Module
from service.web.register import Field, Kind, Register

COMMUNITIES = Register(
    name="communities",
    address="communities",
    module="communities",
    title=N_("Объединения и сообщества"),
    one=N_("Объединение или сообщество"),
    about=N_("Методические объединения, профессиональные и сетевые сообщества педагогов."),
    model=Community,
    read=CommunitiesPermission.READ,
    write=CommunitiesPermission.WRITE,
    add=N_("Добавить объединение или сообщество"),
    fields=(
        Field("name", N_("Название"), required=True, longest=300),
        Field(
            "kind",
            N_("Вид"),
            Kind.CHOICE,
            required=True,
            choices={
                "association": N_("Методическое объединение"),
                "professional": N_("Профессиональное сообщество"),
                "network": N_("Сетевое сообщество"),
            },
        ),
        Field("subject", N_("Предмет или направление"), longest=200),
        Field("site", N_("Страница"), longest=500, listed=False),
    ),
)

MEMBERS = Register(
    name="community-members",
    address="communities/members",
    module="communities",
    title=N_("Участники объединений и сообществ"),
    one=N_("Участие в объединении или сообществе"),
    about=N_("Кто состоит в объединениях и сообществах; один педагог может состоять в нескольких."),
    model=CommunityMember,
    label="office",
    read=CommunitiesPermission.READ,
    write=CommunitiesPermission.WRITE,
    starts=N_("Состоит с"),
    add=N_("Добавить участника"),
    fields=(
        Field("person_id", N_("Участник"), Kind.PERSON, required=True),
        Field("community_id", N_("Объединение или сообщество"), Kind.RECORD, required=True, to="communities"),
        Field(
            "office",
            N_("Кем состоит"),
            Kind.CHOICE,
            required=True,
            choices={"leader": N_("Руководитель"), "member": N_("Участник")},
        ),
    ),
)

FACTS = (
    records_of(
        Kept(
            Community,
            "register_communities.listing",
            ("communities:communities", "communities:community", "communities.support"),
        ),
        Kept(
            Community,
            "register_communities.listing",
            ("communities.network_associations", "communities.social_networks"),
            (Community.kind == "network",),
        ),
        Kept(CommunityMember, "register_community-members.listing", ("communities.involvement",)),
    ),
)

MODULE = Module(
    name="communities",
    title=N_("Объединения и сообщества"),
    grants=GRANTS,
    facts=FACTS,
    registers=(COMMUNITIES, MEMBERS),
    compositions=(Composition("community", CommunityMember, "community_id"),),
    menu=(
        MenuItem(
            "register_communities.listing", N_("Объединения"), BODIES, CommunitiesPermission.READ, "diagram-3"
        ),
    ),
)
