"""Checks of the database's own catalogue: each returns the faults it finds, one sentence a fault."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg

from service.launcher import roles

OURS = ("mms", "platform", "pub")
OWN_TENANT = "(tenant_id = (current_setting('app.tenant_id'::text))::integer)"
WITHOUT_TENANT = frozenset(
    f"platform.{name}"
    for name in (
        "account",
        "alembic_version",
        "backup_made",
        "erasure",
        "external_identity",
        "one_time_link",
        "operator_log",
        "operator_task",
        "profile_version",
        "recovery_code",
        "sign_in",
        "tenant",
        "tenant_size",
    )  # fmt: skip
)
"""Tables that belong to the platform, reviewed one by one."""
TO_PLATFORM = frozenset(
    {
        ("tenant_id", "platform.tenant"),
        ("account_id", "platform.account"),
        ("absent_id", "platform.account"),  # whom somebody stands in for
        ("substitute_id", "platform.account"),
        ("region_id", "platform.tenant"),  # with whom an agreement is made
    }
)
"""The only references that may leave a tenant."""
DEFINERS = frozenset(
    {
        "platform.describe_tenant(its_name jsonb, its_locales text[], its_zone text, its_requisites jsonb,"
        " its_words jsonb, seen timestamp with time zone, moment timestamp with time zone)",
        "platform.clear_rows(tenant integer, place text)",
        "platform.erase_accounts(tenant integer, named jsonb)",
        "platform.erase_tenant(tenant integer)",
        "platform.link_account(tenant integer, address text, named text)",
        "platform.load_rows(tenant integer, place text, records jsonb)",
        "platform.broken_rule(tenant integer)",
        "platform.measure_tenant(tenant integer)",
        "platform.show_arms(arms bigint)",
        "platform.skip_numbers(place text, highest bigint)",
        "platform.tell_tenant(tenant integer, happened text, said jsonb)",
        "platform.memberships_at(account bigint, moment timestamp with time zone)",
        "platform.memberships_of(account bigint, on_day date)",
        "pub.grants_of(region integer)",
        "pub.inherited_library()",
        "pub.granted()",
        "pub.plans_below()",
        "pub.granted_tenants()",
        "pub.pooled(days date[])",
    }
)
KEPT_TENANT = "(tenant_id = (NULLIF(current_setting('app.kept_tenant'::text, true), ''::text))::integer)"
OWNERS = frozenset({"belongs", "granted", "keep", "pooled"})
"""Policies of the owner's own functions: one keeps a tenant while it is moved, beside it one reads."""
SHARED = frozenset({("pub.release", "region"), ("pub.cell", "region"), ("pub.value", "region")})
"""Policies that ask the agreements: of small tables that stay on the coordinator of a sharded database."""
TRIGGERS = frozenset({"keep_history", "guard", "decide", "mix", "past"})
"""Triggers of tenant tables: history, and what meetings refuse; they run with the rights of who writes."""
RANDOM = frozenset({"mms.secret_ballot.id"})
"""Keys that are random so that no order of theirs tells who came when."""

TENANT_TABLES = """
SELECT c.oid, n.nspname || '.' || c.relname, c.relrowsecurity, c.relforcerowsecurity, a.attnotnull,
       format_type(a.atttypid, a.atttypmod), pg_get_userbyid(c.relowner)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
  AND n.nspname !~ '^pg_(toast|temp)' ORDER BY 2
"""
POLICIES = """
SELECT c.oid::regclass::text, p.polname,
       ARRAY(SELECT coalesce(pg_get_userbyid(r), '') FROM unnest(p.polroles) r WHERE r <> 0),
       p.polcmd::text, p.polpermissive, pg_get_expr(p.polqual, p.polrelid),
       pg_get_expr(p.polwithcheck, p.polrelid),
       coalesce(p.polqual::text, '') || coalesce(p.polwithcheck::text, '')
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid ORDER BY 1, 2
"""

Fault = str
Connection = psycopg.Connection[Any]


def rows(connection: Connection, statement: str, *values: object) -> list[Any]:
    """Rows of a statement about the catalogue; names are written with their schema."""
    connection.execute("SET search_path = pg_catalog")
    return connection.execute(statement, values or None).fetchall()


def tenant_tables(connection: Connection) -> list[str]:
    """Every table with a tenant, by its full name."""
    return [name for _, name, _, _, _, kind, _ in rows(connection, TENANT_TABLES) if kind is not None]


def check_tables(connection: Connection) -> Iterator[Fault]:
    """Every table is a tenant's, closed and forced, or on the reviewed list."""
    for _, name, enabled, forced, required, kind, owner in rows(connection, TENANT_TABLES):
        if owner != roles.OWNER:
            yield f"{name}: owned by {owner}"
        if kind is None:
            if name not in WITHOUT_TENANT:
                yield f"{name}: no tenant_id and not on the reviewed list"
            continue
        if not enabled:
            yield f"{name}: row-level security is off"
        if not forced:
            yield f"{name}: row-level security is not forced"
        if not required or kind != "integer":
            yield f"{name}: tenant_id is not a required integer"


