"""The card of the first day."""

from service.core.language import N_
from service.setup.api import blueprint as api
from service.setup.names import EVENT_WORDS, GRANTS, SetupPermission
from service.setup.views import card, steps, words
from service.web.menu import SERVICE, MenuItem
from service.web.module import Module

MODULE = Module(
    name="setup",
    title=N_("Настройка района"),
    grants=GRANTS,
    events=EVENT_WORDS,
    blueprints=(steps.blueprint, card.blueprint, words.blueprint, api),
    collections={"api_setup": N_("Настройка района")},
    menu=(MenuItem("setup.page", N_("Настройка района"), SERVICE, SetupPermission.MANAGE, "sliders"),),
)
