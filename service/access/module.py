"""The card of access."""

from service.access.names import GRANTS, AccessPermission
from service.access.views import account, links, signing, users
from service.core.language import N_
from service.web.menu import SERVICE, MenuItem
from service.web.module import Module

MODULE = Module(
    name="access",
    title=N_("Доступ"),
    blueprints=(signing.blueprint, account.blueprint, links.blueprint, users.blueprint),
    grants=GRANTS,
    menu=(MenuItem("users.users", N_("Пользователи"), SERVICE, AccessPermission.READ, "person-gear"),),
)
