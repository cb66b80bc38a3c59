"""Letters: through a real mail server, and without one into the operator's file."""

import socket
import stat
import time
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from icalendar import Calendar

from service.config import Settings
from service.web.post import Attachment, Letter, Post, Refused
from service.workshop import workshop_of

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
FROM = "Методслужба <no-reply@metod.test>"
ICS = Calendar.new(name="Заседания").to_ical()
LETTER = Letter(
    to="anna@school.test",
    subject="Извещение: заседание\r\nBcc: everyone@x.test",
    text="Заседание 10.12.2026.\nӰлӱрген айдыҥ 10-чы кӱнинде.\n",
    attachments=(
        Attachment("заседание.ics", "text/calendar", ICS, {"method": "REQUEST", "charset": "utf-8"}),
        Attachment("повестка.docx", "application/octet-stream", b"PK\x03\x04\x00\r\n.\r\n\xff"),
    ),
    message_id="<notice-7-1.ust-koksa@metodsluzhba>",
    reply_to="secretary@ust-koksa.test",
)


class Mailbox:
    """Takes letters as a mail server does; refuses some addresses, for good or for now."""

    def __init__(self) -> None:
        self.letters: list[tuple[Any, bytes]] = []

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address.startswith("gone"):
            return "550 no such mailbox"
        if address.startswith("busy"):
            return "450 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.letters.append((envelope, envelope.content))
        return "250 taken"


def knows(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    return AuthResult(success=(given.login, given.password) == (b"mms", b"p@ss"))


@pytest.fixture(scope="module")
def mail() -> Iterator[Controller]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(
        Mailbox(),
        hostname="127.0.0.1",
        port=port,
        authenticator=knows,
        auth_required=True,
        auth_require_tls=False,
        enable_SMTPUTF8=True,
    )
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def post(mail: Controller, tmp_path: Path) -> Post:
    mail.handler.letters.clear()
    return Post(f"smtp://mms:p%40ss@127.0.0.1:{mail.port}", FROM, tmp_path / "mail.txt")


def read(mail: Controller) -> EmailMessage:
    ((_, content),) = mail.handler.letters
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_letter_arrives_as_it_was_written(post: Post, mail: Controller) -> None:
    assert post.send(LETTER) is True
    message = read(mail)
    ((envelope, _),) = mail.handler.letters
    assert envelope.rcpt_tos == ["anna@school.test"] and message["Bcc"] is None
    assert message["Subject"] == "Извещение: заседание Bcc: everyone@x.test"
    assert (message["To"], message["From"]) == ("anna@school.test", FROM)
    assert message["Message-ID"] == LETTER.message_id and message["Reply-To"] == LETTER.reply_to
    assert message["Auto-Submitted"] == "auto-generated" and message["Date"]
    body = message.get_body(("plain",))
    assert body is not None and body.get_content().replace("\r\n", "\n") == LETTER.text
    calendar, agenda = message.iter_attachments()
    assert calendar.get_content_type() == "text/calendar" and calendar.get_param("method") == "REQUEST"
    assert calendar.get_filename() == "заседание.ics" and calendar.get_payload(decode=True) == ICS
    assert agenda.get_filename() == "повестка.docx" and agenda.get_content() == LETTER.attachments[1].content
    assert not post.outbox_file.exists()


def test_a_letter_without_a_name_is_given_one(post: Post, mail: Controller) -> None:
    post.send(Letter("anna@school.test", "Напоминание", "Завтра заседание."))
    assert read(mail)["Message-ID"].endswith("@metod.test>")


def test_an_address_refused_for_good_is_told_from_one_refused_for_now(post: Post) -> None:
    with pytest.raises(Refused) as refusal:
        post.send(replace(LETTER, to="gone@school.test"))
    assert "gone" not in str(refusal.value)
    with pytest.raises(SMTPRecipientsRefused):
        post.send(replace(LETTER, to="busy@school.test"))


def test_a_server_that_is_away_or_does_not_know_us_raises_so_that_the_job_is_tried_again(
    post: Post, tmp_path: Path
) -> None:
    with pytest.raises(OSError):
        Post("smtp://127.0.0.1:1", FROM, tmp_path / "mail.txt").send(LETTER)
    with pytest.raises(SMTPException):
        replace(post, smtp_url=(post.smtp_url or "").replace("p%40ss", "wrong")).send(LETTER)
    assert not (tmp_path / "mail.txt").exists()


def test_without_a_server_the_operator_finds_the_letter(tmp_path: Path) -> None:
    post = Post(None, FROM, tmp_path / "new" / "mail.txt")
    assert (
        post.send(replace(LETTER, text="Первая\n2026-01-01 00:00:00 reset a@b.test http://evil.test"))
        is False
    )
    post.send_link("boris@x.test", "ru", "reset", "http://localhost/link")
    lines = post.outbox_file.read_text("utf-8").splitlines()
    assert lines[0].endswith("letter anna@school.test Извещение: заседание Bcc: everyone@x.test")
    assert lines[1] == "    Первая" and lines[2].startswith("    2026-01-01")
    assert lines[3] == f"    [заседание.ics, {len(ICS)} B]"
    assert lines[-1].endswith("reset boris@x.test http://localhost/link")
    assert stat.S_IMODE(post.outbox_file.stat().st_mode) == 0o600


def test_links_still_go_out_beside_the_request(post: Post, mail: Controller) -> None:
    post.send_link("anna@school.test", "ru", "reset", "http://localhost/link")
    deadline = time.monotonic() + 10
    while not mail.handler.letters and time.monotonic() < deadline:
        time.sleep(0.02)
    assert read(mail)["Subject"] == "Смена пароля"


def test_a_job_is_given_the_post_of_the_settings(settings: Settings) -> None:
    given = workshop_of(settings).post
    assert (given.smtp_url, given.sender, given.outbox_file) == (
        settings.smtp_url,
        settings.mail_from,
        settings.mail_file,
    )
