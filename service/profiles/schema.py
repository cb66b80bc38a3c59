"""The closed form of every section of a profile file: its keys and what each may hold."""

import re

from service.profiles.fields import (
    CODE,
    DOTTED,
    SLUG,
    Field,
    among,
    anything,
    boolean,
    day,
    list_of,
    matching,
    one_or_more,
    report_unknown,
    table,
    table_of,
    text,
)
from service.profiles.place import Place
from service.rules.message import N_

slug = matching(SLUG, N_("«%(value)s» не годится: строчные латинские буквы, цифры и дефис"))
dotted = matching(DOTTED, N_("«%(value)s» не годится: идентификатор пишется как раздел.имя латиницей"))
code = matching(CODE, N_("«%(value)s» не годится: строчные латинские буквы, цифры и подчёркивание"))
locale = among("ru", "alt")
zone = matching(
    re.compile(r"[A-Z][A-Za-z]+/[A-Za-z_/-]+"),
    N_("«%(value)s» не похоже на часовой пояс, например Europe/Moscow"),
)

MODULES = (
    "structure",
    "people",
    "council",
    "active",
    "association",
    "group",
    "monitoring",
    "events_plan",
    "roadmap",
    "documents",
    "agreements",
    "regional",
    "finance",
    "training",
    "mentoring",
    "diagnostics_routes",
    "communities",
    "practice_bank",
    "experts_contests",
    "consultations",
    "info_portal",
    "tenancy",
    "glossary",
)
RESPONSIBLE = (
    "administrator",
    "methodist",
    "approver",
    "school_head",
    "school_tutor",
    "teacher",
    "institute_analyst",
    "auditor",
    "chair",
    "deputy",
    "secretary",
    "member",
    "leader",
    "curator",
)


def rule_id(place: Place, value: object) -> bool:
    """Accept `module.name` whose module is a section of the product."""
    if not dotted(place, value):
        return False
    module = str(value).partition(".")[0]
    if module in MODULES:
        return True
    report_unknown(place, module, MODULES)
    return False


TENANT = {
    "slug": Field(slug, required=True),
    "kind": Field(among("municipality", "region"), required=True),
    "region": Field(slug),
    "name": Field(table_of(text), required=True),
    "locales": Field(list_of(locale)),
    "time_zone": Field(zone, required=True),
    "model": Field(code),
    "demo": Field(boolean),
}
ACT = {
    "title": Field(text, required=True),
    "kind": Field(text),
    "number": Field(text),
    "date": Field(day),
    "issuer": Field(text),
    "effective_from": Field(day),
    "effective_to": Field(day),
    "status": Field(among("in_force", "draft")),
    "citation": Field(text, required=True),
    "replaces": Field(among("listed", "all")),
}
LAYER = {"kind": Field(among("binding", "model"), required=True), "of": Field(slug)}
RULE = {
    "id": Field(rule_id, required=True),
    "kind": Field(text, required=True),
    "title": Field(text, required=True),
    "params": Field(table),
    "severity": Field(among("hard", "soft")),
    "clause": Field(text),
    "quote": Field(text),
    "clause_ids": Field(list_of(text)),
    "silent": Field(boolean),
    "responsible": Field(among(*RESPONSIBLE)),
}
SETTING = {
    "id": Field(rule_id, required=True),
    "title": Field(text),
    "sets": Field(one_or_more(rule_id)),
    "default": Field(anything),
    "options": Field(list_of(anything)),
    "labels": Field(table_of(text)),
    "type": Field(among("integer", "boolean", "text", "date", "fraction", "list", "table")),
    "note": Field(text, required=True),
    "source": Field(one_or_more(text)),
    "stated": Field(boolean),
}
NOTE = {
    "id": Field(rule_id, required=True),
    "title": Field(text),
    "clause": Field(text),
    "text": Field(text, required=True),
    "source": Field(one_or_more(text)),
}
CHOICE = {
    "setting": Field(rule_id, required=True),
    "value": Field(anything, required=True),
    "reason": Field(text, required=True),
}
TABLES = {"tenant": TENANT, "act": ACT, "layer": LAYER}
ARRAYS = {"rule": RULE, "setting": SETTING, "note": NOTE, "choice": CHOICE}
SECTIONS = {**TABLES, **ARRAYS}
