"""The blueprint of the operators' pages, and the platform's role under which they ask."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from flask import Blueprint
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from service.access.names import Role
from service.core.errors import Unavailable
from service.core.language import N_
from service.operators.inviting import scope_of
from service.operators.names import EVENT_WORDS, KIND_WORDS, STATUS_WORDS
from service.tenancy.model import Tenant
from service.tenancy.scope import Scope
from service.web.shell import shell

OPERATORS = Blueprint("operators", __name__, template_folder="../templates", url_prefix="/operator")
NO_PLATFORM = N_("У веб-сервера нет адреса роли платформы: задайте DATABASE_PLATFORM_URL.")
WORDS = {"events": EVENT_WORDS, "kinds": KIND_WORDS, "statuses": STATUS_WORDS}
Answer = str | AnyResponse | tuple[str, int]


@contextmanager
def platform() -> Iterator[Session]:
    """A transaction under the platform's role: it reaches no row of any tenant."""
    engine = shell().platform_engine
    if engine is None:
        raise Unavailable(NO_PLATFORM)
    with Session(engine, expire_on_commit=False) as db, db.begin():
        yield db


def inside(tenant: Tenant) -> AbstractContextManager[Scope]:
    """A scope of the service itself in a tenant, for the one question and the one act of its beginning."""
    return scope_of(shell().engine, tenant, shell().grants[Role.ADMINISTRATOR])
