"""The card of rules and settings."""

from service.core.language import N_
from service.settings import api
from service.settings.names import GRANTS, SettingsPermission
from service.settings.views import rules, versions
from service.web.menu import SERVICE, MenuItem
from service.web.module import Module

MODULE = Module(
    name="settings",
    title=N_("Правила и настройки"),
    grants=GRANTS,
    blueprints=(versions.blueprint, rules.blueprint, api.tenants_blueprint, api.blueprint),
    menu=(MenuItem("rules.listing", N_("Правила"), SERVICE, SettingsPermission.READ, "book"),),
)
