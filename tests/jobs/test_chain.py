"""The audit log's chain: links everything, holds, and breaks where somebody changed a row."""

from flask import Flask
from sqlalchemy.orm import Session

from service.config import Settings
from service.jobs.chain import chain, first_break
from service.tenancy.context import make_engine
from tests.accounts import scope_of, tenant_of
from tests.database import superuser


def test_chain_holds_until_a_row_is_changed(app: Flask, settings: Settings) -> None:
    scope = scope_of(app, "luga")
    with scope.db as db:
        for number in range(5):
            scope.record("test.happened", detail={"number": number})
        db.commit()
    assert settings.database_platform_url
    engine = make_engine(settings.database_platform_url)
    tenant_id = tenant_of(app, "luga").id
    assert chain(engine) == 5
    assert chain(engine) == 0
    with Session(engine) as db:
        assert first_break(db, tenant_id) is None
    name = settings.database_url.split("?")[0].rpartition("/")[2]
    with superuser(name) as connection:
        connection.execute(b"""UPDATE mms.audit SET detail = '{"number": 99}' WHERE link = 3""")
    with Session(engine) as db:
        assert first_break(db, tenant_id) == 3
    engine.dispose()
