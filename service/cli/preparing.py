"""Preparing a database (подготовка базы): missing roles and the database itself, from the addresses given."""

import secrets
import time
from contextlib import closing
from gettext import gettext as _

import click
from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from service.cli.external import FOREIGN, connect
from service.config import Settings
from service.core import revisions
from service.launcher import roles

EXISTS = text("SELECT 1 FROM pg_database WHERE datname = :name")
MAY = text("SELECT rolsuper OR (rolcreaterole AND rolcreatedb) FROM pg_roles WHERE rolname = current_user")
SUPERUSER = text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")


def reason(error: SQLAlchemyError) -> str:
    """The first line of what the database said."""
    origin = getattr(error, "orig", None) or error
    return str(origin).strip().splitlines()[0]


def server(settings: Settings) -> Connection:
    """A connection of the administrator: to the database when it exists, else to the server's own."""
    url = make_url(settings.database_admin_url or "")
    try:
        return connect(url)
    except DBAPIError:
        return connect(url.set(database="postgres"))


def wait_for_server(settings: Settings) -> None:
    """Wait until the administrator is let in; raises ClickException after WAIT_WITHIN seconds."""
    deadline = time.monotonic() + settings.wait_within
    while True:
        try:
            server(settings).close()
            return
        except SQLAlchemyError as error:
            if time.monotonic() > deadline:
                raise click.ClickException(f"DATABASE_ADMIN_URL: {reason(error)}") from error
        time.sleep(0.5)


def prepare(settings: Settings) -> None:
    """Make roles and database that are missing; passwords are those of the addresses.

    Errors: ClickException for a database that holds something else, or a right that is missing.
    """
    database = make_url(settings.database_url).database or roles.DATABASE
    with closing(server(settings)) as connection:
        existing = set(connection.scalars(text("SELECT rolname FROM pg_roles")))
        exists = connection.scalar(EXISTS, {"name": database}) is not None
        missing = [role.name for role in roles.ROLES if role.name not in existing]
        may = bool(connection.scalar(MAY))
        if (missing or not exists) and not may:
            absent = ", ".join(missing) or database
            words = _("Нет: %(names)s. DATABASE_ADMIN_URL не может это создать; SQL для администратора:")
            sql = roles.missing_roles_sql(existing, database)
            raise click.ClickException(words % {"names": absent} + "\n" + sql)
        if may:
            _make(connection, database, existing, passwords(settings), exists=exists)
    _refuse_foreign(settings, database)


def _make(
    connection: Connection, database: str, existing: set[str], known: dict[str, str], *, exists: bool
) -> None:
    statements = roles.role_statements(known, existing, superuser=bool(connection.scalar(SUPERUSER)))
    if not exists:
        major = int(str(connection.scalar(text("SHOW server_version_num")))) // 10_000
        statements.append(roles.create_database(database, major))
    else:
        statements.append(f"ALTER DATABASE {roles.identifier(database)} OWNER TO {roles.OWNER}")
    try:
        for statement in statements + roles.database_statements(database):
            connection.exec_driver_sql(statement.replace("%", "%%"))
    except DBAPIError as error:
        # Not the statement: it may hold a password.
        raise click.ClickException(f"DATABASE_ADMIN_URL: {reason(error)}") from None


def passwords(settings: Settings) -> dict[str, str]:
    """The password of every role: that of its address, else one that nobody knows."""
    known = {role: secrets.token_hex(24) for role in roles.LOGIN_ROLES}
    given = (
        settings.database_url,
        settings.database_admin_url,
        settings.database_compute_url,
        settings.database_region_url,
        settings.database_platform_url,
        settings.database_backup_url,
    )
    for url in map(make_url, filter(None, given)):
        if url.username in known and url.password:
            known[url.username] = str(url.password)
    return known


def _refuse_foreign(settings: Settings, database: str) -> None:
    url = make_url(settings.database_admin_url or "").set(database=database)
    with closing(connect(url)) as connection:
        if not connection.scalar(SUPERUSER):
            try:
                connection.execute(text(f"SET ROLE {roles.OWNER}"))
            except DBAPIError as error:
                raise click.ClickException(f"DATABASE_ADMIN_URL: {reason(error)}") from None
        if revisions.current(connection) is None and connection.scalar(text(FOREIGN)):
            raise click.ClickException(
                _("База данных «%(name)s» хранит что-то другое: ничего не сделано.") % {"name": database}
            )
