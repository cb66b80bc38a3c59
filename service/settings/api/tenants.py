"""The API of the tenants: whom this deployment serves."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, g

from service.core.language import N_
from service.settings.queries import models
from service.settings.schema import TenantSchema
from service.tenancy.model import Tenant
from service.web.api import PREFIX, returns
from service.web.guard import public
from service.web.shell import shell

blueprint = Blueprint("api_tenants", __name__, url_prefix=f"{PREFIX}/tenants")


@blueprint.get("")
@public
@returns(TenantSchema(), many=True, summary=N_("Районы и регионы, которые здесь работают"))
def tenants() -> list[dict[str, Any]]:
    """Municipalities and regions that this deployment serves."""
    listed = shell().list_tenants()
    return list(_tenants(listed, models(g.db)))


def _tenants(listed: Iterable[Tenant], model_of: dict[int, str]) -> Iterable[dict[str, Any]]:
    slugs = {tenant.id: tenant.slug for tenant in listed}
    for tenant in listed:
        own_model = model_of.get(tenant.id)
        inherited = model_of.get(tenant.region_id) if tenant.region_id else None
        yield {
            "slug": tenant.slug,
            "kind": tenant.kind,
            "name": tenant.name,
            "region": slugs.get(tenant.region_id) if tenant.region_id else None,
            "model": own_model or inherited,
            "locales": tenant.locales,
        }
