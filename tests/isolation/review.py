"""Writes the reviewed files anew: python -m tests.isolation.review [rights] [roles].

Read the difference before you commit it: it is the review.
"""

import sys
import tempfile
from pathlib import Path

from service.app import create_app
from tests import servers
from tests.database import database, settings_for, superuser
from tests.isolation import rights, roles
from tests.isolation.pair import fill_pair


def write_rights() -> None:
    """Rights of the database roles."""
    with database() as name, superuser(name) as connection:
        rights.FILE.write_text(rights.HEAD + "\n".join(rights.lines(connection)) + "\n", "utf-8")


def write_roles() -> None:
    """What every role meets at every address."""
    with database() as name, superuser(name) as connection, tempfile.TemporaryDirectory() as data:
        fill_pair(connection)
        app = create_app(settings_for(name, Path(data)))
        app.extensions["shell"].redis.flushdb()
        roles.write(app)
        app.extensions["shell"].engine.dispose()


WRITERS = {"rights": write_rights, "roles": write_roles}

if __name__ == "__main__":
    try:
        for wanted in sys.argv[1:] or WRITERS:
            WRITERS[wanted]()
    finally:
        servers.stop()
