"""The canonical registers (реестры) of indicators: one list for profiles, small registers and SQL alike."""

from service.rules.conditions.keeping import REQUIRED_DOCUMENTS, SERVICES
from service.rules.conditions.registers import CALENDAR_YEAR, Field, FieldType, Register, fields_by_name
from service.rules.message import N_

ORGANISATION_TYPES = ("general", "preschool", "additional", "other")
POSITIONS = ("teacher", "head", "deputy_head", "staff")
TRAINING_KINDS = ("pk", "pp", "internship")
BODY_KINDS = ("council", "expert_council", "association", "active", "working_group", "expert_group")
CALLS = ("ordinary", "extraordinary", "repeat")
FORMS = ("in_person", "correspondence", "hybrid")
VISIT_KINDS = ("mutual_visit", "open_lesson", "extracurricular")

_TRAINING_KIND = Field("kind", FieldType.CODE, N_("вид обучения"), TRAINING_KINDS)

TRAININGS = Register(
    "trainings",
    N_("обучение"),
    fields_by_name(
        Field("finished_on", FieldType.DATE, N_("дата окончания")),
        _TRAINING_KIND,
        Field("hours", FieldType.INTEGER, N_("часы")),
        Field("federal_register", FieldType.FLAG, N_("программа из федерального реестра")),
        Field("after_diagnostics", FieldType.FLAG, N_("подобрано по итогам диагностики")),
        Field("informal", FieldType.FLAG, N_("неформальное образование")),
    ),
    time_key="finished_on",
)
TEAM_TRAININGS = Register(
    "team_trainings",
    N_("обучение управленческой команды"),
    fields_by_name(Field("finished_on", FieldType.DATE, N_("дата окончания")), _TRAINING_KIND),
    time_key="finished_on",
)
ROUTES = Register(
    "routes",
    N_("индивидуальные маршруты"),
    fields_by_name(
        Field("developed_on", FieldType.DATE, N_("дата разработки")),
        Field("approved_on", FieldType.DATE, N_("дата утверждения")),
    ),
    time_key="developed_on",
    life=True,
)
MENTORING = Register(
    "mentoring",
    N_("наставничество"),
    fields_by_name(Field("role", FieldType.CODE, N_("роль"), ("mentor", "mentee"))),
    life=True,
)
DIAGNOSTICS = Register(
    "diagnostics",
    N_("диагностика"),
    fields_by_name(
        Field("on", FieldType.DATE, N_("дата диагностики")),
        Field("kind", FieldType.CODE, N_("вид диагностики")),
    ),
    time_key="on",
)
COMMUNITIES = Register(
    "communities",
    N_("сообщества"),
    fields_by_name(Field("kind", FieldType.CODE, N_("вид сообщества"))),
    life=True,
)
COUNCILS = Register(
    "councils",
    N_("советы"),
    fields_by_name(Field("kind", FieldType.CODE, N_("вид совета"), ("council", "expert_council"))),
    life=True,
)
SUPPORT = Register(
    "support",
    N_("мероприятия поддержки молодых педагогов"),
    fields_by_name(
        Field("on", FieldType.DATE, N_("дата мероприятия")),
        Field("kind", FieldType.CODE, N_("вид поддержки")),
    ),
    time_key="on",
)
DOCUMENTS = Register(
    "documents",
    N_("документы"),
    fields_by_name(Field("kind", FieldType.CODE, N_("вид документа"))),
    life=True,
)
MENTORING_PAIRS = Register("mentoring_pairs", N_("наставнические пары"), {}, life=True)
ORGANISATION_CYCLES = Register(
    "cycles",
    N_("циклы мониторинга службы"),
    fields_by_name(
        Field("finished_on", FieldType.DATE, N_("дата завершения")),
        Field("analysed", FieldType.FLAG, N_("есть анализ")),
    ),
    time_key="finished_on",
)

PEOPLE = Register(
    "people",
    N_("работники по основному месту работы"),
    fields_by_name(
        Field("position", FieldType.CODE, N_("должность"), POSITIONS),
        Field("organisation", FieldType.CODE, N_("организация")),
        Field("organisation_type", FieldType.CODE, N_("тип организации"), ORGANISATION_TYPES),
        Field("age", FieldType.INTEGER, N_("возраст, полных лет")),
        Field("experience_general", FieldType.INTEGER, N_("общий стаж, полных лет")),
        Field("experience_pedagogical", FieldType.INTEGER, N_("педагогический стаж, полных лет")),
        Field("experience_speciality", FieldType.INTEGER, N_("стаж по специальности, полных лет")),
    ),
    life=True,
    tables={
        item.name: item
        for item in (TRAININGS, ROUTES, MENTORING, DIAGNOSTICS, COMMUNITIES, COUNCILS, SUPPORT)
    },
)
ORGANISATIONS = Register(
    "organisations",
    N_("организации"),
    fields_by_name(Field("type", FieldType.CODE, N_("тип организации"), ORGANISATION_TYPES)),
    life=True,
    tables={item.name: item for item in (TEAM_TRAININGS, DOCUMENTS, MENTORING_PAIRS, ORGANISATION_CYCLES)},
)
TEAMS = Register(
    "teams",
    N_("управленческие команды"),
    fields_by_name(Field("organisation", FieldType.CODE, N_("организация"))),
    life=True,
    tables={"trainings": Register("trainings", TRAININGS.title, TEAM_TRAININGS.fields, "finished_on")},
)
UNITS = Register(
    "units",
    N_("объединения и сообщества"),
    fields_by_name(Field("kind", FieldType.CODE, N_("вид объединения"))),
    life=True,
)
CYCLES = Register(
    "cycles",
    N_("циклы мониторинга"),
    ORGANISATION_CYCLES.fields,
    time_key="finished_on",
    window=CALENDAR_YEAR,
)
ROADMAP = Register(
    "roadmap",
    N_("пункты дорожной карты"),
    fields_by_name(
        Field("due_on", FieldType.DATE, N_("срок исполнения")),
        Field("done_on", FieldType.DATE, N_("дата исполнения")),
    ),
    time_key="due_on",
    window=CALENDAR_YEAR,
)

