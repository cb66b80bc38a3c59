"""Secrets: password hashes, one-time codes, digests of random tokens."""

import hashlib
import hmac
import secrets

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 256
TOTP_STEP = 30
HASHER = PasswordHasher()
DUMMY = HASHER.hash(secrets.token_hex(16))


def hash_password(password: str) -> str:
    """An argon2id hash of a password."""
    return HASHER.hash(password)


def password_matches(stored: str | None, password: str) -> bool:
    """Compare in the same time whether or not the account exists."""
    try:
        HASHER.verify(stored or DUMMY, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def new_secret() -> str:
    """A random secret for a cookie, a link or a token."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is stored of a random secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_totp_secret() -> str:
    """A secret for an authenticator application."""
    return pyotp.random_base32()


def totp_step(secret: str, code: str, at: float, last: int | None) -> int | None:
    """The time step a code belongs to, one step either side; None if wrong or used already."""
    generator = pyotp.TOTP(secret, interval=TOTP_STEP)
    now = int(at) // TOTP_STEP
    for step in (now - 1, now, now + 1):
        if hmac.compare_digest(generator.at(step * TOTP_STEP), code.strip()) and step > (last or 0):
            return step
    return None


def totp_address(secret: str, email: str) -> str:
    """The address an authenticator application reads from a QR code."""
    return pyotp.TOTP(secret, interval=TOTP_STEP).provisioning_uri(name=email, issuer_name="Методслужба")
