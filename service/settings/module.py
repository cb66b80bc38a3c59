"""The card of rules and settings."""

from service.core.language import N_
from service.settings.api import drafts as api_drafts
from service.settings.api import regional as api_regional
from service.settings.api import reports as api_reports
from service.settings.api import rules as api_rules
from service.settings.api import tenants
from service.settings.api import versions as api_versions
from service.settings.forms import FORMS_OF_SETTINGS
from service.settings.jobs import JOBS
from service.settings.names import EVENT_WORDS, GRANTS, SettingsPermission
from service.settings.views import adoption, differences, draft_settings, regional, reports, rules, versions
from service.web.menu import SERVICE, MenuItem
from service.web.module import Module

MODULE = Module(
    name="settings",
    title=N_("Правила и настройки"),
    grants=GRANTS,
    events=EVENT_WORDS,
    forms=FORMS_OF_SETTINGS,
    jobs=JOBS,
    collections={
        "api_tenants": N_("Районы и регионы"),
        "api_rules": N_("Правила и заключения"),
        "api_versions": N_("Редакции правил"),
        "api_drafts": N_("Проекты редакций"),
        "api_rule_region": N_("Регион и районы"),
        "api_rule_reports": N_("Сравнение редакций"),
    },
    blueprints=(
        adoption.blueprint,
        draft_settings.blueprint,
        differences.blueprint,
        regional.blueprint,
        reports.blueprint,
        versions.blueprint,
        rules.blueprint,
        tenants.blueprint,
        api_rules.blueprint,
        api_versions.blueprint,
        api_drafts.blueprint,
        api_regional.blueprint,
        api_reports.blueprint,
    ),
    menu=(MenuItem("rules.listing", N_("Правила"), SERVICE, SettingsPermission.READ, "book"),),
)
