"""The plain registers of people: organisations, their documents and practices, what teachers have."""

from collections.abc import Mapping
from typing import Any

from service.core.alphabet import search_key, sort_key
from service.core.language import N_
from service.people.model.organisations import InnovativePractice, Organisation, OrganisationDocument
from service.people.model.persons import Category, Education, Experience, SelfEducation
from service.people.names import PeoplePermission
from service.web.register import Field, Kind, Register

TYPES = {
    "general": N_("Общеобразовательная"),
    "preschool": N_("Дошкольная"),
    "additional": N_("Дополнительного образования"),
    "other": N_("Другая"),
}
DOCUMENTS = {
    "development_plan": N_("Перспективный план развития кадров"),
    "mentoring_order": N_("Приказ о модели наставничества"),
    "regulation": N_("Положение"),
    "plan": N_("План методической работы"),
    "local_acts": N_("Локальный акт о методической службе"),
    "alignment": N_("Акт, приведённый в соответствие с приказом"),
    "innovation_programme": N_("Инновационная программа развития"),
    "other": N_("Другой документ"),
}
STATES = {
    "prepared": N_("готовится"),
    "submitted": N_("на экспертизе"),
    "running": N_("реализуется"),
    "finished": N_("завершена"),
}
PRACTICES = {
    "pedagogical": N_("Педагогический опыт"),
    "managerial": N_("Управленческий опыт"),
    "methodical": N_("Методическое сопровождение"),
    "author_method": N_("Авторская методика"),
}
CATEGORIES = {
    "first": N_("Первая"),
    "highest": N_("Высшая"),
    "teacher_methodist": N_("Педагог-методист"),
    "teacher_mentor": N_("Педагог-наставник"),
}
EXPERIENCE = {
    "general": N_("Общий"),
    "pedagogical": N_("Педагогический"),
    "speciality": N_("По специальности"),
}
EDUCATION = {
    "higher": N_("Высшее"),
    "secondary_vocational": N_("Среднее профессиональное"),
    "secondary": N_("Среднее"),
    "other": N_("Другое"),
}


def organisation_keys(draft: Mapping[str, Any]) -> dict[str, str]:
    """Keys to sort and search organisations by."""
    name = str(draft.get("short_name") or draft.get("name") or "")
    return {"sort_key": sort_key(name), "search_key": search_key(f"{draft.get('name') or ''} {name}")}


ORGANISATIONS = Register(
    name="organisations",
    address="organisations",
    module="people",
    title=N_("Организации"),
    one=N_("Организация"),
    about=N_("Школы, детские сады и другие организации района."),
    model=Organisation,
    read=PeoplePermission.READ,
    write=PeoplePermission.WRITE,
    school="id",
    derive=organisation_keys,
    links=(("people.staff", N_("Штат и импорт"), "organisation_id"),),
    starts=N_("Работает с"),
    add=N_("Добавить организацию"),
    fields=(
        Field("name", N_("Название"), required=True),
        Field("short_name", N_("Краткое название"), longest=200),
        Field("name_alt", N_("Название на алтайском"), listed=False),
        Field(
            "code",
            N_("Код"),
            required=True,
            longest=50,
            hint=N_("Короткий код для импорта, например school-1"),
        ),
        Field("type", N_("Тип"), Kind.CHOICE, required=True, choices=TYPES),
        Field("own", N_("Организация района"), Kind.BOOLEAN, listed=False),
        Field(
            "main_programmes", N_("Ведёт основные общеобразовательные программы"), Kind.BOOLEAN, listed=False
        ),
        Field("site", N_("Официальный сайт"), longest=300, listed=False),
    ),
)

ORGANISATION_DOCUMENTS = Register(
    name="organisation-documents",
    address="organisations/documents",
    module="people",
    title=N_("Документы организаций"),
    one=N_("Документ организации"),
    about=N_("Планы развития кадров, приказы о наставничестве и другие документы школ со сроками."),
    model=OrganisationDocument,
    label="title",
    read=PeoplePermission.READ,
    write=PeoplePermission.WRITE,
    school="organisation_id",
    add=N_("Добавить документ"),
    fields=(
        Field("title", N_("Название"), required=True),
        Field("organisation_id", N_("Организация"), Kind.RECORD, required=True, to="organisations"),
        Field("kind", N_("Вид"), Kind.CHOICE, required=True, choices=DOCUMENTS),
        Field("number", N_("Номер"), longest=50),
        Field("date", N_("Дата"), Kind.DATE),
        Field("url", N_("Адрес файла"), longest=500, listed=False),
        Field("state", N_("Состояние программы"), Kind.CHOICE, choices=STATES, listed=False),
        Field("result", N_("Итог экспертизы"), Kind.LONG, longest=2000, listed=False),
    ),
)