_BODY_KIND = Field("kind", FieldType.CODE, N_("вид органа"), BODY_KINDS)
BODY_MEETINGS = Register(
    "meetings",
    N_("проведённые заседания"),
    fields_by_name(
        Field("on", FieldType.DATE, N_("день заседания")),
        Field("call", FieldType.CODE, N_("очередное или нет"), CALLS),
        Field("form", FieldType.CODE, N_("форма заседания"), FORMS),
        Field("seminar", FieldType.FLAG, N_("практический семинар")),
    ),
    time_key="on",
)
VISITS = Register(
    "visits",
    N_("открытые уроки и взаимопосещения"),
    fields_by_name(
        Field("on", FieldType.DATE, N_("день посещения")),
        Field("kind", FieldType.CODE, N_("вид посещения"), VISIT_KINDS),
    ),
    time_key="on",
)
ASSOCIATIONS = Register(
    "associations",
    N_("методические объединения"),
    fields_by_name(
        Field("type", FieldType.CODE, N_("вид объединения")),
        Field("of_school", FieldType.FLAG, N_("объединение одной организации")),
        Field("met_school_year", FieldType.INTEGER, N_("заседаний с начала учебного года")),
        Field("met_calendar_year", FieldType.INTEGER, N_("заседаний с начала календарного года")),
        Field("seminars_school_year", FieldType.INTEGER, N_("практических семинаров с начала учебного года")),
    ),
    life=True,
    tables={"meetings": BODY_MEETINGS, "visits": VISITS},
)
MEETINGS = Register(
    "meetings",
    BODY_MEETINGS.title,
    {**BODY_MEETINGS.fields, "kind": _BODY_KIND},
    time_key="on",
    window=CALENDAR_YEAR,
)
QUARTERS = Register(
    "quarters",
    N_("кварталы работы органов"),
    fields_by_name(
        Field("ends_on", FieldType.DATE, N_("последний день квартала")),
        _BODY_KIND,
        Field("met", FieldType.FLAG, N_("в квартале было заседание")),
    ),
    time_key="ends_on",
    window=CALENDAR_YEAR,
)

SUBJECTS = (
    PEOPLE, ORGANISATIONS, TEAMS, UNITS, CYCLES, ROADMAP, ASSOCIATIONS, MEETINGS, QUARTERS, SERVICES,
    REQUIRED_DOCUMENTS,
)  # fmt: skip
REGISTERS = {item.name: item for item in SUBJECTS}

CANDIDATE = Register(
    "candidate",
    N_("кандидат"),
    fields_by_name(
        Field("employer_type", FieldType.CODE, N_("тип организации-работодателя")),
        Field("organisation_type", FieldType.CODE, N_("тип организации")),
        Field("position", FieldType.CODE, N_("должность")),
        Field("basis", FieldType.CODE, N_("основание членства")),
        Field("groups", FieldType.CODES, N_("группы")),
        Field("education", FieldType.CODE, N_("образование")),
        Field("age", FieldType.INTEGER, N_("возраст, полных лет")),
        Field("experience_general", FieldType.INTEGER, N_("общий стаж, полных лет")),
        Field("experience_pedagogical", FieldType.INTEGER, N_("педагогический стаж, полных лет")),
        Field("experience_speciality", FieldType.INTEGER, N_("стаж по специальности, полных лет")),
        Field("categories", FieldType.CODES, N_("квалификационные категории")),
        Field("contributions", FieldType.INTEGER, N_("число подтверждённых вкладов")),
        Field("representation", FieldType.FLAG, N_("есть представление")),
        Field("diagnostics", FieldType.CODES, N_("пройденные диагностики")),
        Field("diagnostics_passed", FieldType.FLAG, N_("пройдена диагностика")),
        Field("methodical_support_training", FieldType.FLAG, N_("пройдено обучение методической поддержке")),
        Field("pedagogical_education", FieldType.FLAG, N_("есть педагогическое образование")),
        Field("break_years", FieldType.INTEGER, N_("перерыв в работе, полных лет")),
        Field("consent", FieldType.FLAG, N_("есть согласие")),
    ),
)
