"""The columns a staff list may have (графы списка) and the words by which people call them."""

import re
from enum import StrEnum

from service.rules.message import N_


class Field(StrEnum):
    """What a column holds."""

    FULL_NAME = "full_name"
    LAST_NAME = "last_name"
    FIRST_NAME = "first_name"
    MIDDLE_NAME = "middle_name"
    POSITION = "position"
    SUBJECTS = "subjects"
    PERSONNEL_NUMBER = "personnel_number"
    BIRTH_DATE = "birth_date"
    KIND = "kind"
    RATE = "rate"
    HIRED_ON = "hired_on"
    LEFT_ON = "left_on"
    EDUCATION = "education"
    QUALIFICATION = "qualification"
    DEGREE = "degree"
    ACADEMIC_TITLE = "academic_title"
    CATEGORY = "category"
    CATEGORY_DATE = "category_date"
    EXPERIENCE_GENERAL = "experience_general"
    EXPERIENCE_PEDAGOGICAL = "experience_pedagogical"
    EXPERIENCE_SPECIALITY = "experience_speciality"
    EXPERIENCES = "experiences"
    TRAININGS = "trainings"
    PROGRAMMES = "programmes"
    EMAIL = "email"
    PHONE = "phone"


#: Titles shown to the person who maps columns, and printed in the template.
TITLES: dict[Field, str] = {
    Field.FULL_NAME: N_("Фамилия, имя, отчество"),
    Field.LAST_NAME: N_("Фамилия"),
    Field.FIRST_NAME: N_("Имя"),
    Field.MIDDLE_NAME: N_("Отчество"),
    Field.POSITION: N_("Должность"),
    Field.SUBJECTS: N_("Предметы"),
    Field.PERSONNEL_NUMBER: N_("Табельный номер"),
    Field.BIRTH_DATE: N_("Дата рождения"),
    Field.KIND: N_("Вид занятости"),
    Field.RATE: N_("Ставка"),
    Field.HIRED_ON: N_("Дата приёма"),
    Field.LEFT_ON: N_("Дата увольнения"),
    Field.EDUCATION: N_("Образование"),
    Field.QUALIFICATION: N_("Квалификация по диплому"),
    Field.DEGREE: N_("Учёная степень"),
    Field.ACADEMIC_TITLE: N_("Учёное звание"),
    Field.CATEGORY: N_("Категория"),
    Field.CATEGORY_DATE: N_("Дата присвоения категории"),
    Field.EXPERIENCE_GENERAL: N_("Стаж общий"),
    Field.EXPERIENCE_PEDAGOGICAL: N_("Стаж педагогический"),
    Field.EXPERIENCE_SPECIALITY: N_("Стаж по специальности"),
    Field.EXPERIENCES: N_("Стаж общий / педагогический"),
    Field.TRAININGS: N_("Повышение квалификации"),
    Field.PROGRAMMES: N_("Образовательные программы"),
    Field.EMAIL: N_("Электронная почта"),
    Field.PHONE: N_("Телефон"),
}

#: Tried in order on a header in lower case without punctuation; the first that fits names the column.
PATTERNS: tuple[tuple[Field, re.Pattern[str]], ...] = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        (Field.PERSONNEL_NUMBER, r"^таб\w*( n| номер)?$|табельн"),
        (Field.BIRTH_DATE, r"рожд|^д р$"),
        (Field.EMAIL, r"e ?mail|почт[аы]?\b|^почта"),
        (Field.PHONE, r"телефон|^тел$"),
        (Field.FULL_NAME, r"\bфио\b|\bф и о\b|фамилия имя|фамилия и имя|^(сотрудник|работник|педагог)$"),
        (Field.LAST_NAME, r"^фамилия"),
        (Field.FIRST_NAME, r"^имя"),
        (Field.MIDDLE_NAME, r"^отчество"),
        (Field.TRAININGS, r"повышени\w* квалификац|переподготовк|\bкурс|\bкпк\b"),
        (Field.CATEGORY_DATE, r"(дата|срок|год) .*(категор|аттестац)|^дата (кат|атт)|категори\w* дата присв"),
        (Field.CATEGORY, r"категор|аттестац"),
        (Field.EXPERIENCES, r"стаж.*общ.*пед|общ.*пед.*стаж"),
        (Field.EXPERIENCE_GENERAL, r"общ\w*( трудов\w*)? стаж|стаж.*общ"),
        (Field.EXPERIENCE_PEDAGOGICAL, r"пед\w*( \w+)? стаж|стаж.*\bпед"),
        (
            Field.EXPERIENCE_SPECIALITY,
            r"стаж.*(специальн|професс|должност)|специальн.*стаж|опыт.*(професс|сфере)",
        ),
        (Field.KIND, r"вид занят|тип занят|совместит|место работы|вид работы|услови\w* (привлеч|работы)"),
        (Field.RATE, r"ставк"),
        (Field.HIRED_ON, r"\bпри[её]м|принят|начал\w* работы|работает с"),
        (Field.LEFT_ON, r"увол|выбыт"),
        (Field.POSITION, r"должност"),
        (Field.SUBJECTS, r"предмет|дисциплин"),
        (Field.DEGREE, r"степень|степени"),
        (Field.ACADEMIC_TITLE, r"учен\w* звани|^звание"),
        (Field.PROGRAMMES, r"образовательн\w* программ|реализуем\w* программ|^оп$"),
        (Field.QUALIFICATION, r"квалификац"),
        (Field.EDUCATION, r"образован"),
    )
)


def normal_header(text: str) -> str:
    """A header in lower case, ё as е, punctuation as single spaces."""
    lowered = text.lower().replace("ё", "е").replace("№", " n ")
    return " ".join(re.sub(r"[^\w]+|_", " ", lowered).split())


def guess(header: str) -> Field | None:
    """The field a header most likely means, or None."""
    text = normal_header(header)
    if not text or len(text) > 200:
        return None
    return next((field for field, pattern in PATTERNS if pattern.search(text)), None)
