"""Reads of access: who asks, who works here, who stands in for whom."""

from service.access.queries.asking import (
    IDLE,
    NOBODY,
    account_of,
    actor_of_browser,
    actor_of_token,
    note_use,
    permissions,
    token_holds,
)
from service.access.queries.people import (
    Place,
    account,
    by_email,
    members,
    places,
    schools,
    sign_ins,
    token,
    tokens,
)

__all__ = [
    "IDLE", "NOBODY", "Place", "account", "account_of", "actor_of_browser", "actor_of_token", "by_email",
    "members", "note_use", "permissions", "places", "schools", "sign_ins", "token", "token_holds", "tokens",
]  # fmt: skip
