"""The card of communities; associations are bodies and have a module of their own."""

from typing import Any

from sqlalchemy import select

from service.access.offices import Composition
from service.communities.model import Community, CommunityMember
from service.communities.names import GRANTS, CommunitiesPermission
from service.core.language import N_
from service.tenancy.facts import Kept, records_of
from service.web.menu import BODIES, MenuItem
from service.web.module import Module
from service.web.register import Field, Kind, Register

ELSEWHERE = N_("Методические объединения ведутся в своём разделе: «Методические объединения».")


def _own() -> Any:
    return Community.body_id.is_(None)


def _of_own() -> Any:
    return CommunityMember.community_id.in_(select(Community.id).where(_own()))


COMMUNITIES = Register(
    name="communities",
    address="communities",
    module="communities",
    title=N_("Сообщества"),
    one=N_("Сообщество"),
    about=N_("Профессиональные и сетевые сообщества педагогов."),
    model=Community,
    read=CommunitiesPermission.READ,
    write=CommunitiesPermission.WRITE,
    add=N_("Добавить сообщество"),
    only=_own,
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
            retired={"association": ELSEWHERE},
        ),
        Field("subject", N_("Предмет или направление"), longest=200),
        Field("site", N_("Страница"), longest=500, listed=False),
    ),
)

MEMBERS = Register(
    name="community-members",
    address="communities/members",
    module="communities",
    title=N_("Участники сообществ"),
    one=N_("Участие в сообществе"),
    about=N_("Кто состоит в сообществах; один педагог может состоять в нескольких."),
    model=CommunityMember,
    label="office",
    read=CommunitiesPermission.READ,
    write=CommunitiesPermission.WRITE,
    starts=N_("Состоит с"),
    add=N_("Добавить участника"),
    only=_of_own,
    fields=(
        Field("person_id", N_("Участник"), Kind.PERSON, required=True),
        Field("community_id", N_("Сообщество"), Kind.RECORD, required=True, to="communities"),
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
    title=N_("Сообщества"),
    grants=GRANTS,
    facts=FACTS,
    registers=(COMMUNITIES, MEMBERS),
    compositions=(Composition("community", CommunityMember, "community_id"),),
    menu=(
        MenuItem(
            "register_communities.listing", N_("Сообщества"), BODIES, CommunitiesPermission.READ, "diagram-3"
        ),
    ),
)
