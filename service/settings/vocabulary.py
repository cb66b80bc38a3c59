"""Words for the parameters that a rule's own sentence leaves out, and for their closed values (словарь)."""

from service.core.language import N_

SHOWN: dict[str, tuple[tuple[str, str], ...]] = {
    "threshold": (("counted", N_("Кто считается участником")),),
    "deadline": (("count", N_("Как считаются дни")), ("shift", N_("Перенос срока"))),
    "frequency": (("extraordinary_counts", N_("Внеочередные заседания учитываются")),),
    "composition": (("categories", N_("Категории")),),
    "eligibility": (
        ("demands", N_("Условия")),
        ("tiers", N_("Ступени")),
        ("core_only", N_("Принимаются только по основным условиям")),
    ),
    "documents": (("documents", N_("Документы")),),
    "stages": (("stages", N_("Этапы")),),
    "coverage": (("units", N_("Обязательные единицы")),),
    "attribute": (("values", N_("Допустимые значения")),),
    "indicator": (
        ("canonical", N_("Код общего перечня")),
        ("cumulative", N_("Нарастающим итогом")),
        ("assessed", N_("Когда сверяется с порогом")),
    ),
    "register": (("items", N_("Что записывается")),),
    "process": (("actor", N_("Кто делает")), ("items", N_("Что делается"))),
    "list": (("items", N_("Перечень")),),
}
"""Parameters by kind with their titles: the rest stands in the sentence of the rule."""

CLOSED = {
    "advisory": N_("рекомендательная"),
    "always": N_("всегда"),
    "binding": N_("обязательная"),
    "apart": N_("сверх заседаний"),
    "calendar": N_("календарный год"),
    "chair_decides": N_("решает голос председателя"),
    "clear_days": N_("полные дни между датами"),
    "creation": N_("при создании"),
    "date_difference": N_("разность дат"),
    "days": N_("календарные дни"),
    "each_collection": N_("при каждом сборе"),
    "established": N_("установленное число членов"),
    "hours": N_("часы"),
    "inside": N_("одно из заседаний"),
    "filled": N_("фактическое число членов"),
    "next_working_day": N_("на следующий рабочий день"),
    "not_adopted": N_("решение не принято"),
    "once": N_("один раз"),
    "participants": N_("участники заседания"),
    "present": N_("присутствующие"),
    "revote": N_("повторное голосование"),
    "room_and_sheets": N_("присутствующие и опросные листы"),
    "school_year": N_("учебный год"),
    "voting": N_("голосовавшие"),
    "working_days": N_("рабочие дни"),
    "year": N_("год"),
    "year_end": N_("по итогам года"),
}
"""Closed values of parameters and settings that are no names of things."""
