"""Archives, suspension, erasure and the operator's tables: a tenant can be taken along, put back and erased.

Compatible with the previous release: new tables, functions and optional columns; the history trigger does for
everybody else what it did.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import protect

revision = "0020"
down_revision = "0019"

# A row that is put back or erased as a whole tenant leaves no history of its own: history goes with it.
KEEP_HISTORY = """
CREATE OR REPLACE FUNCTION mms.keep_history() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_user = 'mun_owner' AND current_setting('app.kept_tenant', true) = OLD.tenant_id::text THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(OLD) = to_jsonb(NEW) THEN
    RETURN NEW;
  END IF;
  INSERT INTO mms.history (tenant_id, table_name, row_id, operation, old, known_from, known_to, actor_id)
  VALUES (OLD.tenant_id, TG_TABLE_NAME, OLD.id, lower(TG_OP), to_jsonb(OLD), OLD.recorded_at,
          greatest(clock_timestamp(), OLD.recorded_at),
          nullif(current_setting('app.actor_id', true), '')::bigint);
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF NEW.tenant_id <> OLD.tenant_id OR NEW.id <> OLD.id THEN
    RAISE EXCEPTION 'the key of a record does not change' USING ERRCODE = '42501';
  END IF;
  NEW.recorded_at := clock_timestamp();
  RETURN NEW;
END $$
"""
TENANT_TABLE = """
CREATE FUNCTION platform.tenant_table(place text) RETURNS regclass LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  found regclass;
BEGIN
  SELECT c.oid INTO found FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
  WHERE c.relkind = 'r' AND n.nspname IN ('mms', 'pub') AND n.nspname || '.' || c.relname = place;
  IF found IS NULL THEN
    RAISE EXCEPTION 'no table of tenants' USING ERRCODE = '42501';
  END IF;
  RETURN found;
END $$
"""
DEMAND_STAGE = """
CREATE FUNCTION platform.demand_stage(tenant integer, stages text[]) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM platform.tenant t WHERE t.id = tenant AND t.stage = ANY (stages) AND t.status = 'suspended';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the tenant is not at this stage' USING ERRCODE = '42501';
  END IF;
END $$
"""
# Columns are those that the first row names: an archive made before a column was added leaves it its default.
LOAD_ROWS = """
CREATE FUNCTION platform.load_rows(tenant integer, place text, records jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
  target regclass;
  names text;
  loaded bigint;
BEGIN
  PERFORM platform.demand_stage(tenant, ARRAY['importing', 'restoring']);
  target := platform.tenant_table(place);
  SELECT string_agg(format('%I', a.attname), ', ' ORDER BY a.attnum) INTO names FROM pg_attribute a
  WHERE a.attrelid = target AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    AND records -> 0 ? a.attname::text;
  PERFORM set_config('app.kept_tenant', tenant::text, true);
  EXECUTE format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM jsonb_populate_recordset(NULL::%s, $1)',
                 target, names, names, target) USING records;
  GET DIAGNOSTICS loaded = ROW_COUNT;
  PERFORM set_config('app.kept_tenant', '', true);
  RETURN loaded;
