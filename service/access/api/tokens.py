"""The API of keys of other systems: list, make, revoke."""

from typing import Any

from flask import Blueprint, g

from service.access import actions, queries
from service.access.api.shapes import NewTokenRecord, TokenDraft, TokenRecord
from service.access.model import ApiToken
from service.access.names import AccessPermission
from service.core.language import N_
from service.web.api import PREFIX, accepts, returns
from service.web.asked import ListQuestion
from service.web.guard import requires

blueprint = Blueprint("api_tokens", __name__, url_prefix=f"{PREFIX}/<slug>/tokens")


@blueprint.get("")
@requires(AccessPermission.MANAGE)
@accepts(query=ListQuestion())
@returns(TokenRecord(), many=True, summary=N_("Ключи других систем, новые сверху"))
def tokens(query: dict[str, Any]) -> list[ApiToken]:
    """Tokens of the tenant."""
    return queries.tokens(g.scope.db)


@blueprint.post("")
@requires(AccessPermission.MANAGE)
@accepts(body=TokenDraft())
@returns(
    NewTokenRecord(),
    status=201,
    summary=N_("Создать ключ"),
    about=N_("Ключ показывается один раз, хранится только его отпечаток."),
)
def create(body: dict[str, Any]) -> dict[str, Any]:
    """Create a token and show it once."""
    made, secret = actions.create_token(g.scope, **body)
    g.scope.db.flush()
    g.scope.db.refresh(made)
    return {**{name: getattr(made, name) for name in TokenRecord().fields}, "token": secret}


@blueprint.post("/<int:token_id>/revoke")
@requires(AccessPermission.MANAGE)
@returns(
    TokenRecord(),
    summary=N_("Отозвать ключ"),
    about=N_("Действует сразу: запрос, который уже идёт с этим ключом, ничего не запишет."),
)
def revoke(token_id: int) -> Any:
    """Revoke a token."""
    return actions.revoke_token(g.scope, token_id)
