"""The card of the first day."""

from service.core.language import N_
from service.setup import api_arms
from service.setup.api import blueprint as api
from service.setup.names import EVENT_WORDS, GRANTS, SetupPermission
from service.setup.views import arms, card, steps, words
from service.web.menu import SERVICE, MenuItem
from service.web.module import Module

MODULE = Module(
    name="setup",
    title=N_("Настройка района"),
    grants=GRANTS,
    events=EVENT_WORDS,
    blueprints=(steps.blueprint, card.blueprint, arms.blueprint, words.blueprint, api, api_arms.blueprint),
    collections={"api_setup": N_("Настройка района"), "api_arms": N_("Герб")},
    menu=(MenuItem("setup.page", N_("Настройка района"), SERVICE, SetupPermission.MANAGE, "sliders"),),
)
