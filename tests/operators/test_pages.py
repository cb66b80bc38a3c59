"""An operator sees tenants from outside, does what may be done with one, and meets no person anywhere."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import make_url, text

from service.archive import contents, shelf
from service.config import Settings
from service.core.errors import TooLarge
from service.documents import files
from service.operators.tasks import OWNER, do_tasks, measure_tenants
from tests.accounts import browser_as, scope_of
from tests.architecture.sources import ROOT
from tests.archive.moving import engine_of, export
from tests.client import Browser
from tests.isolation.pair import SLUG_A, SLUG_B, WORD_A, WORD_B, Pair

READABLE = {"mms.audit", "mms.outbox"}
"""What the platform's role reads of tenants' tables: neither holds a person's data."""


def work(settings: Settings) -> int:
    """Do what the scheduler would do."""
    with (
        engine_of(settings.database_platform_url) as platform,
        engine_of(settings.database_url) as application,
    ):
        done = do_tasks(platform, application, settings.data, settings.files)
        measure_tenants(platform)
        return done


def test_nobody_else_comes_in_and_an_operator_needs_a_second_factor(app: Flask, operator: Browser) -> None:
    for path in ("/operator/", "/operator/new", "/operator/erasures", f"/operator/tenants/{SLUG_A}"):
        assert Browser(app).get(path).response.request.path == "/sign-in"
        assert "для операторов" in browser_as(app, SLUG_A, "administrator").get(path, 403).text
        operator.get(path)
    assert operator.get(f"/{SLUG_A}/people", 403), "an operator is nobody in a tenant"


def test_sizes_are_numbers_and_no_page_holds_a_word_of_a_tenant(
    operator: Browser, pair: Pair, settings: Settings
) -> None:
    work(settings)
    said = operator.get("/operator/").text + operator.get(f"/operator/tenants/{SLUG_B}").text
    assert "Лужский" in said and "0.1.0" in said
    assert WORD_A not in said and WORD_B not in said
    assert not re.search(r"@|Rows", said.replace("stranger@luga.test", ""))


def test_the_platforms_role_reads_no_row_of_a_tenant(settings: Settings, pair: Pair) -> None:
    url = make_url(settings.database_platform_url or "").set(drivername="postgresql")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(f"SET app.tenant_id = '{pair.a}'".encode())
        connection.execute(f"SET app.kept_tenant = '{pair.a}'".encode())
        for table in contents.tenant_tables():
            if table.fullname not in READABLE:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(f"SELECT * FROM {table}".encode())


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT platform.load_rows({a}, 'mms.person', '[]')",
        "SELECT platform.clear_rows({a}, 'mms.person')",
        "SELECT platform.erase_accounts({a}, '{{}}')",
        "SELECT platform.erase_tenant({a})",
        "SELECT platform.link_account({a}, 'x@x', 'x')",
    ],
)
@pytest.mark.parametrize("role", ["database_platform_url", "database_url"])
def test_functions_touch_no_tenant_that_is_at_work(
    statement: str, role: str, settings: Settings, pair: Pair
) -> None:
    url = make_url(getattr(settings, role)).set(drivername="postgresql")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement.format(a=pair.a).encode())


def test_platform_account_is_out_of_reach(settings: Settings) -> None:
    with engine_of(settings.database_platform_url) as platform, platform.connect() as connection:
        for table in ("platform.account", "platform.sign_in", "platform.one_time_link"):
            with pytest.raises(Exception, match="permission denied"):
                connection.execute(text(f"SELECT * FROM {table}"))
            connection.rollback()


def test_a_suspended_tenant_says_so_everywhere_and_comes_back(
    app: Flask, operator: Browser, admin: psycopg.Connection, pair: Pair
) -> None:
    page = f"/operator/tenants/{SLUG_A}"
    people = browser_as(app, SLUG_A, "administrator")
    operator.send(page, 422, form=f"{page}/suspend", why="")
    operator.send(page, form=f"{page}/suspend", why="Договор окончен")
    forget(app)
    assert "Работа района приостановлена" in people.get(f"/{SLUG_A}/people", 503).text
    assert "приостановлена" in Browser(app).get(f"/{SLUG_A}/", 503).text
    answer = people.client.get(f"/api/v1/{SLUG_A}/people")
    assert (answer.status_code, answer.get_json()["code"]) == (503, "tenant_suspended")
    assert browser_as(app, SLUG_B, "administrator").get(f"/{SLUG_B}/people"), "the neighbour works on"
    operator.send(page, form=f"{page}/resume")
    forget(app)
    people.get(f"/{SLUG_A}/people")
    told = admin.execute(
        "SELECT event, detail ->> 'why' FROM mms.audit"
        " WHERE tenant_id = %s AND event LIKE 'tenant.%%' ORDER BY id",
        [pair.a],
    ).fetchall()
    assert told == [("tenant.suspended", "Договор окончен"), ("tenant.resumed", None)]
    said = people.get(f"/{SLUG_A}/settings/audit").text
    assert "приостановлена оператором" in said and "возобновлена оператором" in said


def forget(app: Flask) -> None:
    """Let the application read its directory of tenants anew."""
    app.extensions["shell"].find_tenant.__self__.forget()


