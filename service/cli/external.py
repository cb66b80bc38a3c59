"""External servers (внешние серверы) for a demo: what is missing is made, nothing overwritten."""

from collections.abc import Mapping
from contextlib import closing
from gettext import gettext as _
from pathlib import Path

import click
from sqlalchemy import URL, Connection, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from service.config import Settings
from service.launcher import roles
from service.launcher.state import passwords as kept_passwords

MARK = "metodsluzhba: demo"
VARIABLES = {
    roles.COMPUTE: "DATABASE_COMPUTE_URL",
    roles.REGION: "DATABASE_REGION_URL",
    roles.PLATFORM: "DATABASE_PLATFORM_URL",
    roles.BACKUP: "DATABASE_BACKUP_URL",
}
FOREIGN = """
    SELECT count(*) FROM pg_class AS thing JOIN pg_namespace AS place ON place.oid = thing.relnamespace
    WHERE thing.relkind IN ('r', 'p', 'v', 'm', 'f') AND place.nspname !~ '^pg_|^information_schema$'
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = thing.oid AND deptype = 'e')
"""


def connect(url: str | URL) -> Connection:
    """Open one connection that commits every statement."""
    return create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT").connect()


def refuse_foreign(connection: Connection) -> None:
    """Refuse a database (база данных) that holds something and is not marked as a demo."""
    if _mark(connection) != MARK and connection.scalar(text(FOREIGN)):
        raise click.ClickException(
            _("База данных «%(name)s» не пуста и не помечена как демонстрационная: ничего не сделано.")
            % {"name": connection.scalar(text("SELECT current_database()"))}
        )


def is_demo(url: str) -> bool:
    """Whether a database is marked as a demo."""
    with closing(connect(url)) as connection:
        return _mark(connection) == MARK


def _mark(connection: Connection) -> object:
    return connection.scalar(
        text(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        )
    )


def mark_as_demo(connection: Connection) -> None:
    """Mark the database as a demo; the connection's user may become its owner."""
    name = roles.identifier(str(connection.scalar(text("SELECT current_database()"))))
    connection.execute(text(f"SET ROLE {roles.OWNER}"))
    connection.exec_driver_sql(f"COMMENT ON DATABASE {name} IS {roles.literal(MARK)}")


def provision(settings: Settings, data: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """Make missing roles and a missing database; return the addresses that follow from it.

    Errors: ClickException for a foreign database, an application role of another name, a missing right or
    password.
    """
    application = make_url(settings.database_url)
    if application.username != roles.APP:
        raise click.ClickException(
            _("В DATABASE_URL должна стоять роль %(role)s, а не %(found)s.")
            % {"role": roles.APP, "found": application.username}
        )
    if settings.database_admin_url is None:
        _require_demo(application)
        return {}
    admin = make_url(settings.database_admin_url)
    known = kept_passwords(data, roles.LOGIN_ROLES) | {roles.APP: str(application.password or "")}
    for role, variable in VARIABLES.items():
        if environ.get(variable):
            known[role] = str(make_url(environ[variable]).password or "")
    try:
        _make(admin, str(application.database), known)
    except DBAPIError as error:
        raise click.ClickException(_("DATABASE_ADMIN_URL: %(error)s") % {"error": error.orig}) from error
    made = {
        variable: application.set(username=role, password=known[role])
        for role, variable in VARIABLES.items()
        if not environ.get(variable)
    }
    for variable, url in {"DATABASE_URL": application, **made}.items():
        _require_password(variable, url)
    made["DATABASE_ADMIN_URL"] = admin.set(database=application.database)
    return {variable: url.render_as_string(hide_password=False) for variable, url in made.items()}


def _require_demo(application: URL) -> None:
    """Without an administrator's address nothing can be made: the database must be a demo already."""
    try:
        with closing(connect(application)) as connection:
            refuse_foreign(connection)
            if _mark(connection) == MARK:
                return
    except DBAPIError as error:
        raise click.ClickException(_("DATABASE_URL: %(error)s") % {"error": error.orig}) from error
    raise click.ClickException(_("База данных не подготовлена: задайте и DATABASE_ADMIN_URL."))


def _require_password(variable: str, url: URL) -> None:
    """A role that was there before keeps its password, and only its owner knows it."""
    try:
        connect(url).close()
    except DBAPIError as error:
        raise click.ClickException(
            _("Роль %(role)s не пускают в базу: задайте её адрес в %(variable)s. %(error)s")
            % {"role": url.username, "variable": variable, "error": error.orig}
        ) from error


def _make(admin: URL, database: str, known: Mapping[str, str]) -> None:
    with closing(connect(admin)) as connection:
        exists = connection.scalar(
            text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": database}
        )
        if exists:
            with closing(connect(admin.set(database=database))) as inside:
                refuse_foreign(inside)
        superuser = bool(
            connection.scalar(text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
        )
        existing = set(connection.scalars(text("SELECT rolname FROM pg_roles")))
        statements = roles.role_statements(known, existing, superuser=superuser)
        if exists:
            statements.append(f"ALTER DATABASE {roles.identifier(database)} OWNER TO {roles.OWNER}")
        else:
            major = int(str(connection.scalar(text("SHOW server_version_num")))) // 10_000
            statements.append(roles.create_database(database, major))
        for statement in statements + roles.database_statements(database):
            connection.exec_driver_sql(statement.replace("%", "%%"))
