"""Sections of a regulation (разделы положения): the one table of their titles, packages and addresses."""

from dataclasses import dataclass

from service.core.language import N_


@dataclass(frozen=True)
class Section:
    """One section: its code in rule ids and clauses, title, package and address."""

    code: str
    title: str
    package: str
    address: str


SECTIONS: dict[str, Section] = {
    one.code: one
    for one in (
        Section("structure", N_("Структура службы"), "structure", "structure"),
        Section("council", N_("Методический совет"), "council", "council"),
        Section("active", N_("Методический актив"), "active", "active"),
        Section("association", N_("Методические объединения"), "associations", "associations"),
        Section("group", N_("Рабочие и экспертные группы"), "meetings", "council"),
        Section("monitoring", N_("Мониторинг и показатели"), "monitoring", "monitoring"),
        Section("events_plan", N_("План и мероприятия"), "events", "events"),
        Section("roadmap", N_("Дорожная карта"), "roadmap", "plans"),
        Section("documents", N_("Документы"), "documents", "documents"),
        Section("agreements", N_("Соглашения"), "agreements", "agreements"),
        Section("regional", N_("Связь с регионом"), "comparison", "comparison"),
        Section("finance", N_("Финансирование"), "finance", "settings"),
        Section("people", N_("Люди и организации"), "people", "people"),
        Section("diagnostics_routes", N_("Диагностика и маршруты"), "diagnostics", "diagnostics"),
        Section("mentoring", N_("Наставничество"), "mentoring", "mentoring"),
        Section("training", N_("Обучение"), "training", "training"),
        Section("communities", N_("Сообщества"), "communities", "communities"),
        Section("practice_bank", N_("Банк практик"), "practices", "practices"),
        Section("consultations", N_("Консультации"), "consultations", "consultations"),
        Section("experts_contests", N_("Экспертиза и конкурсы"), "experts", "events"),
        Section("info_portal", N_("Информирование и портал"), "portal", "portal"),
        Section("tenancy", N_("Общие положения"), "tenancy", "settings"),
        Section("glossary", N_("Термины"), "profiles", "profile"),
    )
}


def section_title(code: str) -> str:
    """The title of a section as a message id; a section of a newer file is shown by its code."""
    known = SECTIONS.get(code)
    return known.title if known else code


def section_rank(code: str) -> int:
    """The place of a section in the house order; unknown sections stand last."""
    return list(SECTIONS).index(code) if code in SECTIONS else len(SECTIONS)
