"""The plain registers of structure: resources of the district, joint work with organisations."""

from service.core.language import N_
from service.structure.model import Interaction, Resource
from service.structure.names import PARTIES, RESOURCES, StructurePermission
from service.web.register import Field, Kind, Register

RESOURCE_REGISTER = Register(
    name="resources",
    address="structure/resources",
    module="structure",
    title=N_("Ресурсы и площадки"),
    one=N_("Ресурс"),
    about=N_("«Точки роста», «Кванториум», «IT-куб», ЦОПП и другие площадки: чем оснащены и когда доступны."),
    model=Resource,
    read=StructurePermission.READ,
    write=StructurePermission.WRITE,
    starts=N_("Работает с"),
    add=N_("Добавить ресурс"),
    fields=(
        Field("name", N_("Название"), required=True, longest=300),
        Field("kind", N_("Вид"), Kind.CHOICE, required=True, choices=RESOURCES),
        Field("organisation_id", N_("Организация"), Kind.RECORD, to="organisations"),
        Field("equipment", N_("Оснащение"), Kind.LONG, longest=2000, listed=False),
        Field("topics", N_("Темы"), longest=500),
        Field("availability", N_("Когда доступна"), longest=300),
        Field("contact", N_("Контакты"), longest=300, listed=False),
    ),
)

INTERACTION_REGISTER = Register(
    name="interactions",
    address="structure/interactions",
    module="structure",
    title=N_("Взаимодействие"),
    one=N_("Совместная работа"),
    about=N_("Совместная работа службы, организаций, тьюторов, института и партнёров: тема, форма, стороны."),
    model=Interaction,
    label="topic",
    read=StructurePermission.READ_WORK,
    write=StructurePermission.WRITE,
    latest="held_on",
    lives=False,
    add=N_("Записать совместную работу"),
    fields=(
        Field("topic", N_("Тема"), required=True, longest=500),
        Field("held_on", N_("Дата"), Kind.DATE, required=True),
        Field("form", N_("Форма"), longest=200, hint=N_("Семинар, выезд, консультация")),
        Field(
            "direction",
            N_("Направление"),
            longest=50,
            hint=N_("Код направления из положения; без него запись отмечается"),
        ),
        Field("first_party", N_("Сторона"), Kind.CHOICE, required=True, choices=PARTIES),
        Field("second_party", N_("Другая сторона"), Kind.CHOICE, choices=PARTIES),
        Field("organisation_id", N_("Организация"), Kind.RECORD, to="organisations"),
        Field("person_id", N_("Методист или тьютор"), Kind.PERSON, listed=False),
        Field("partner", N_("Партнёр"), longest=300, listed=False),
        Field("result", N_("Результат"), Kind.LONG, longest=2000, listed=False),
    ),
)

REGISTERS = (RESOURCE_REGISTER, INTERACTION_REGISTER)