def test_limits_hold_where_something_is_added(
    app: Flask, operator: Browser, admin: psycopg.Connection, pair: Pair
) -> None:
    page = f"/operator/tenants/{SLUG_B}"
    operator.send(page, 422, form=f"{page}/quotas", quota_files="много")
    operator.send(page, form=f"{page}/quotas", quota_files="0", quota_people="4")
    forget(app)
    browser = browser_as(app, SLUG_B, "methodist")
    refused = browser.send(
        f"/{SLUG_B}/people/new", 409, form=f"/{SLUG_B}/people/new", last_name="Новая", first_name="Анна"
    )
    assert "Предел людей района – 4, уже есть 4" in refused.text
    scope = scope_of(app, SLUG_B)
    with scope.db, pytest.raises(TooLarge, match="предел файлов района – 0 МБ"):
        files.keep(scope, "скан.pdf", files.PDF, b"%PDF")
    operator.send(page, form=f"{page}/quotas", quota_files="", quota_people="")
    forget(app)
    assert admin.execute("SELECT quota_bytes FROM platform.tenant WHERE id = %s", [pair.b]).fetchone() == (
        None,
    )


def test_a_new_district_begins_on_its_regions_rules(app: Flask, operator: Browser) -> None:
    wrong = operator.send("/operator/new", 422, form="/operator/new", slug="api", name="", region="leningrad")
    assert "Исправьте 2 поля" in wrong.text
    page = operator.send(
        "/operator/new", form="/operator/new", slug="volkhov", name="Волховский район", region="leningrad"
    )
    assert "Волховский район" in page.text
    forget(app)
    rules = browser_as(app, "volkhov", "administrator").get("/volkhov/profile").text
    assert "Проект" in rules or "образец" in rules


def test_a_district_with_an_act_of_its_own_is_made_by_its_files(app: Flask, operator: Browser) -> None:
    folder = ROOT / "tenants" / "leningrad" / "luga"

    def send(change: Callable[[bytes], bytes]) -> Any:
        listed = [(io.BytesIO(change(one.read_bytes())), one.name) for one in sorted(folder.glob("*.toml"))]
        sent = {"profile": listed, "csrf_token": operator.token()}
        return operator.client.post("/operator/new/files", data=sent, content_type="multipart/form-data")

    taken = send(lambda content: content)
    assert taken.status_code == 422 and "Такой адрес уже есть" in taken.get_data(as_text=True)
    spoilt = send(lambda content: content.replace(b'slug = "luga"', b'slug = "zarechny"\nslgu = 1'))
    assert spoilt.status_code == 422 and "tenant.toml:" in spoilt.get_data(as_text=True)
    made = send(lambda content: content.replace(b'slug = "luga"', b'slug = "zarechny"'))
    assert made.status_code == 302 and made.location.endswith("/operator/tenants/zarechny")
    forget(app)
    rules = browser_as(app, "zarechny", "administrator").get("/zarechny/profile")
    assert "Проект: собственного акта нет" not in rules.text


def test_an_archive_travels_by_the_pages_and_its_failure_is_told(
    operator: Browser, settings: Settings, pair: Pair, tmp_path: Path
) -> None:
    operator.send(f"/operator/tenants/{SLUG_B}", form=f"/operator/tenants/{SLUG_B}/export")
    assert work(settings) == 1
    made = list((settings.data / "archives" / OWNER).glob("*.zip"))
    assert len(made) == 1
    said = export(settings, SLUG_B, tmp_path / "b.zip")
    for slug, words in ((SLUG_B, "только в пустой район"), ("luga-novaya", str(said.rows))):
        sent = {"import_slug": slug, "seal": "", "csrf_token": operator.token()}
        sent["file"] = (io.BytesIO((tmp_path / "b.zip").read_bytes()), "b.zip")
        answer = operator.client.post("/operator/import", data=sent, content_type="multipart/form-data")
        assert answer.status_code == 302
        work(settings)
        assert words in operator.get("/operator/").text
    assert shelf.drop_expired(settings.data) == 0


def test_certificates_are_listed_and_fetched(operator: Browser, admin: psycopg.Connection) -> None:
    made = admin.execute(
        "INSERT INTO platform.erasure (slug, name, basis, asked_at, not_before, erased_at, pdf, docx)"
        " VALUES ('gone', 'Ушедший район', 'письмо', now(), now(), now(), '%PDF-', 'PK') RETURNING id"
    ).fetchone()
    assert made is not None
    page = operator.get("/operator/erasures")
    assert "Ушедший район" in page.text
    for form, start in (("pdf", b"%PDF-"), ("docx", b"PK")):
        answer = operator.client.get(page.links()[form.upper()])
        assert (answer.status_code, answer.data) == (200, start)
    for unknown in ("0", "x", "9" * 30):
        assert operator.client.get(f"/operator/erasures/{unknown}/certificate.pdf").status_code == 404


def test_an_erasure_that_failed_is_begun_again_from_its_page(
    operator: Browser, admin: psycopg.Connection, settings: Settings
) -> None:
    """Its district is gone already, only the certificate is missing: no page of the district is needed."""
    made = admin.execute(
        "INSERT INTO platform.erasure (slug, name, basis, asked_at, not_before, confirmed_at, counts)"
        " VALUES ('half', 'Половинный район', 'письмо', now(), now(), now(), '{\"mms.person\": 3}')"
        " RETURNING id"
    ).fetchone()
    assert made is not None
    again = f"/operator/erasures/{made[0]}/again"
    sent = {"csrf_token": operator.token()}
    assert operator.client.post(again, data=sent).status_code == 409, "nothing of it has failed"
    admin.execute(
        "INSERT INTO platform.operator_task (kind, slug, detail, status)"
        " VALUES ('erase', 'half', jsonb_build_object('erasure', %s::int, 'tenant', 999999), 'failed')",
        [made[0]],
    )
    assert "не выполнено" in operator.get("/operator/erasures").text
    operator.send("/operator/erasures", form=again)
    assert work(settings) == 1
    assert operator.client.get(f"/operator/erasures/{made[0]}/certificate.pdf").status_code == 200
    assert operator.client.post(again, data=sent).status_code == 409, "it is done"
