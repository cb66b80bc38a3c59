"""The rules of the Luga regulation as parameters, for pure tests of the kinds."""

MEETING_QUORUM = {"share": "1/2", "op": "at_least", "base": "established", "purpose": "meeting"}
DECISION_QUORUM = {"share": "2/3", "op": "at_least", "base": "established", "purpose": "decision"}
MAJORITY = {"share": "1/2", "op": "more_than", "base": "participants", "tie": "not_adopted"}
NOTICE = {"fact": "sent_date", "anchor": "meeting_date", "direction": "before", "amount": 5, "unit": "days"}
PROPOSAL = {
    "fact": "submitted_date",
    "anchor": "meeting_date",
    "direction": "before",
    "amount": 2,
    "unit": "days",
}
MINUTES_COPY = {
    "fact": "sent_date",
    "anchor": "meeting_date",
    "direction": "after",
    "amount": 1,
    "unit": "months",
}
COUNCIL_FREQUENCY = {"count": 4, "per": "year", "year_basis": "calendar"}
ACTIVE_FREQUENCY = {"count": 1, "per": "quarter", "year_basis": "calendar"}
ASSOCIATION_FREQUENCY = {"count": 4, "per": "year", "year_basis": "school"}
SEMINAR = {"count": 1, "per": "year", "year_basis": "school", "what": "practical_seminar"}
ORDER = {"fact": "order_date", "before": "09-01", "inclusive": False}
LEADER = {"elected": True, "categories": ["highest", "first"], "approved_before": "09-01", "inclusive": False}
MIN_MEMBERS = {"count": 10, "of": "members", "when": "creation"}
COMPOSITION = {
    "roles": {"chair": 1, "deputy": 1, "secretary": 1, "member": "1+"},
    "categories": [
        {"code": "rmo_subject_leader", "title": "Руководители РМО учителей-предметников"},
        {"code": "oo_head_innovative", "title": "Руководители организаций с инновационными практиками"},
        {"code": "omsu_specialist", "title": "Специалисты ОМСУ"},
        {"code": "mms_methodist", "title": "Методисты службы"},
    ],
}
CHAIRING = {"order": ["chair", "deputy"], "instruction": ["deputy"]}
FORCE = {"default": "advisory", "exceptions": {"working_group": "binding", "expert_group": "binding"}}
ELIGIBILITY = {
    "conditions": [
        {"code": "employer", "title": "Организация", "clause": "прил. 3, п. 2.5", "when": {"any": [
            {"field": "employer_type", "op": "in", "value": ["general", "additional"]},
            {"field": "groups", "op": "contains_any", "value": ["g1"]}]}},
        {"code": "education", "title": "Высшее педагогическое образование", "when": {
            "field": "education", "op": "eq", "value": "higher_pedagogical"}},
        {"code": "experience", "title": "Педагогический стаж не менее пяти лет", "when": {
            "field": "experience.pedagogical", "op": "gte", "value": 5}},
        {"code": "category", "title": "Категория", "when": {
            "field": "categories", "op": "contains_any",
            "value": ["highest", "teacher_methodist", "teacher_mentor"]}},
        {"code": "contribution", "title": "Вклад", "when": {
            "field": "contributions", "op": "gte", "value": 1}},
        {"code": "representation", "title": "Представление", "when": {
            "field": "representation", "op": "eq", "value": True}},
        {"code": "diagnostics", "title": "Диагностика", "when": {
            "field": "diagnostics", "op": "contains_all", "value": ["subject", "methodical"]}},
    ]
}  # fmt: skip
CANDIDATE = {
    "employer_type": "general",
    "groups": [],
    "education": "higher_pedagogical",
    "experience": {"pedagogical": 5, "speciality": 2},
    "categories": ["highest"],
    "contributions": 1,
    "representation": True,
    "diagnostics": ["subject", "methodical"],
}
