"""Signing in through an outside provider (внешний вход): OpenID Connect, authorization code with PKCE.

The provider is asked at the address the operator set, and nowhere else. State, nonce and the code verifier
live in the signed cookie of the browser that began; signature, issuer, audience, nonce and term of the answer
are checked by Authlib, the issuer against the setting as well.
"""

from dataclasses import dataclass
from typing import Any

import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, current_app, request
from joserfc.errors import JoseError
from requests import RequestException
from werkzeug.wrappers import Response

from service.config import Settings
from service.core.errors import Invalid, Unavailable
from service.core.language import N_

log = structlog.get_logger()
NAME = "oidc"
DISCOVERY = "/.well-known/openid-configuration"
PATIENCE = 10
"""Seconds to wait for the provider."""
NOT_PROVEN = N_("Внешний вход не удался: ответ не прошёл проверку. Начните ещё раз или войдите паролем.")
AWAY = N_("Сервер внешнего входа не отвечает. Войдите паролем или попробуйте позже.")


@dataclass(frozen=True)
class Provider:
    """The outside provider: who it is, what its button says, the client that talks to it."""

    issuer: str
    title: str
    client: Any


@dataclass(frozen=True)
class Claims:
    """What a provider says of a person: its own name for them, an address and whether it checked it."""

    issuer: str
    subject: str
    email: str
    verified: bool


def register_provider(app: Flask, settings: Settings) -> None:
    """Make the client of the provider, where the operator has set one."""
    if not (settings.oidc_issuer and settings.oidc_client_id):
        return
    client = OAuth(app).register(
        NAME,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=settings.oidc_issuer.rstrip("/") + DISCOVERY,
        client_kwargs={
            "scope": "openid email",
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE,
        },
    )
    app.extensions[NAME] = Provider(settings.oidc_issuer, settings.oidc_title, client)


def provider() -> Provider | None:
    """The provider of this deployment, or None."""
    found: Provider | None = current_app.extensions.get(NAME)
    return found


def begin(chosen: Provider, back: str) -> Response:
    """Send the browser to the provider with a fresh state, nonce and challenge; raises a Problem."""
    try:
        _check_issuer(chosen)
        sent: Response = chosen.client.authorize_redirect(back)
    except (RequestException, ValueError, RuntimeError) as error:
        raise _away(error) from error
    return sent


def claims(chosen: Provider) -> Claims:
    """What the provider answered, once everything about the answer is right; raises Invalid, Unavailable."""
    try:
        _check_issuer(chosen)
        token = chosen.client.authorize_access_token()
        said = dict(token.get("userinfo") or {})
        if said and not said.get("email"):
            more = chosen.client.userinfo(token=token)
            said.update(more if more.get("sub") == said.get("sub") else {})
    except RequestException as error:
        raise _away(error) from error
    except (AuthlibBaseError, JoseError, ValueError, RuntimeError, KeyError, TypeError) as error:
        raise _not_proven(type(error).__name__) from error
    named = request.args.get("iss")
    if not said.get("sub") or said.get("iss") != chosen.issuer or named not in (None, chosen.issuer):
        raise _not_proven("claims")
    verified = said.get("email_verified") is True
    return Claims(chosen.issuer, str(said["sub"]), str(said.get("email") or "").strip().lower(), verified)


def _check_issuer(chosen: Provider) -> None:
    """The provider must call itself as the operator does: another issuer's answers are not for us."""
    called = chosen.client.load_server_metadata().get("issuer")
    if called != chosen.issuer:
        raise _not_proven("issuer")


def _not_proven(why: str) -> Invalid:
    log.warning("external_sign_in_refused", why=why)
    return Invalid(NOT_PROVEN)


def _away(error: Exception) -> Unavailable:
    log.warning("external_provider_away", error=type(error).__name__)
    return Unavailable(AWAY)
