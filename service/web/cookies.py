"""The browser's secret lives in Flask's signed session cookie; a sign-in starts a new one."""

from flask import Flask, session

SECRET = "sign_in"  # noqa: S105 - the name of a cookie field


def register_cookies(app: Flask, https: bool) -> None:
    """Name and mark the cookie: host-bound and Secure under HTTPS, plain in a demo on HTTP."""
    app.config.update(
        SESSION_COOKIE_NAME="__Host-mms" if https else "mms",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        WTF_CSRF_TIME_LIMIT=12 * 3600,
        WTF_CSRF_SSL_STRICT=https,
    )


def browser_secret() -> str | None:
    """The secret of the browser that asks, if it has one."""
    secret = session.get(SECRET)
    return secret if isinstance(secret, str) else None


def renew(secret: str | None) -> None:
    """Forget everything the cookie held; start with `secret`."""
    session.clear()
    if secret:
        session[SECRET] = secret
