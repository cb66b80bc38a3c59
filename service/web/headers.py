"""Security headers on every answer, errors included."""

from wsgiref.headers import Headers

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; "
    "manifest-src 'self'"
)
YEAR = 31_536_000


def register_headers(app: Flask) -> None:
    """Add the headers; the transport ones only under HTTPS, since the demo runs on plain HTTP."""
    app.after_request(add_headers)


def add_file_headers(headers: Headers, _path: str, _url: str) -> None:
    """The same protection for static files, which do not pass through the application."""
    headers["Content-Security-Policy"] = POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def add_headers(response: Response) -> Response:
    """Answer with a strict content policy, no sniffing, no framing, no storing of personal pages."""
    headers = response.headers
    headers["Content-Security-Policy"] = POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    headers.pop("Server", None)
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "private, no-store"
    if request.is_secure:
        headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
    return response
