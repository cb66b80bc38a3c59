"""The card of the portal."""

from service.core.language import N_
from service.portal import api, api_open, choosing
from service.portal.names import GRANTS, PortalPermission
from service.portal.registers import NEWS
from service.portal.views import blueprint
from service.web.menu import OPEN, SERVICE, MenuItem
from service.web.module import Module

MODULE = Module(
    name="portal",
    title=N_("Пульт"),
    collections={"api_home": N_("Главная страница"), "api_open_page": N_("Открытая страница")},
    grants=GRANTS,
    registers=(NEWS,),
    blueprints=(blueprint, choosing.blueprint, api.blueprint, api_open.blueprint),
    menu=(
        MenuItem("portal.home", N_("Пульт"), SERVICE, None, "house", main=True),
        MenuItem("register_news.listing", N_("Новости и рассылки"), OPEN, PortalPermission.READ, "newspaper"),
    ),
)
