"""The card of the portal."""

from service.core.language import N_
from service.portal import api, api_open, choosing
from service.portal.model import News
from service.portal.names import GRANTS, PortalPermission
from service.portal.registers import NEWS
from service.portal.views import blueprint
from service.tenancy.facts import Kept, records_of
from service.web.menu import OPEN, SERVICE, MenuItem
from service.web.module import Module

NEWS_RULES = ("info_portal.news", "info_portal.information", "info_portal.informing", "info_portal.trends")
FACTS = (records_of(Kept(News, "register_news.listing", NEWS_RULES)),)

MODULE = Module(
    name="portal",
    title=N_("Пульт"),
    collections={"api_home": N_("Главная страница"), "api_open_page": N_("Открытая страница")},
    grants=GRANTS,
    facts=FACTS,
    registers=(NEWS,),
    blueprints=(blueprint, choosing.blueprint, api.blueprint, api_open.blueprint),
    menu=(
        MenuItem("portal.home", N_("Пульт"), SERVICE, None, "house", main=True),
        MenuItem("register_news.listing", N_("Новости и рассылки"), OPEN, PortalPermission.READ, "newspaper"),
    ),
)
