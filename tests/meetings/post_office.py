"""A mail server for tests of letters, and a worker that works off whatever was asked for."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from socket import create_server
from typing import Any

from aiosmtpd.controller import Controller
from flask import Flask
from icalendar import Calendar
from icalendar.cal import Component
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from service.config import Settings
from service.jobs import work
from service.jobs.outbox import sweep
from service.jobs.queue import connect, queue_of
from service.reactions import REACTIONS
from service.tenancy.context import make_engine
from service.workshop import workshop_of

ROOT = Path(__file__).resolve().parents[2]


class Mailbox:
    """Takes letters as a mail server does; knows no mailbox that begins with «gone»."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _: Any) -> str:
        if address.startswith("gone"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.letters.append(message)
        return "250 taken"


@dataclass
class PostOffice:
    """What jobs of meetings work with: queue, outbox, mail server."""

    app: Flask
    settings: Settings
    mailbox: Mailbox
    port: int

    @property
    def address(self) -> str:
        """The mail server as the settings name it."""
        return f"smtp://127.0.0.1:{self.port}"

    def sweep(self) -> int:
        """Move the outbox of every tenant to the queue, as the scheduler does; how many jobs."""
        platform = make_engine(self.settings.database_platform_url or "")
        try:
            return sweep(platform, queue_of(self.app.extensions["shell"].redis), REACTIONS)
        finally:
            platform.dispose()

    def real_worker(self) -> None:
        """A worker process of the service's own, until the queue is empty."""
        given = {
            "DATABASE_URL": self.settings.database_url,
            "REDIS_URL": self.settings.redis_url,
            "SECRET_KEY": self.settings.secret_key,
            "DATA": str(self.settings.data),
            "SMTP_URL": self.address,
        }
        command = [sys.executable, "-m", "tests.people.burst_worker"]
        subprocess.run(command, cwd=ROOT, env={**os.environ, **given}, timeout=120, check=True)

    def work_off(
        self, *, smtp_url: str | None = "", worker: Callable[[], Any] | None = None
    ) -> list[EmailMessage]:
        """Work until nothing is left to be done; the letters that came of it."""
        self.mailbox.letters.clear()
        given = replace(self.settings, smtp_url=self.address if smtp_url == "" else smtp_url)
        bench = workshop_of(given)
        work.open_workshop(bench)
        redis = connect(self.settings.redis_url)
        try:
            while self.sweep() or queue_of(redis).count:
                if worker:
                    worker()
                else:
                    one = SimpleWorker([queue_of(redis)], connection=redis, serializer=JSONSerializer)
                    one.work(burst=True, logging_level="WARNING")
        finally:
            bench.engine.dispose()
        return list(self.mailbox.letters)


@contextmanager
def post_office(app: Flask, settings: Settings) -> Iterator[PostOffice]:
    """A post office that is open."""
    with create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True)
    controller.start()
    try:
        yield PostOffice(app, settings, mailbox, port)
    finally:
        controller.stop()


def calendar_in(letter: EmailMessage) -> Calendar:
    """The calendar file of a letter: the alternative and the attachment are the same."""
    found = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    same, attached = (part.get_payload(decode=True) for part in found)
    assert same == attached
    assert found[0].get_param("method") == found[1].get_param("method")
    return Calendar.from_ical(attached)


def event_in(letter: EmailMessage) -> Component:
    """The one event of a letter's calendar file."""
    (event,) = calendar_in(letter).walk("VEVENT")
    return event


def text_of(letter: EmailMessage) -> str:
    """What a person reads."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\xa0", " ")
