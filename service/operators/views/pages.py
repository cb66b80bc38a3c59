"""The blueprint of the operators' pages, and the platform's role under which they ask."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from service.core.errors import Unavailable
from service.core.language import N_
from service.operators.names import EVENT_WORDS, KIND_WORDS, STATUS_WORDS
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
