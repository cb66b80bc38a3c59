"""The registers of plans and of their items."""

from service.core.language import N_
from service.plans.actions.checking import check_item, check_plan
from service.plans.marking import for_analysis, for_items
from service.plans.model import ServicePlan, ServicePlanItem
from service.plans.names import ITEM_STATES, PLAN_STATES, PlansPermission
from service.plans.suggesting import suggested
from service.web.register import Field, Kind, Register

BASES = {"calendar": N_("календарный год"), "school": N_("учебный год")}

PLANS = Register(
    name="service-plans",
    address="plans",
    module="tenancy",
    title=N_("Планы службы"),
    one=N_("Годовой план службы"),
    about=N_("Годовые планы методической службы: мероприятия, утверждение, охват целей и направлений."),
    model=ServicePlan,
    label="title",
    read=PlansPermission.READ,
    write=PlansPermission.WRITE,
    latest="year",
    lives=False,
    add=N_("Добавить план"),
    check=check_plan,
    suggest=suggested,
    links=(("service_plans.report", N_("Охват и утверждение"), "plan_id"),),
    fields=(
        Field("title", N_("Название"), required=True, longest=300),
        Field("year", N_("Год"), Kind.INTEGER, required=True, least=2000, most=2100,
              hint=N_("Для учебного года – год его начала")),
        Field("basis", N_("Какой год"), Kind.CHOICE, required=True, choices=BASES),
        Field("unit", N_("Чей план"), longest=300),
        Field("state", N_("Состояние"), Kind.CHOICE, choices=PLAN_STATES, fixed=True),
        Field("act_number", N_("Номер приказа"), listed=False, fixed=True),
        Field("act_date", N_("Дата приказа"), Kind.DATE, listed=False, fixed=True),
        Field("analysis", N_("Анализ за год"), Kind.LONG, longest=20000, listed=False),
        Field("analysis_marks", N_("Принципы и эффекты в анализе"), Kind.MARKS, listed=False,
              groups=for_analysis),
    ),
)  # fmt: skip

ITEMS = Register(
    name="service-plan-items",
    address="plans/items",
    module="tenancy",
    title=N_("Мероприятия планов"),
    one=N_("Мероприятие плана"),
    about=N_("Мероприятия годовых планов службы с отметками по перечням положения."),
    model=ServicePlanItem,
    label="title",
    read=PlansPermission.READ,
    write=PlansPermission.WRITE,
    latest="id",
    lives=False,
    add=N_("Добавить мероприятие плана"),
    check=check_item,
    fields=(
        Field("title", N_("Мероприятие"), required=True),
        Field("plan_id", N_("План"), Kind.RECORD, required=True, to="service-plans"),
        Field("month", N_("Месяц"), Kind.INTEGER, least=1, most=12),
        Field("quarter", N_("Квартал"), Kind.INTEGER, least=1, most=4),
        Field("starts_on", N_("Начало"), Kind.DATE, listed=False),
        Field("ends_on", N_("Окончание"), Kind.DATE, listed=False),
        Field("person_id", N_("Ответственный"), Kind.PERSON),
        Field("unit", N_("Подразделение"), longest=300, listed=False, exact=True),
        Field("organisation_id", N_("Организация"), Kind.RECORD, to="organisations", listed=False),
        Field("place", N_("Место"), longest=300, listed=False),
        Field("result", N_("Ожидаемый результат"), Kind.LONG, longest=2000, listed=False),
        Field("marks", N_("Отметки"), Kind.MARKS, listed=False, groups=for_items),
        Field("priority", N_("Документ приоритета"), listed=False,
              hint=N_("Национальный проект, программа или указ: реквизиты или адрес")),
        Field("state", N_("Исполнение"), Kind.CHOICE, required=True, choices=ITEM_STATES),
        Field("state_on", N_("Дата исполнения или отмены"), Kind.DATE, listed=False),
        Field("reason", N_("Основание"), listed=False,
              hint=N_("Нужно при отмене и при изменении утверждённого плана")),
        Field("event_id", N_("Проведённое мероприятие"), Kind.RECORD, to="events", listed=False),
    ),
)  # fmt: skip
