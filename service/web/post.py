"""Mail: through SMTP when it is set up, else into a file that the operator reads."""

import os
import smtplib
import ssl
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

import structlog

from service.core.language import N_, translate

log = structlog.get_logger()
PATIENCE = 20.0
"""Seconds to wait for the mail server."""
SUBJECTS = {
    "invitation": N_("Приглашение в службу методической поддержки"),
    "reset": N_("Смена пароля"),
}
BODIES = {
    "invitation": N_("Вас пригласили работать в службе. Откройте ссылку и задайте пароль:"),
    "reset": N_("Чтобы задать новый пароль, откройте ссылку. Если вы этого не просили, ничего не делайте."),
}


@dataclass(frozen=True)
class Post:
    """Sends one-time links; `smtp_url` like smtp://user:password@host:25, smtps:// for TLS."""

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

    def _try(self, message: EmailMessage, to: str, purpose: str, link: str) -> None:
        """What the mail server does not take goes to the operator's file."""
        try:
            self._send(message)
        except (OSError, smtplib.SMTPException) as error:
            log.error("mail", purpose=purpose, error=type(error).__name__)
            self._keep(to, purpose, link)

    def _keep(self, to: str, purpose: str, link: str) -> None:
        self.outbox_file.parent.mkdir(parents=True, exist_ok=True)
        with open(self.outbox_file, "a", encoding="utf-8", opener=_private) as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {purpose} {to} {link}\n")

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


def _private(path: str, flags: int) -> int:
    """Open a file that only the service's own account may read, from its first byte on."""
    return os.open(path, flags, 0o600)