def check_policies(connection: Connection) -> Iterator[Fault]:
    """One policy per table and role, the application's being its own tenant and nothing else."""
    seen: dict[tuple[str, str], list[str]] = {}
    tenants = set(tenant_tables(connection))
    for table, policy, granted, command, permissive, using, check, tree in rows(connection, POLICIES):
        if not permissive:
            yield f"{table}: policy {policy} is restrictive, not counted on"
        if "SUBLINK" in tree.upper() and (table, policy) not in SHARED:
            yield f"{table}: policy {policy} has a subquery"
        if table not in tenants:
            continue
        if not granted:
            yield f"{table}: policy {policy} is for everybody"
        for role in granted:
            seen.setdefault((table, role), []).append(policy)
        if roles.APP in granted and (command, using, check) != ("*", OWN_TENANT, OWN_TENANT):
            yield f"{table}: policy {policy} lets the application see {using} and write {check}"
        if policy == "keep" and (granted, command, using, check) != (
            [roles.OWNER], "*", KEPT_TENANT, KEPT_TENANT,
        ):  # fmt: skip
            yield f"{table}: policy keep is open to {granted} as {using}"
        if command in "*wa" and check is None:
            yield f"{table}: policy {policy} does not check what is written"
    for (table, role), policies in sorted(seen.items()):
        if len(policies) > 1 and not (role == roles.OWNER and OWNERS.issuperset(policies)):
            yield f"{table}: {len(policies)} policies for {role}: {', '.join(sorted(policies))}"
    for role in (roles.APP, roles.OWNER):
        for table in sorted(tenants - {table for table, named in seen if named == role}):
            yield f"{table}: no policy for {role}"


def check_uniques(connection: Connection) -> Iterator[Fault]:
    """Every unique index and exclusion of a tenant's table begins inside the tenant."""
    found = rows(
        connection,
        """
        SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text,
               EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attname = 'tenant_id'
                       AND a.attnum = ANY (i.indkey::int2[]))
        FROM pg_index i WHERE i.indisunique OR i.indisexclusion ORDER BY 1, 2
        """,
    )
    tenants = set(tenant_tables(connection))
    for table, index, has_tenant in found:
        if table in tenants and not has_tenant:
            yield f"{table}: {index} is unique across tenants"


def check_references(connection: Connection) -> Iterator[Fault]:
    """References between tenant tables carry the tenant on both sides, at the same place."""
    tenants = set(tenant_tables(connection))
    statement = """
        SELECT c.conrelid::regclass::text, c.confrelid::regclass::text, c.conname,
          ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k(n, o)
                JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY o),
          ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY k(n, o)
                JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.n ORDER BY o)
        FROM pg_constraint c WHERE c.contype = 'f' ORDER BY 1, 3
    """
    for table, target, name, here, there in rows(connection, statement):
        if table not in tenants:
            if target in tenants:
                yield f"{table}: {name} leads from the platform into a tenant"
        elif target in tenants:
            if ("tenant_id", "tenant_id") not in zip(here, there, strict=True):
                yield f"{table}: {name} reaches {target} without the tenant"
        elif len(here) != 1 or (here[0], target) not in TO_PLATFORM:
            yield f"{table}: {name} leads to {target}"


def check_views(connection: Connection) -> Iterator[Fault]:
    """Views ask as who reads them; nothing is materialised."""
    statement = """
        SELECT n.nspname || '.' || c.relname, c.relkind::text, coalesce(c.reloptions::text, '')
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    """
    for name, kind, options in rows(connection, statement):
        if kind != "v":
            yield f"{name}: materialised or foreign, so no policy holds in it"
        elif "security_invoker=true" not in options:
            yield f"{name}: a view with the rights of its owner"


def check_functions(connection: Connection) -> Iterator[Fault]:
    """Functions pin their search path, are not everybody's; those with their owner's rights are listed."""
    statement = """
        SELECT n.nspname || '.' || p.proname || '(' || pg_get_function_arguments(p.oid) || ')', p.prosecdef,
               coalesce(p.proconfig::text, ''), has_function_privilege('public', p.oid, 'EXECUTE')
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    """
    for name, definer, settings, everybody in rows(connection, statement):
        if definer and name not in DEFINERS:
            yield f"{name}: runs with its owner's rights"
        if "search_path=pg_catalog, pg_temp" not in settings:
            yield f"{name}: its search path is open"
        if everybody:
            yield f"{name}: everybody may run it"


def check_triggers(connection: Connection) -> Iterator[Fault]:
    """Only the reviewed triggers, which read and write the same tenant, may stand on a table."""
    statement = "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"
    for table, name in rows(connection, statement):
        if name not in TRIGGERS:
            yield f"{table}: trigger {name}"


def check_expressions(connection: Connection) -> Iterator[Fault]:
    """No table of ours is inherited, partitioned by surprise, or numbered by a sequence others share."""
    statement = """
        SELECT a.attrelid::regclass::text, a.attname, pg_get_expr(d.adbin, d.adrelid)
        FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
        JOIN pg_class c ON c.oid = d.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY (%s)
    """
    for table, column, default in rows(connection, statement, list(OURS)):
        for word in ("nextval(", "random", "clock_timestamp", "uuid"):
            if word in default and f"{table}.{column}" not in RANDOM:
                yield f"{table}.{column}: default {default}"


CHECKS: tuple[Callable[[Connection], Iterator[Fault]], ...] = (
    check_tables,
    check_policies,
    check_uniques,
    check_references,
    check_views,
    check_functions,
    check_triggers,
    check_expressions,
)


def faults(connection: Connection) -> list[Fault]:
    """Everything that is wrong with the catalogue."""
    return [fault for check in CHECKS for fault in check(connection)]
