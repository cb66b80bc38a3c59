"""The card of access."""

from service.access.api import audit as api_audit
from service.access.api import invitations as api_invitations
from service.access.api import members as api_members
from service.access.api import substitutions as api_substitutions
from service.access.api import tokens as api_tokens
from service.access.api import users as api_users
from service.access.jobs import JOBS
from service.access.names import EVENT_WORDS, GRANTS, ROLE_TITLES, AccessPermission, Role
from service.access.views import account, audit, external, links, members, signing, substitutions, users
from service.core.language import N_
from service.web.menu import SERVICE, MenuItem
from service.web.module import Module

MODULE = Module(
    name="access",
    title=N_("Доступ"),
    blueprints=(
        signing.blueprint,
        account.blueprint,
        external.blueprint,
        links.blueprint,
        users.blueprint,
        members.blueprint,
        substitutions.blueprint,
        audit.blueprint,
        api_users.blueprint,
        api_members.blueprint,
        api_invitations.blueprint,
        api_substitutions.blueprint,
        api_tokens.blueprint,
        api_audit.blueprint,
    ),
    grants=GRANTS,
    jobs=JOBS,
    events=EVENT_WORDS,
    terms={N_("Роли"): tuple(ROLE_TITLES[role] for role in Role)},
    collections={
        "api_users": N_("Пользователи и роли"),
        "api_members": N_("Один пользователь"),
        "api_invitations": N_("Приглашения"),
        "api_substitutions": N_("Замещения и вход с кодом"),
        "api_tokens": N_("Ключи доступа"),
        "api_audit": N_("Журнал действий"),
    },
    menu=(
        MenuItem("users.users", N_("Пользователи"), SERVICE, AccessPermission.READ, "person-gear"),
        MenuItem("audit.listing", N_("Журнал действий"), SERVICE, AccessPermission.AUDIT, "journal-text"),
    ),
)
