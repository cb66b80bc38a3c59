"""An index leads every foreign key: whoever deletes a row asks each table that may refer to it."""

from sqlalchemy.engine import make_url

from service.config import Settings
from tests.database import superuser

UNLED = """
SELECT c.conrelid::regclass::text || '.' || c.conname
  FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
 WHERE c.contype = 'f' AND n.nspname IN ('mms', 'platform', 'pub')
   AND NOT (c.confrelid = 'platform.tenant'::regclass AND 'tenant_id' = ALL (
       SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)))
   AND NOT EXISTS (
       SELECT FROM pg_index i
        WHERE i.indrelid = c.conrelid AND i.indisvalid AND i.indpred IS NULL
          AND (SELECT array_agg(x ORDER BY x) FROM unnest(c.conkey) x) =
              (SELECT array_agg(x ORDER BY x)
                 FROM unnest((i.indkey::int2[])[0:cardinality(c.conkey) - 1]) x))
 ORDER BY 1
"""


def test_an_index_leads_every_foreign_key(settings: Settings) -> None:
    with superuser(make_url(settings.database_url).database or "") as connection:
        unled = [name for (name,) in connection.execute(UNLED)]
        assert unled == [], "add the columns to indexed(...) of the model and an index in a migration"
        connection.execute("DROP INDEX mms.ix_seat_tenant_id_person_id")
        assert [name for (name,) in connection.execute(UNLED)] == ["mms.seat.fk_seat_tenant_id_person_id"]
