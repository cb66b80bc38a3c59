"""The coat of arms: taken in, drawn on papers in one and two languages, in the head of pages, taken down."""

import base64
import io
import struct
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from flask import Flask
from sqlalchemy import select

from service.core.errors import Invalid
from service.documents import pictures
from service.documents.letterhead import letterhead
from service.documents.paper import GOST_2025, Letterhead, Paper, checklist, to_docx, to_pdf
from service.meetings.papers.frozen import freeze, thaw
from service.tenancy.model import Audit
from tests.accounts import browser_as, scope_of, tenant_of, token_for
from tests.client import Browser

SLUG = "ust-koksa"
CARD = f"/{SLUG}/settings/card"
ARMS = f"{CARD}/arms"
API = f"/api/v1/{SLUG}/card/arms"
JPEG = Path(__file__).with_name("arms.jpg").read_bytes()


def png(width: int, height: int) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes((14, 90, 87)) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(*one) for one in ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    )


PNG = png(240, 300)


def sent(data: bytes, name: str = "arms.png") -> dict[str, Any]:
    return {"file": (io.BytesIO(data), name)}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", pictures.NO_FILE),
        (b"GIF89a" + bytes(60), pictures.UNKNOWN),
        (b"MZ no picture at all", pictures.UNKNOWN),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', pictures.DRAWN_BY_CODE),
        (PNG + bytes(pictures.LARGEST), pictures.TOO_LARGE),
        (png(4001, 200), pictures.TOO_MANY_POINTS),
        (png(40, 48), pictures.TOO_FEW_POINTS),
        (png(500, 120), pictures.TOO_LONG),
        (PNG[:30], pictures.SPOILT),
        (PNG[:120], pictures.SPOILT),
        (PNG[:60] + bytes(20) + PNG[80:], pictures.SPOILT),
        (JPEG[:400], pictures.SPOILT),
    ],
)
def test_what_is_no_fit_picture_is_refused_with_the_field_named(data: bytes, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        pictures.drawn(data, pictures.seen(data, "file"), "file", 96)
    assert [(one.field, one.msgid) for one in refused.value.fields] == [("file", said)]


def test_a_picture_is_drawn_anew_at_its_heights() -> None:
    for data, share in ((PNG, 240 / 300), (JPEG, 120 / 144)):
        large, small = pictures.drawn(data, pictures.seen(data, "file"), "file", 300, 96)
        assert [pictures.Image.from_blob(one).px_height for one in (large, small)] == [300, 96]
        assert pictures.Image.from_blob(large).px_width == pytest.approx(300 * share, abs=1)


@pytest.mark.parametrize("names", [(("Управление образования",),), (("Управление",), ("Башкару",))])
@pytest.mark.parametrize("letter", [False, True])
def test_papers_carry_it_above_the_names(names: tuple[tuple[str, ...], ...], letter: bool) -> None:
    arms = base64.b64encode(PNG).decode()
    head = Letterhead(names, ("тел. 2-12-34",), arms)
    assert thaw(Letterhead, freeze(head)) == head
    paper = Paper("ПРОТОКОЛ", "О плане", head, date(2026, 3, 20), "20.03.2026", "№ 1", letter=letter)
    content = to_docx(paper)
    found = checklist(content)
    assert (found[0].key, found[0].text) == ("arms", f"Герб: {names[0][0]}")
    assert all(one.in_order for one in found)
    pictured = Document(io.BytesIO(content)).inline_shapes
    shapes = pictured if len(names) > 1 or not letter else ()
    assert all(round(one.height.mm) == 17 for one in shapes)
    assert content == to_docx(paper) and to_pdf(paper) == to_pdf(paper)
    assert b"/Image" in to_pdf(paper) and "arms" in GOST_2025.order


def test_it_is_put_up_shown_replaced_and_taken_down(app: Flask) -> None:
    admin = browser_as(app, SLUG, "administrator")
    assert "arms" not in str(admin.get(CARD).html.css_first(".brand").html)
    page = admin.post(ARMS, 422, **sent(b"no picture"))
    assert page.one("#arms .form-error").text() == pictures.UNKNOWN
    assert page.one("#field-name").attributes["value"], "the other form keeps what stands in it"
    admin.post(ARMS, 200, **sent(PNG))
    number = tenant_of(app, SLUG).arms_id
    place = f"/{SLUG}/arms/{number}.png"
    head = admin.get(f"/{SLUG}/").html.css_first(".brand img").attributes
    assert (head["src"], head["alt"]) == (place, "Герб: Усть-Коксинский район")
    picture = Browser(app).client.get(place)
    assert picture.mimetype == "image/png" and "immutable" in picture.headers["Cache-Control"]
    assert letterhead(scope_of(app, SLUG)).arms
    admin.post(ARMS, 200, **sent(JPEG, "arms.jpg"))
    assert Browser(app).client.get(place).status_code == 404, "the one before is no longer shown"
    assert Browser(app).client.get(f"/luga/arms/{tenant_of(app, SLUG).arms_id}.png").status_code == 404
    admin.send(CARD, form=f"{ARMS}/remove")
    assert not letterhead(scope_of(app, SLUG)).arms and tenant_of(app, SLUG).arms_id is None
    admin.post(f"{ARMS}/remove", 404)
    with scope_of(app, SLUG).db as db:
        told = db.execute(select(Audit.event).where(Audit.event.like("setup.arms%")).order_by(Audit.id))
        assert told.scalars().all() == ["setup.arms_put", "setup.arms_put", "setup.arms_removed"]


def test_the_api_says_the_same(app: Flask) -> None:
    client, headers = app.test_client(), token_for(app, SLUG, "administrator")
    form = "multipart/form-data"
    assert client.get(API, headers=headers).status_code == 404
    refused = client.put(API, headers=headers, data=sent(b"no"), content_type=form)
    assert refused.status_code == 422 and refused.json["fields"][0]["field"] == "file"
    put = client.put(API, headers=headers, data=sent(PNG), content_type=form)
    assert put.status_code == 200 and (put.json["width"], put.json["height"]) == (240, 300)
    assert client.get(API, headers=headers).json == put.json
    assert client.get(f"{API}.png", headers=headers).data.startswith(b"\x89PNG")
    auditor = token_for(app, SLUG, "auditor")
    assert client.put(API, headers=auditor, data=sent(PNG), content_type=form).status_code == 403
    assert client.delete(API, headers=headers).status_code == 204
    assert client.delete(API, headers=headers).status_code == 404
