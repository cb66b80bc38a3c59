"""Mail: through SMTP when it is set up, else into a file that the operator reads."""

import smtplib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from service.core.language import N_, translate

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
        """Send a link to a person in their language; without SMTP write it to the operator's file."""
        body = f"{translate(BODIES[purpose], language)}\n\n{link}\n"
        if not self.smtp_url:
            self._keep(to, purpose, link)
            return
        message = EmailMessage()
        message["Subject"] = translate(SUBJECTS[purpose], language)
        message["From"], message["To"] = self.sender, to
        message.set_content(body)
        self._send(message)

    def _keep(self, to: str, purpose: str, link: str) -> None:
        self.outbox_file.parent.mkdir(parents=True, exist_ok=True)
        with self.outbox_file.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {purpose} {to} {link}\n")
        self.outbox_file.chmod(0o600)

    def _send(self, message: EmailMessage) -> None:
        parts = urlsplit(self.smtp_url or "")
        kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
        with kind(parts.hostname or "localhost", parts.port or 0, timeout=20) as server:
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message)
