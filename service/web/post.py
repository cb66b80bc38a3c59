"""Mail (почта): through SMTP when it is set up, else into a file that the operator reads.

A one-time link is sent beside the request that made it; a letter only by a job, which is tried again.
"""

import os
import smtplib
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from urllib.parse import unquote, urlsplit

import structlog

from service.core.language import N_, translate

log = structlog.get_logger()
PATIENCE = 20.0
"""Seconds to wait for the mail server."""
PERMANENT = 500
SUBJECTS = {
    "invitation": N_("Приглашение в службу методической поддержки"),
    "reset": N_("Смена пароля"),
}
BODIES = {
    "invitation": N_("Вас пригласили работать в службе. Откройте ссылку и задайте пароль:"),
    "reset": N_("Чтобы задать новый пароль, откройте ссылку. Если вы этого не просили, ничего не делайте."),
}


class Refused(Exception):
    """The mail server refuses this address for good: to try again is in vain, nothing was sent."""


@dataclass(frozen=True)
class Attachment:
    """A file of a letter (вложение); `params` stand beside the media type, like method=REQUEST."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Letter:
    """A letter (письмо) to one address; the same `message_id` lets a mailbox know a letter that came twice.

    `alternatives` say the same in another form, like an invitation that a calendar answers; `reply_to` is who
    reads the answers, since the service does not.
    """

    to: str
    subject: str
    text: str = field(repr=False)
    attachments: tuple[Attachment, ...] = ()
    alternatives: tuple[Attachment, ...] = ()
    message_id: str = ""
    reply_to: str = ""


@dataclass(frozen=True)
class Post:
    """Sends links and letters; `smtp_url` like smtp://user:password@host:25, smtps:// for TLS."""

    smtp_url: str | None
    sender: str
    outbox_file: Path

    def send_link(self, to: str, language: str, purpose: str, link: str) -> None:
        """Send a link to a person in their language; without SMTP write it to the operator's file.

        Sent beside the request, so that the answer takes the same time whether or not there is an account.
        """
        if not self.smtp_url:
            self._keep(to, purpose, link)
            return
        message = EmailMessage()
        message["Subject"] = translate(SUBJECTS[purpose], language)
        message["From"], message["To"] = self.sender, to
        message.set_content(f"{translate(BODIES[purpose], language)}\n\n{link}\n")
        threading.Thread(target=self._try, args=(message, to, purpose, link)).start()

    def send(self, letter: Letter) -> bool:
        """Send a letter now; whether a mail server took it, rather than the operator's file.

        Called by jobs only. Raises Refused, or what the network raised, so that the job is tried again: a
        letter of record is not put aside because a server was away.
        """
        if not self.smtp_url:
            self._write(_noted(letter))
            return False
        try:
            self._send(_message(letter, self.sender))
        except smtplib.SMTPRecipientsRefused as error:
            if all(code >= PERMANENT for code, _ in error.recipients.values()):
                raise Refused() from error
            raise
        return True

    def _try(self, message: EmailMessage, to: str, purpose: str, link: str) -> None:
        """What the mail server does not take goes to the operator's file."""
        try:
            self._send(message)
        except (OSError, smtplib.SMTPException) as error:
            log.error("mail", purpose=purpose, error=type(error).__name__)
            self._keep(to, purpose, link)

    def _keep(self, to: str, purpose: str, link: str) -> None:
        self._write(f"{purpose} {to} {link}\n")

    def _write(self, entry: str) -> None:
        self.outbox_file.parent.mkdir(parents=True, exist_ok=True)
        with open(self.outbox_file, "a", encoding="utf-8", opener=_private) as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {entry}")

    def _send(self, message: EmailMessage) -> None:
        parts = urlsplit(self.smtp_url or "")
        host, port, trusted = parts.hostname or "localhost", parts.port or 0, ssl.create_default_context()
        secure = parts.scheme == "smtps"
        with (
            smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=trusted)
            if secure
            else smtplib.SMTP(host, port, timeout=PATIENCE)
        ) as server:
            server.ehlo_or_helo_if_needed()
            if not secure and server.has_extn("starttls"):
                server.starttls(context=trusted)
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message)


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = _line(letter.subject)
    message["From"], message["To"] = sender, letter.to
    if letter.reply_to:
        message["Reply-To"] = letter.reply_to
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = letter.message_id or make_msgid(domain=sender.rpartition("@")[2].rstrip("> "))
    # Asks out-of-office programs not to answer.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    for one in letter.alternatives:
        kind, _, subkind = one.media_type.partition("/")
        message.add_alternative(one.content, maintype=kind, subtype=subkind, params=dict(one.params))
    for one in letter.attachments:
        kind, _, subkind = one.media_type.partition("/")
        message.add_attachment(
            one.content, maintype=kind, subtype=subkind, filename=one.name, params=dict(one.params)
        )
    return message


def _noted(letter: Letter) -> str:
    """A letter in the operator's file: its text set in, so that no line of it looks like another entry."""
    files = "".join(f"    [{_line(one.name)}, {len(one.content)} B]\n" for one in letter.attachments)
    text = "".join(f"    {line}\n" for line in letter.text.splitlines())
    return f"letter {_line(letter.to)} {_line(letter.subject)}\n{text}{files}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _private(path: str, flags: int) -> int:
    """Open a file that only the service's own account may read, from its first byte on."""
    return os.open(path, flags, 0o600)
