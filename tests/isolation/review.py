"""Writes the reviewed files anew: python -m tests.isolation.review [rights] [roles].

Read the difference before you commit it: it is the review.
"""

import sys

from tests import servers
from tests.database import database, superuser
from tests.isolation import rights


def write_rights() -> None:
    """Rights of the database roles."""
    with database() as name, superuser(name) as connection:
        rights.FILE.write_text(rights.HEAD + "\n".join(rights.lines(connection)) + "\n", "utf-8")


def write_roles() -> None:
    """What every role meets at every address."""


WRITERS = {"rights": write_rights, "roles": write_roles}

if __name__ == "__main__":
    try:
        for wanted in sys.argv[1:] or WRITERS:
            WRITERS[wanted]()
    finally:
        servers.stop()
