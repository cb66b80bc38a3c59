"""Erasing a tenant: in two steps, down to the last row and file, and not a row of the neighbour."""

import io
import json
from datetime import timedelta

import psycopg
import pytest
from docx import Document
from pypdf import PdfReader
from sqlalchemy import make_url, select
from sqlalchemy.orm import Session, undefer

from service.archive import contents, shelf
from service.config import Settings
from service.core import clock
from service.core.errors import Conflict, Invalid
from service.operators import actions
from service.operators.erasing import digest_of, erase
from service.operators.model import Erasure
from service.people import storage
from tests.archive.moving import counts, engine_of, tenant_id
from tests.database import superuser
from tests.isolation.filling import fingerprint
from tests.isolation.pair import ONLY_A, SHARED, SLUG_A, SLUG_B, WORD_A, Pair

ROWS = (*SHARED, ONLY_A)


def platform_do(settings: Settings, act):  # type: ignore[no-untyped-def]
    """Do something under the platform's role."""
    with engine_of(settings.database_platform_url) as engine:
        with Session(engine, expire_on_commit=False) as db, db.begin():
            return act(db)


def test_it_takes_two_steps_and_a_wait(settings: Settings, pair: Pair) -> None:
    now = clock.now()
    with pytest.raises(Invalid):
        platform_do(settings, lambda db: actions.ask_erasure(db, SLUG_B, " ", None, now))
    with pytest.raises(Conflict, match="есть районы"):
        platform_do(settings, lambda db: actions.ask_erasure(db, "leningrad", "письмо", None, now))
    platform_do(settings, lambda db: actions.ask_erasure(db, SLUG_B, "письмо № 1", None, now))
    for refused, act in (
        ("уже запрошено", lambda db: actions.ask_erasure(db, SLUG_B, "ещё", None, now)),
        ("уже запрошено", lambda db: actions.resume(db, SLUG_B, None)),
        ("не раньше", lambda db: actions.confirm_erasure(db, SLUG_B, SLUG_B, None, now)),
        (
            "не раньше",
            lambda db: actions.confirm_erasure(
                db, SLUG_B, SLUG_B, None, now + actions.WAIT - timedelta(hours=1)
            ),
        ),
    ):
        with pytest.raises(Conflict, match=refused):
            platform_do(settings, act)
    with pytest.raises(Invalid):
        platform_do(settings, lambda db: actions.confirm_erasure(db, SLUG_B, "lug", None, now + actions.WAIT))
    asked = platform_do(settings, lambda db: actions.withdraw_erasure(db, SLUG_B, None, now))
    with engine_of(settings.database_platform_url) as engine, pytest.raises(Conflict):
        erase(engine, settings.files, settings.data, asked.id, pair.b)
    platform_do(settings, lambda db: actions.resume(db, SLUG_B, None))
    assert counts(settings, SLUG_B)["mms.person"] == 4


