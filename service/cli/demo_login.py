"""A demonstration login, printed once the service runs."""

from dataclasses import dataclass

ANY_SIBLING = "<район>"
"""Stands for the address of any municipality that is here for demonstration only."""


@dataclass(frozen=True)
class Login:
    """One account to try: its role, where it works, its name and password."""

    role: str
    tenant: str
    name: str
    password: str
