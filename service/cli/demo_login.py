"""A demonstration login, printed once the service runs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Login:
    """One account to try: its role, where it works, its name and password."""

    role: str
    tenant: str
    name: str
    password: str
