"""Rules that one kind of body alone has: associations (объединения), the active (актив)."""

from service.rules.facts import FactKind, FactType
from service.rules.kinds import (
    annual_deadline,
    appointment,
    attribute,
    coverage,
    documents,
    eligibility,
    frequency,
    minimum,
    stages,
)
from service.rules.kinds.attribute_words import title as attribute_title
from service.rules.kinds.deadline_words import title as date_title
from service.rules.message import N_
from service.rules.specs.spec import RuleSpec

_REACHED = {"reached": FactType(FactKind.CODES, N_("пройденные этапы"))}


def _coverage(rule_id: str, title: str) -> RuleSpec:
    return RuleSpec(rule_id, (coverage.NAME,), coverage.FACTS, title)


BODY_RULES = (
    _coverage("council.leaders_attendance", N_("Участие руководителей РМО")),
    _coverage("council.association_leaders", N_("Руководители объединений в составе совета")),
    _coverage("council.innovative_heads", N_("Руководители с инновационной практикой в составе совета")),
    _coverage("association.curator", N_("Куратор объединения")),
    _coverage("association.teacher_reports", N_("Отчёты педагогов связаны с записями")),
    _coverage("association.unit", N_("Место объединения в структуре")),
    _coverage("association.plan_months", N_("План объединения по месяцам")),
    _coverage("association.plan_link", N_("Связь плана объединения с планом района")),
    RuleSpec("association.agreement", (stages.NAME,), _REACHED, N_("Согласование работы объединения")),
    RuleSpec("association.leader_election", (stages.NAME,), _REACHED, N_("Избрание руководителя")),
    RuleSpec(
        "association.documents",
        (documents.NAME,),
        {"present": FactType(FactKind.CODES, N_("имеющиеся документы"))},
        N_("Документы объединения"),
    ),
    RuleSpec(
        "association.membership",
        (attribute.NAME,),
        {"membership": FactType(FactKind.CODES, attribute_title("membership"))},
        N_("Членство в нескольких объединениях"),
    ),
    RuleSpec(
        "association.analysis_submission",
        (annual_deadline.NAME,),
        {"submitted_date": FactType(FactKind.DATE, date_title("submitted_date"), required=False)},
        N_("Срок сдачи анализа"),
    ),
    RuleSpec(
        "association.seminar",
        (frequency.NAME,),
        {name: frequency.FACTS[name] for name in ("year", "held")},
        N_("Практический семинар объединения"),
    ),
    RuleSpec(
        "association.min_members",
        (minimum.NAME,),
        {
            name: FactType(FactKind.INTEGER, minimum.title(name), required=False)
            for name in ("members", "teachers")
        },
        N_("Минимальное число членов объединения"),
    ),
    RuleSpec(
        "association.leader",
        (appointment.NAME,),
        {name: appointment.FACTS[name] for name in ("category", "elected_on", "approved_on")},
        N_("Руководитель объединения"),
    ),
    RuleSpec(
        "association.order",
        (annual_deadline.NAME,),
        {"order_date": FactType(FactKind.DATE, N_("дата приказа"), required=False)},
        N_("Ежегодный приказ об объединениях"),
    ),
    RuleSpec(
        "active.eligibility",
        (eligibility.NAME,),
        {
            "employer_type": FactType(FactKind.CODE, N_("тип организации-работодателя"), required=False),
            "groups": FactType(FactKind.CODES, N_("группы"), required=False),
            "education": FactType(FactKind.CODE, N_("образование"), required=False),
            "experience": FactType(
                FactKind.COUNTS,
                N_("стаж, полных лет"),
                ("general", "pedagogical", "speciality"),
                required=False,
            ),
            "categories": FactType(FactKind.CODES, N_("квалификационные категории"), required=False),
            "contributions": FactType(FactKind.QUANTITY, N_("число подтверждённых вкладов"), required=False),
            "representation": FactType(FactKind.PRESENCE, N_("есть представление"), required=False),
            "diagnostics": FactType(FactKind.CODES, N_("пройденные диагностики"), required=False),
        },
        N_("Требования к членам актива"),
    ),
)
