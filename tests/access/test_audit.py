"""The audit log: who sees it, what it says, and that it holds no values."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from flask import Flask
from openpyxl import load_workbook

from service.access.words import event_words
from service.core import clock
from service.modules import CARDS
from service.operators.names import EVENT_WORDS
from tests.accounts import browser_as, tenant_of, token_for
from tests.client import Browser

LOG = "/luga/settings/audit"
SECRET_NAME = "Совет при Ольге Ивановне"


def test_an_administrator_reads_who_did_what(app: Flask, signed_in: Callable[..., Browser]) -> None:
    admin = signed_in("luga")
    admin.send("/luga/council/records/new", name=SECRET_NAME, kind="council")
    headers = token_for(app, "luga", "administrator")
    body = {"name": "Другой совет", "kind": "council"}
    made = app.test_client().post("/api/v1/luga/councils", json=body, headers=headers)
    page = admin.get(LOG)
    log = page.one("table").text(separator=" ")
    assert "Советы: внесена запись" in log
    assert "Название" in log and "Вид" in log
    assert "administrator luga" in page.text
    assert "test ключ доступа" in page.text, "a program is named by its token"
    assert SECRET_NAME not in page.text
    assert page.links()[f"№ {made.json['id']}"] == f"/luga/council/records/{made.json['id']}"


def test_filters_narrow_and_wrong_ones_are_named(app: Flask, signed_in: Callable[..., Browser]) -> None:
    admin = signed_in("luga")
    admin.send("/luga/council/records/new", name="Третий совет", kind="council")
    today = clock.today(clock.now(), tenant_of(app, "luga").time_zone)
    before, after = today - timedelta(days=1), today + timedelta(days=1)
    found = admin.get(f"{LOG}?event=council.created&since={today}").one("table").text()
    assert "Советы: внесена запись" in found
    made = re.search(r"№ (\d+)", found)
    assert made is not None
    narrowed = admin.get(f"{LOG}?subject=council&record={made[1]}")
    assert "Третий совет" not in narrowed.text and "Советы: внесена запись" in narrowed.text
    assert f"subject=council&record={made[1]}" in narrowed.links()["Скачать в XLSX"]
    assert "Советы" in narrowed.one("select[name=subject]").text()
    for empty in (
        "subject=person",
        "record=999999",
        f"since={after}",
        "event=council.removed",
        "actor=999999",
        f"until={before}",
    ):
        assert not admin.get(f"{LOG}?{empty}").html.css("table"), empty
    admin.get(f"{LOG}?record=пятая", 422)
    page = admin.get(f"{LOG}?since=вчера", 422)
    assert "ДД.ММ.ГГГГ" in page.text
    admin.get(f"{LOG}?page=999999&lang=alt")
    admin.get(f"{LOG}?slug=pervomaisky&endpoint=x&_external=1")


def test_only_administrators_and_auditors_read_it(app: Flask, signed_in: Callable[..., Browser]) -> None:
    signed_in("luga", "auditor").get(LOG)
    for role in ("methodist", "approver", "school_head", "teacher", "institute_analyst"):
        browser_as(app, "luga", role).get(LOG, 403)
    signed_in("pervomaisky").get(LOG, 403)
    assert Browser(app).get(LOG).response.request.path == "/sign-in"


def test_the_export_is_recorded_and_carries_the_chain(app: Flask, signed_in: Callable[..., Browser]) -> None:
    admin = signed_in("luga")
    answer = admin.client.get(f"{LOG}/export.xlsx")
    sheet = load_workbook(io.BytesIO(answer.data)).active
    titles = [cell.value for cell in sheet[1]]
    assert titles[0] == "Когда" and titles[-1] == "Отпечаток"
    assert sheet.max_row > 1
    assert "Выгружен журнал действий" in admin.get(LOG).one("table").text()
    assert admin.client.get(f"{LOG}/export.xlsx?since=x").status_code == 422


def test_every_event_has_words() -> None:
    """Events are named in the modules' enumerations, or are a register with a verb."""
    words = {**event_words(CARDS), **EVENT_WORDS}
    root = Path(__file__).parents[2] / "service"
    registers = "".join(one.read_text() for one in root.glob("registers/**/*.py"))
    told = set(re.findall(r"register\.event\}\.(\w+)", registers))
    assert told, "registers record something"
    known = {event.rpartition(".")[2] for event in words}
    assert told <= known, told - known
    for path in root.rglob("*.py"):
        for name in re.findall(r"\.record\(\s*\"([\w.]+)\"", path.read_text()):
            assert name in words, f"{path}: {name}"
    for path in root.glob("*/names.py"):
        for body in re.findall(r"class \w+Event\(StrEnum\):(.*?)(?:\n\S|\Z)", path.read_text(), re.S):
            for event in re.findall(r"^    [A-Z_]+ = \"([\w.]+)\"", body, re.M):
                assert event in words, f"{path}: {event}"
