"""An OpenID Connect provider as a program of its own: python -m tests.access.provider PORT.

The provider is oidc-provider-mock; in front of it stands what it lacks: the check of the code challenge
(PKCE), and a switch that lets the token endpoint speak in another issuer's name.
"""

import base64
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

from oidc_provider_mock import app as provider_of

Start = Callable[..., Any]


class Strict:
    """Refuses a code whose verifier is missing or wrong; `speaks_as` is the host of the next tokens."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.challenges: dict[str, str] = {}
        self.speaks_as: str | None = None

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == "/switch":
            self.speaks_as = environ["QUERY_STRING"] or None
            return answer(start, "200 OK", {"speaks_as": self.speaks_as})
        if path == "/oauth2/authorize":
            return self.authorize(environ, start)
        if path == "/oauth2/token":
            return self.token(environ, start)
        return self.inner(environ, start)

    def authorize(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Remember the challenge beside the code that goes out."""
        asked = parse_qs(environ["QUERY_STRING"])
        if asked.get("code_challenge_method") != ["S256"]:
            return answer(start, "400 Bad Request", {"error": "invalid_request"})

        def noted(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            location = dict(headers).get("Location", "")
            for code in parse_qs(urlsplit(location).query).get("code", ()):
                self.challenges[code] = asked["code_challenge"][0]
            return start(status, headers, *rest)

        return self.inner(environ, noted)

    def token(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Give a token for the right verifier only."""
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        sent = parse_qs(body.decode())
        verifier = sent.get("code_verifier", [""])[0].encode()
        made = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).decode().rstrip("=")
        if self.challenges.pop(sent.get("code", [""])[0], None) != made:
            return answer(start, "400 Bad Request", {"error": "invalid_grant"})
        host = {"HTTP_HOST": self.speaks_as} if self.speaks_as else {}
        return self.inner({**environ, "wsgi.input": BytesIO(body), **host}, start)


def answer(start: Start, status: str, content: dict[str, Any]) -> list[bytes]:
    """A short answer in JSON."""
    start(status, [("Content-Type", "application/json")])
    return [json.dumps(content).encode()]


class Quiet(WSGIRequestHandler):
    """Writes no line for every request."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


if __name__ == "__main__":
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    inner = provider_of()
    inner.debug = False
    with make_server("127.0.0.1", int(sys.argv[1]), Strict(inner.wsgi_app), handler_class=Quiet) as server:
        print("ready", flush=True)
        server.serve_forever()
