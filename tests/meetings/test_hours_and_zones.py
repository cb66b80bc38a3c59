"""An hour is told with its zone (K3): in lists, in what is coming, on cards and on paper."""

import io
from collections.abc import Callable
from datetime import time, timedelta

import pytest
from flask import Flask
from pypdf import PdfReader

from service.core import clock
from service.meetings.actions import noticing
from tests.client import Browser
from tests.meetings.council import Council


@pytest.mark.parametrize(("slug", "zone"), [("luga", "МСК"), ("ust-koksa", "МСК+4")])
def test_every_page_and_paper_tells_the_hour_with_the_zone(
    app: Flask, signed_in: Callable[..., Browser], slug: str, zone: str
) -> None:
    council = Council(app, slug, now=clock.now()).seated(4)
    day = (council.now + timedelta(days=30)).date()
    taken = {"sheets_on": day, "sheets_time": time(18, 0), "place": None}
    meeting_id, _ = council.meeting(day, "correspondence", **taken)
    with council.acting() as scope:
        noticing.announce(scope, meeting_id)
    browser = signed_in(slug, "administrator")
    starts, until = (f"{day:%d.%m.%Y}, {hour} ({zone})" for hour in ("15:00", "18:00"))
    for page in (f"meetings/{meeting_id}", "meetings/", f"bodies/{council.body_id}", "council/"):
        assert starts in browser.get(f"/{slug}/{page}").text, page
    coming = browser.get(f"/{slug}/calendar").text
    assert f"15:00 ({zone})" in coming and f"до 18:00 ({zone})" in coming
    assert until in browser.get(f"/{slug}/meetings/{meeting_id}").text
    printed = browser.client.get(f"/{slug}/meetings/{meeting_id}/notice/papers.pdf").data
    words = " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(printed)).pages).split())
    assert f"15:00 ({zone})" in words and until in words
    assert f"({zone})" in browser.get(f"/{slug}/settings/audit").text, "what was done has its hour too"
