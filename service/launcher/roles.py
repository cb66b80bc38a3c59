"""Database roles (роли базы данных): the only place that knows how they and the database are made.

Pure functions that return SQL. The launcher runs it in its own cluster, the command line on an external
server, and `mms doctor` prints it for an administrator to run. Every statement works from PostgreSQL 15 on.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

DATABASE = "mms"
OWNER = "mun_owner"
MIGRATOR = "mun_migrator"
APP = "mun_app"
COMPUTE = "mun_compute"
REGION = "mun_region"
PLATFORM = "mun_platform"
BACKUP = "mun_backup"

# Without a tenant announced the setting is empty and its cast fails: one uniform error, never a row.
# `public`, where nothing of ours lies, serves a role that may enter neither schema: a path with no schema but
# the temporary one would make PostgreSQL create that, which all are denied.
_EVERY = {"app.tenant_id": "''", "search_path": "mms, platform, public, pg_temp", "jit": "off"}
_REQUEST = _EVERY | {
    "statement_timeout": "'5s'",
    "lock_timeout": "'2s'",
    "idle_in_transaction_session_timeout": "'15s'",
    "max_parallel_workers_per_gather": "0",
}
_COMPUTE = _EVERY | {
    "statement_timeout": "'15min'",
    "lock_timeout": "'2s'",
    "idle_in_transaction_session_timeout": "'1min'",
}
# `row_security = off` makes a migration that forgets the policies fail instead of changing no row.
_MIGRATE = _EVERY | {"lock_timeout": "'5s'", "row_security": "off", "search_path": "pg_catalog"}


@dataclass(frozen=True)
class Role:
    """One role: may it sign in, does it see all tenants, what holds in its sessions, whom may it become."""

    name: str
    login: bool = True
    bypass: bool = False
    settings: Mapping[str, str] = field(default_factory=dict)
    becomes: str | None = None


ROLES = (
    Role(OWNER, login=False),
    Role(MIGRATOR, settings=_MIGRATE, becomes=OWNER),
    Role(APP, settings=_REQUEST),
    Role(COMPUTE, settings=_COMPUTE),
    Role(REGION, settings=_REQUEST),
    Role(PLATFORM, settings=_REQUEST),
    Role(BACKUP, bypass=True, settings=_EVERY),
)
LOGIN_ROLES = tuple(role.name for role in ROLES if role.login)


def literal(text: str) -> str:
    """Quote a value; a zero byte, which no SQL text can hold, is refused."""
    if "\0" in text:
        raise ValueError("a zero byte in an SQL literal")
    if "\\" in text:
        return " E'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """Quote a name."""
    if "\0" in name:
        raise ValueError("a zero byte in an SQL name")
    return '"' + name.replace('"', '""') + '"'


def create_role(role: Role, password: str | None) -> str:
    """Return the statement that makes one role with no more rights than its purpose needs."""
    words = ["LOGIN" if role.login else "NOLOGIN", "NOSUPERUSER", "NOCREATEDB", "NOCREATEROLE"]
    words += ["NOREPLICATION", "NOINHERIT", "BYPASSRLS" if role.bypass else "NOBYPASSRLS"]
    if password is not None:
        words.append(f"PASSWORD {literal(password)}")
    return f"CREATE ROLE {identifier(role.name)} {' '.join(words)}"


def role_statements(
    passwords: Mapping[str, str], existing: Collection[str] = (), *, superuser: bool = True
) -> list[str]:
    """Return what makes the missing roles and renews the settings and memberships of all.

    `existing` names the roles the server has: they are not made again and keep their passwords, for roles
    belong to a whole server and another database may use them. An administrator who is no superuser also
    becomes a member of the owner, to be able to act as it.
    """
    made = []
    for role in ROLES:
        if role.name not in existing:
            made.append(create_role(role, passwords[role.name] if role.login else None))
    for role in ROLES:
        if role.becomes:
            made.append(f"GRANT {identifier(role.becomes)} TO {identifier(role.name)}")
        for name, value in role.settings.items():
            made.append(f"ALTER ROLE {identifier(role.name)} SET {name} = {value}")
    if not superuser:
        made.append(f"GRANT {identifier(OWNER)} TO CURRENT_USER")
    return made


def create_database(name: str, major: int) -> str:
    """Return the statement that makes a database owned by the owner role; it runs outside a transaction.

    `major` is the server's version. Letters compare by code point in both forms; only the case rules of
    other scripts than Latin and Cyrillic differ between them.
    """
    locale = "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' " if major >= 17 else ""
    return (
        f"CREATE DATABASE {identifier(name)} OWNER {identifier(OWNER)} TEMPLATE template0 ENCODING 'UTF8' "
        f"{locale}LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
    )


def database_statements(name: str) -> list[str]:
    """Return the rights on a database: its roles may connect, nobody else, and nobody makes temporary tables.

    A copy made by CREATE DATABASE ... TEMPLATE does not take them over.
    """
    database = identifier(name)
    logins = ", ".join(identifier(role) for role in LOGIN_ROLES)
    return [
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {database} TO {logins}",
    ]


def missing_roles_sql(existing: Collection[str], database: str) -> str:
    """Return a script for an administrator to complete with passwords and run; empty when none is missing."""
    absent = [role.name for role in ROLES if role.name not in existing]
    if not absent:
        return ""
    passwords = dict.fromkeys(LOGIN_ROLES, "<пароль>")
    statements = role_statements(passwords, existing) + database_statements(database)
    return "\n".join(f"{statement};" for statement in statements) + "\n"