def test_every_row_and_file_goes_and_the_neighbour_stays(
    settings: Settings, pair: Pair, admin: psycopg.Connection
) -> None:
    storage.keep(settings.files, pair.a, b"of the tenant")
    kept = storage.keep(settings.files, pair.b, b"of the neighbour")
    shelf.place(settings.data, str(pair.a), "0" * 32).parent.mkdir(parents=True)
    shelf.place(settings.data, str(pair.a), "0" * 32).write_bytes(b"zip")
    before = counts(settings, SLUG_A)
    assert set(before) == {table.fullname for table in contents.tenant_tables()} and all(before.values())
    neighbour, regions = fingerprint(admin, pair.b), fingerprint(admin, tenant_id(settings, "leningrad"))
    only_here(admin, pair)
    before["mms.membership"] += 1
    before["mms.audit"] += 1
    then = clock.now()
    asked = platform_do(settings, lambda db: actions.ask_erasure(db, SLUG_A, "письмо № 2", None, then))
    later = then + actions.WAIT
    platform_do(settings, lambda db: actions.confirm_erasure(db, SLUG_A, SLUG_A, None, later))
    before["mms.audit"] += 1
    with engine_of(settings.database_platform_url) as engine:
        erase(engine, settings.files, settings.data, asked.id, pair.a)
        erase(engine, settings.files, settings.data, asked.id, pair.a)  # a repeat after a crash adds nothing
        with Session(engine) as db:
            chosen = select(Erasure).where(Erasure.id == asked.id)
            done = db.execute(chosen.options(undefer(Erasure.pdf), undefer(Erasure.docx))).scalar_one()
    assert done.counts == {**before, "platform.account": 2 + len(ROWS)} and done.files == 2
    assert done.digest == digest_of(done)
    assert counts(settings, SLUG_A) == {}
    check_nothing_left(admin, pair.a)
    assert fingerprint(admin, pair.b) == neighbour
    assert fingerprint(admin, tenant_id(settings, "leningrad")) == regions
    assert storage.keys(settings.files, pair.a) == [] and storage.keys(settings.files, pair.b) == [kept]
    assert not (settings.data / "archives" / str(pair.a)).exists()
    check_certificate(done)


def only_here(admin: psycopg.Connection, pair: Pair) -> None:
    """Accounts that no other tenant knows: one has a role, the other only stands in the log."""
    admin.execute(
        "WITH made AS (INSERT INTO platform.account (email, name) VALUES ('gone-a@example.test', 'Олег')"
        " RETURNING id) INSERT INTO mms.audit (tenant_id, actor_id, event) SELECT %s, id, 'tried' FROM made",
        [pair.a],
    )
    admin.execute("INSERT INTO platform.account (email, name) VALUES ('only-a@example.test', 'Анна')")
    admin.execute(
        "INSERT INTO mms.membership (tenant_id, account_id, role)"
        " SELECT %s, id, 'auditor' FROM platform.account WHERE email = 'only-a@example.test'",
        [pair.a],
    )


def check_nothing_left(admin: psycopg.Connection, tenant: int) -> None:
    """No row of the tenant in any table, its own or the platform's; accounts only others know stay."""
    for table in contents.tenant_tables():
        left = admin.execute(f"SELECT count(*) FROM {table} WHERE tenant_id = %s".encode(), [tenant])
        assert left.fetchone() == (0,), table.fullname
    for table, column in (("tenant", "id"), ("profile_version", "owner_id"), ("tenant_size", "id")):
        statement = f"SELECT count(*) FROM platform.{table} WHERE {column} = %s"
        assert admin.execute(statement.encode(), [tenant]).fetchone() == (0,)
    emails = admin.execute("SELECT email FROM platform.account WHERE email LIKE '%%example.test'").fetchall()
    stay = {email for (email,) in emails if not email.startswith("in-row-")}
    assert stay == {"in-rows@example.test"}, "an account that the neighbour knows stays"
    assert len(emails) - len(stay) == len(ROWS), "those in the neighbour's rows stay as well"


def check_certificate(done: Erasure) -> None:
    """The certificate says what, when, how much, with its digest; no word of the tenant's records."""
    written = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(done.pdf or b"")).pages)
    document = Document(io.BytesIO(done.docx or b""))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(one.text for one in document.paragraphs), *cells])
    for said in (written.replace("\xa0", " "), text.replace("\xa0", " ")):
        assert "mms.person" in said and "письмо № 2" in said and "/ust-koksa/" in said
        assert WORD_A not in said and "Анна" not in said and "example.test" not in said
    assert done.digest is not None and done.digest in text.replace(" ", "")
    assert json.dumps(done.counts)


def test_an_erased_slug_is_free_again(settings: Settings) -> None:
    with superuser(make_url(settings.database_url).database or "") as admin:
        assert admin.execute("SELECT count(*) FROM platform.tenant WHERE slug = 'ust-koksa'").fetchone() == (
            0,
        )
