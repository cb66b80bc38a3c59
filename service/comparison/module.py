"""The card of comparison."""

from service.comparison import api
from service.comparison.names import EVENT_WORDS, GRANTS, ComparisonPermission
from service.comparison.views import agreeing, comparing, publishing
from service.core.language import N_
from service.web.menu import DATA, MenuItem
from service.web.module import Module

MODULE = Module(
    name="comparison",
    title=N_("Сравнение"),
    blueprints=(comparing.blueprint, publishing.blueprint, agreeing.blueprint, api.blueprint),
    grants=GRANTS,
    events=EVENT_WORDS,
    menu=(MenuItem("comparison.page", N_("Сравнение"), DATA, ComparisonPermission.READ, "bar-chart"),),
)
