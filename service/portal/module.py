"""The card of the portal."""

from service.core.language import N_
from service.portal import api
from service.portal.views import blueprint
from service.web.menu import SERVICE, MenuItem
from service.web.module import Module

MODULE = Module(
    name="portal",
    title=N_("Пульт"),
    collections={"api_home": N_("Главная страница")},
    blueprints=(blueprint, api.blueprint),
    menu=(MenuItem("portal.home", N_("Пульт"), SERVICE, None, "house", main=True),),
)