INNOVATIVE_PRACTICES = Register(
    name="innovative-practices",
    address="organisations/practices",
    module="people",
    title=N_("Инновационные практики"),
    one=N_("Инновационная практика"),
    about=N_("Практики организаций и их авторов со сроками; каждая подтверждена актом или адресом описания."),
    model=InnovativePractice,
    label="title",
    read=PeoplePermission.READ,
    write=PeoplePermission.WRITE,
    school="organisation_id",
    starts=N_("Реализуется с"),
    add=N_("Добавить практику"),
    fields=(
        Field("title", N_("Название"), required=True),
        Field("organisation_id", N_("Организация"), Kind.RECORD, required=True, to="organisations"),
        Field("kind", N_("Вид практики"), Kind.CHOICE, required=True, choices=PRACTICES),
        Field("person_id", N_("Автор"), Kind.PERSON),
        Field("about", N_("О чём практика"), Kind.LONG, longest=4000, listed=False),
        Field("supported", N_("Поддержана педагогами школ"), Kind.BOOLEAN),
        Field("act_id", N_("Акт"), Kind.RECORD, to="legal-acts", hint=N_("Нужен акт или адрес описания")),
        Field("link", N_("Адрес описания"), longest=500, listed=False),
    ),
)

CATEGORY_REGISTER = Register(
    name="categories",
    address="people/categories",
    module="people",
    title=N_("Квалификационные категории"),
    one=N_("Квалификационная категория"),
    about=N_("Категории педагогов с датами."),
    model=Category,
    label="kind",
    read=PeoplePermission.READ,
    write=PeoplePermission.WRITE,
    school="person_id",
    add=N_("Добавить категорию"),
    fields=(
        Field("person_id", N_("Педагог"), Kind.PERSON, required=True),
        Field("kind", N_("Категория"), Kind.CHOICE, required=True, choices=CATEGORIES),
        Field("granted_on", N_("Присвоена"), Kind.DATE),
    ),
)

EDUCATION_REGISTER = Register(
    name="education",
    address="people/education",
    module="people",
    title=N_("Образование"),
    one=N_("Образование"),
    about=N_("Уровень образования, специальность и квалификация педагогов."),
    model=Education,
    label="level",
    read=PeoplePermission.READ,
    write=PeoplePermission.WRITE,
    school="person_id",
    lives=False,
    add=N_("Добавить образование"),
    fields=(
        Field("person_id", N_("Педагог"), Kind.PERSON, required=True),
        Field("level", N_("Уровень"), Kind.CHOICE, required=True, choices=EDUCATION),
        Field("pedagogical", N_("Педагогическое"), Kind.BOOLEAN),
        Field("programme", N_("Специальность"), longest=300),
        Field("qualification", N_("Квалификация"), longest=300),
        Field("institution", N_("Где получено"), longest=300, listed=False),
    ),
)

EXPERIENCE_REGISTER = Register(
    name="experience",
    address="people/experience",
    module="people",
    title=N_("Стаж"),
    one=N_("Стаж"),
    about=N_("Полных лет стажа на дату, по видам: положения считают разные виды стажа."),
    model=Experience,
    label="kind",
    read=PeoplePermission.READ,
    write=PeoplePermission.WRITE,
    school="person_id",
    lives=False,
    add=N_("Добавить стаж"),
    fields=(
        Field("person_id", N_("Педагог"), Kind.PERSON, required=True),
        Field("kind", N_("Вид стажа"), Kind.CHOICE, required=True, choices=EXPERIENCE),
        Field("years", N_("Полных лет"), Kind.INTEGER, required=True, least=0, most=80),
        Field("as_of", N_("На дату"), Kind.DATE, required=True),
    ),
)

SELF_EDUCATION_REGISTER = Register(
    name="self-education",
    address="people/self-education",
    module="people",
    title=N_("Самообразование"),
    one=N_("Программа самообразования"),
    about=N_("Программы самообразования педагогов: тема, срок, шаги и дата отчёта в объединении."),
    model=SelfEducation,
    label="topic",
    read=PeoplePermission.READ,
    write=PeoplePermission.WRITE,
    school="person_id",
    starts=N_("Срок с"),
    add=N_("Добавить программу"),
    fields=(
        Field("topic", N_("Тема"), required=True),
        Field("person_id", N_("Педагог"), Kind.PERSON, required=True),
        Field("steps", N_("Шаги"), Kind.LONG, longest=4000, listed=False),
        Field("report_on", N_("Дата отчёта"), Kind.DATE),
    ),
)

REGISTERS = (
    ORGANISATIONS,
    ORGANISATION_DOCUMENTS,
    INNOVATIVE_PRACTICES,
    CATEGORY_REGISTER,
    EDUCATION_REGISTER,
    EXPERIENCE_REGISTER,
    SELF_EDUCATION_REGISTER,
)
