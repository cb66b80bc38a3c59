"""What organisations teach by (обеспечение): programmes and their kits, textbooks, support of subjects."""

from service.core.language import N_
from service.people.model.organisations import Curriculum, SubjectSupport, TextbookStock
from service.people.names import PeoplePermission
from service.web.register import Field, Kind, Register

SUBJECT = Field("subject", N_("Предмет"), required=True, longest=200)
GRADE = Field("grade", N_("Класс"), Kind.INTEGER, required=True, least=1, most=12)
ORGANISATION = Field("organisation_id", N_("Организация"), Kind.RECORD, required=True, to="organisations")
MANY = 100_000

CURRICULA = Register(
    name="curricula",
    address="organisations/curricula",
    module="documents",
    title=N_("Учебные программы"),
    one=N_("Учебная программа"),
    about=N_("По каким программам и учебно-методическим комплексам учат предмету в организациях."),
    model=Curriculum,
    label="programme",
    read=PeoplePermission.READ,
    write=PeoplePermission.WRITE,
    school="organisation_id",
    add=N_("Добавить программу"),
    fields=(
        Field("programme", N_("Программа"), required=True),
        SUBJECT,
        GRADE,
        ORGANISATION,
        Field("kit", N_("Учебно-методический комплекс")),
    ),
)

TEXTBOOKS = Register(
    name="textbook-stock",
    address="organisations/textbooks",
    module="documents",
    title=N_("Фонды учебников"),
    one=N_("Учебники класса"),
    about=N_("Сколько учебников нужно и сколько есть: по организациям, предметам и классам."),
    model=TextbookStock,
    label="subject",
    read=PeoplePermission.READ,
    write=PeoplePermission.WRITE,
    school="organisation_id",
    add=N_("Добавить учебники"),
    fields=(
        SUBJECT,
        GRADE,
        ORGANISATION,
        Field("needed", N_("Нужно"), Kind.INTEGER, required=True, least=0, most=MANY),
        Field("available", N_("Есть"), Kind.INTEGER, required=True, least=0, most=MANY),
    ),
)

SUPPORT = Register(
    name="subject-support",
    address="organisations/support",
    module="documents",
    title=N_("Обеспечение предметов"),
    one=N_("Проверка обеспечения предмета"),
    about=N_(
        "Соответствует ли методическое обеспечение предмета требованиям: да или нет, когда и кем проверено."
    ),
    model=SubjectSupport,
    label="subject",
    read=PeoplePermission.READ,
    write=PeoplePermission.WRITE,
    school="organisation_id",
    latest="checked_on",
    add=N_("Добавить проверку"),
    fields=(
        SUBJECT,
        ORGANISATION,
        Field("conforms", N_("Соответствует требованиям"), Kind.BOOLEAN),
        Field("checked_on", N_("Проверено"), Kind.DATE, required=True),
        Field("person_id", N_("Ответственный"), Kind.PERSON),
        Field("note", N_("Примечание"), Kind.LONG, longest=2000, listed=False),
    ),
)

PROVISION = (CURRICULA, TEXTBOOKS, SUPPORT)