END $$
"""
CLEAR_ROWS = """
CREATE FUNCTION platform.clear_rows(tenant integer, place text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
  target regclass;
  cleared bigint;
BEGIN
  PERFORM platform.demand_stage(tenant, ARRAY['erasing', 'restoring']);
  target := platform.tenant_table(place);
  PERFORM set_config('app.kept_tenant', tenant::text, true);
  EXECUTE format('DELETE FROM %s WHERE tenant_id = $1', target) USING tenant;
  GET DIAGNOSTICS cleared = ROW_COUNT;
  PERFORM set_config('app.kept_tenant', '', true);
  RETURN cleared;
END $$
"""
# Numbers only go up, and nobody waits: no lock, no setting back.
SKIP_NUMBERS = """
CREATE FUNCTION platform.skip_numbers(place text, highest bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
  numbers text := pg_get_serial_sequence(platform.tenant_table(place)::text, 'id');
  present bigint;
BEGIN
  IF numbers IS NULL THEN
    RETURN 0;
  END IF;
  present := nextval(numbers::regclass);
  IF present >= highest THEN
    RETURN 0;
  END IF;
  PERFORM nextval(numbers::regclass) FROM generate_series(1, least(highest - present, 1000000));
  RETURN greatest(0, highest - present - 1000000);
END $$
"""
MEASURE = """
CREATE FUNCTION platform.measure_tenant(tenant integer) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
  place text;
  counted bigint;
  bytes bigint;
  made jsonb := '{}';
BEGIN
  PERFORM set_config('app.kept_tenant', tenant::text, true);
  FOR place IN SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
      WHERE c.relkind = 'r' AND n.nspname IN ('mms', 'pub') ORDER BY 1 LOOP
    EXECUTE format('SELECT count(*) FROM %s WHERE tenant_id = $1', platform.tenant_table(place))
      INTO counted USING tenant;
    made := made || jsonb_build_object(place, counted);
  END LOOP;
  SELECT coalesce(sum(f.size), 0) INTO bytes FROM mms.stored_file f WHERE f.tenant_id = tenant;
  PERFORM set_config('app.kept_tenant', '', true);
  RETURN jsonb_build_object('tables', made, 'file_bytes', bytes);
END $$
"""
LINK_ACCOUNT = """
CREATE FUNCTION platform.link_account(tenant integer, address text, named text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
  found bigint;
BEGIN
  PERFORM platform.demand_stage(tenant, ARRAY['importing', 'restoring']);
  INSERT INTO platform.account (email, name) VALUES (lower(address), named) ON CONFLICT (email) DO NOTHING
  RETURNING id INTO found;
  IF found IS NULL THEN
    SELECT a.id INTO found FROM platform.account a WHERE a.email = lower(address);
  END IF;
  RETURN found;
END $$
"""
# Accounts that only this tenant knew go with it, whoever its rows name; an operator's stays, and so does one
# with a role elsewhere. `named` lists the columns that hold numbers of accounts, by table.
ERASE_ACCOUNTS = """
CREATE FUNCTION platform.erase_accounts(tenant integer, named jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
  place text;
  number text;
  listed bigint[];
  known bigint[];
  gone bigint;
BEGIN
  PERFORM platform.demand_stage(tenant, ARRAY['erasing']);
  PERFORM set_config('app.kept_tenant', tenant::text, true);
  SELECT coalesce(array_agg(DISTINCT a.subject_id), '{}') INTO known FROM mms.audit a
    WHERE a.tenant_id = tenant AND a.subject_type = 'account' AND a.subject_id IS NOT NULL;
  FOR place, number IN SELECT t.key, c.value FROM jsonb_each(named) t, jsonb_array_elements_text(t.value) c LOOP
    EXECUTE format('SELECT array_agg(DISTINCT %I) FROM %s WHERE tenant_id = $1 AND %I IS NOT NULL',
                   number, platform.tenant_table(place), number) INTO listed USING tenant;
    known := known || listed;
  END LOOP;
  DELETE FROM platform.account a WHERE NOT a.is_operator AND a.id = ANY (known)
    AND NOT EXISTS (SELECT FROM mms.membership m WHERE m.account_id = a.id AND m.tenant_id <> tenant);
  GET DIAGNOSTICS gone = ROW_COUNT;
  PERFORM set_config('app.kept_tenant', '', true);
  RETURN gone;
END $$
"""
ERASE_TENANT = """
CREATE FUNCTION platform.erase_tenant(tenant integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
BEGIN
  PERFORM platform.demand_stage(tenant, ARRAY['erasing']);
  PERFORM set_config('app.kept_tenant', tenant::text, true);
  DELETE FROM platform.profile_version WHERE owner_id = tenant;
  DELETE FROM platform.tenant t WHERE t.id = tenant;
  PERFORM set_config('app.kept_tenant', '', true);
END $$
"""
# What the operator did with a tenant stands in the tenant's own log too.
TELL_TENANT = """
CREATE FUNCTION platform.tell_tenant(tenant integer, happened text, said jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
BEGIN
  PERFORM set_config('app.kept_tenant', tenant::text, true);
  INSERT INTO mms.audit (tenant_id, event, detail) VALUES (tenant, happened, said);
  PERFORM set_config('app.kept_tenant', '', true);
END $$
"""
FUNCTIONS = (
    (TENANT_TABLE, "platform.tenant_table(text)", False),
    (DEMAND_STAGE, "platform.demand_stage(integer, text[])", False),
    (LOAD_ROWS, "platform.load_rows(integer, text, jsonb)", True),
    (CLEAR_ROWS, "platform.clear_rows(integer, text)", True),
    (SKIP_NUMBERS, "platform.skip_numbers(text, bigint)", True),
    (MEASURE, "platform.measure_tenant(integer)", True),
    (LINK_ACCOUNT, "platform.link_account(integer, text, text)", True),
    (ERASE_ACCOUNTS, "platform.erase_accounts(integer, jsonb)", True),
    (ERASE_TENANT, "platform.erase_tenant(integer)", True),
    (TELL_TENANT, "platform.tell_tenant(integer, text, jsonb)", True),
)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.execute(KEEP_HISTORY)
    op.add_column("audit", sa.Column("origin", postgresql.JSONB()), schema="mms")
    for column in (
        sa.Column("stage", sa.Text()),
        sa.Column("suspended_at", MOMENT),
        sa.Column("suspended_why", sa.Text()),
        sa.Column("quota_bytes", sa.BigInteger()),
        sa.Column("quota_people", sa.Integer()),
    ):
        op.add_column("tenant", column, schema="platform")
    archives()
    operators()
    op.execute(
        "CREATE POLICY keep ON platform.profile_version FOR DELETE TO mun_owner "
        "USING (owner_id = nullif(current_setting('app.kept_tenant', true), '')::integer)"
    )
    for statement, name, called in FUNCTIONS:
        op.execute(statement)
        op.execute(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC")
        if called:
            op.execute(f"GRANT EXECUTE ON FUNCTION {name} TO mun_platform")


def archives() -> None:
    op.create_table(
        "tenant_archive",
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("platform.tenant.id"), primary_key=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("status", sa.Text(), nullable=False, server_default="queued"),
        sa.Column("done", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("total", sa.Integer()),
        sa.Column("rows", sa.BigInteger()),
        sa.Column("size", sa.BigInteger()),
        sa.Column("seal", sa.Text()),
        sa.Column("file_key", sa.Text()),
        sa.Column("made_by", sa.BigInteger()),
        sa.Column("asked_at", MOMENT, nullable=False, server_default=sa.func.now()),
        sa.Column("made_at", MOMENT),
        sa.Column("expires_at", MOMENT),
        sa.CheckConstraint("status IN ('queued', 'making', 'ready', 'failed', 'dropped')", name="status"),
        schema="mms",
    )
    protect("tenant_archive")


def operators() -> None:
    op.create_table(
        "operator_task",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("detail", postgresql.JSONB(), nullable=False, server_default="{}"),
        sa.Column("file_key", sa.Text()),
        sa.Column("status", sa.Text(), nullable=False, server_default="waiting"),
        sa.Column("said", sa.Text()),
        sa.Column("asked_by", sa.BigInteger()),
        sa.Column("asked_at", MOMENT, nullable=False, server_default=sa.func.now()),
        sa.Column("started_at", MOMENT),
        sa.Column("done_at", MOMENT),
        sa.CheckConstraint("kind IN ('export', 'import', 'erase')", name="kind"),
        sa.CheckConstraint("status IN ('waiting', 'running', 'done', 'failed')", name="status"),
        schema="platform",
    )
    op.create_table(
        "tenant_size",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("measured_at", MOMENT, nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("people", sa.BigInteger(), nullable=False),
        sa.Column("file_bytes", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["platform.tenant.id"], ondelete="CASCADE"),
        schema="platform",
    )
    op.create_table(
        "erasure",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.BigInteger()),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("not_before", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("confirmed_by", sa.BigInteger()),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("erased_at", MOMENT),
        sa.Column("counts", postgresql.JSONB()),
        sa.Column("files", sa.BigInteger()),
        sa.Column("digest", sa.Text()),
        sa.Column("pdf", sa.LargeBinary()),
        sa.Column("docx", sa.LargeBinary()),
        schema="platform",
    )
    op.create_table(
        "operator_log",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("at", MOMENT, nullable=False, server_default=sa.func.now()),
        sa.Column("account_id", sa.BigInteger()),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text()),
        sa.Column("detail", postgresql.JSONB(), nullable=False, server_default="{}"),
        schema="platform",
    )
    op.create_table(
        "backup_made",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("at", MOMENT, nullable=False, server_default=sa.func.now()),
        sa.Column("revision", sa.Text(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        schema="platform",
    )
    op.execute("GRANT SELECT, INSERT, UPDATE ON platform.operator_task, platform.erasure TO mun_platform")
    op.execute("GRANT SELECT, INSERT, UPDATE ON platform.tenant_size TO mun_platform")
    op.execute("GRANT SELECT, INSERT ON platform.operator_log, platform.backup_made TO mun_platform")


def downgrade() -> None:
    for _, name, _ in reversed(FUNCTIONS):
        op.execute(f"DROP FUNCTION {name}")
    op.execute("DROP POLICY keep ON platform.profile_version")
    for table in ("backup_made", "operator_log", "erasure", "tenant_size", "operator_task"):
        op.drop_table(table, schema="platform")
    op.drop_table("tenant_archive", schema="mms")
    for name in ("quota_people", "quota_bytes", "suspended_why", "suspended_at", "stage"):
        op.drop_column("tenant", name, schema="platform")
    op.drop_column("audit", "origin", schema="mms")
