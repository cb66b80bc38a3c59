"""What an operator sets (настройки), as the service uses it."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Settings:
    """What an operator sets; addresses are SQLAlchemy or redis URLs and stay out of every printout."""

    database_url: str = field(repr=False)
    redis_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    data: Path = Path(".data")
    assets_dir: Path | None = None
    database_admin_url: str | None = field(default=None, repr=False)
    database_compute_url: str | None = field(default=None, repr=False)
    database_region_url: str | None = field(default=None, repr=False)
    database_platform_url: str | None = field(default=None, repr=False)
    database_backup_url: str | None = field(default=None, repr=False)
    public_url: str = "http://127.0.0.1:8000"
    smtp_url: str | None = field(default=None, repr=False)
    mail_from: str = "no-reply@localhost"
    oidc_issuer: str | None = None
    oidc_client_id: str | None = None
    oidc_client_secret: str | None = field(default=None, repr=False)
    oidc_title: str = ""
    trusted_proxies: int = 0
    upload_limit: int = 10 * MEGABYTE
    metrics: bool = False
    hosts: tuple[str, ...] = ()
    bind: str = "127.0.0.1:8000"
    web_workers: int = 2
    web_threads: int = 4
    stop_within: int = 30
    wait_within: int = 60
    alive_dir: Path | None = None

    @property
    def https(self) -> bool:
        """Whether people reach the service over HTTPS."""
        return self.public_url.startswith("https://")

    @property
    def trusted_hosts(self) -> tuple[str, ...]:
        """Names a request may come to: HOSTS, else under HTTPS the name of PUBLIC_URL and this machine's own.

        A demo on plain HTTP is opened by whatever name the machine has; empty means any.
        """
        if self.hosts or not self.https:
            return self.hosts
        return (urlsplit(self.public_url).hostname or "", "localhost", "127.0.0.1")

    @property
    def files(self) -> Path:
        """Where uploaded files lie."""
        return self.data / "files"

    @property
    def assets(self) -> Path:
        """Where the static files stand, put together at start unless they are there already."""
        return self.assets_dir or self.data / "assets"

    @property
    def mail_file(self) -> Path:
        """Where one-time links go when no mail server is set."""
        return self.data / "mail.txt"
