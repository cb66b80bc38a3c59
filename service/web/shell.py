"""What the web shell is given at start: engines, loaders, grants. Found by `shell()` in a request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service.profiles.profile import Profile
from service.tenancy.context import TenantSession
from service.tenancy.model import Tenant
from service.tenancy.scope import Actor, Scope


@dataclass(frozen=True)
class Shell:
    """Everything the shells need from the layers above them, handed down once by the application."""

    engine: Engine
    settings: Any
    redis: Any
    queue: Any
    load_actor: Callable[[TenantSession, Tenant, date], Actor]
    confirm_actor: Callable[[TenantSession, Scope], None]
    """Raises Unauthenticated when the key that a request came with was taken away meanwhile."""
    load_account: Callable[[Session], Any]
    load_profile: Callable[[TenantSession, Tenant, date], Profile]
    find_tenant: Callable[[str], Tenant | None]
    list_tenants: Callable[[], tuple[Tenant, ...]]
    grants: Mapping[str, frozenset[str]]
    forget_tenants: Callable[[], None]
    """Called when one of them was described anew, so that this process says so at once."""
    region_engine: Engine | None = None
    """Connections of the regions' role; None where the deployment gives it no address."""
    platform_engine: Engine | None = None
    """Connections of the platform's role, for its operators alone; None where there is no address."""


def shell() -> Shell:
    """The shell of the running application."""
    found: Shell = current_app.extensions["shell"]
    return found
