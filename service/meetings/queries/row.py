"""One record by its id, for every table of this tenant: there or not, maybe kept from others meanwhile."""

from typing import Any, TypeVar

from service.core.errors import NotFound
from service.tenancy.scope import Scope

Row = TypeVar("Row")


def row_of(scope: Scope, model: type[Row], row_id: int, *, locked: bool = False) -> Row:
    """The record with an id; `locked` keeps others waiting until the transaction ends. Raises NotFound."""
    asked: dict[str, Any] = {"with_for_update": True, "populate_existing": True} if locked else {}
    found = scope.db.get(model, (scope.db.tenant_id, row_id), **asked)
    if found is None:
        raise NotFound()
    return found
