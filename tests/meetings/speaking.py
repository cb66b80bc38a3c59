"""A program that speaks to the API of meetings as a role, at the moment its council lives in."""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.accounts import token_for
from tests.meetings.council import Council


@dataclass
class Program:
    """Calls below one district; what it gets is a status and what was said."""

    council: Council
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, council: Council, role: str = "administrator") -> "Program":
        """A program with a token of a role or an office."""
        return cls(council, token_for(council.app, council.slug, role))

    def open(self, method: str, path: str, **options: Any) -> TestResponse:
        """Call an address."""
        app: Flask = self.council.app
        headers = {**self.headers, **options.pop("headers", {})}
        return app.test_client().open(
            f"/api/v1/{self.council.slug}{path}", method=method, headers=headers, **options
        )

    def call(self, method: str, path: str, body: Any = None, status: int = 200, **options: Any) -> Any:
        """Call an address and give what it answers, which must have the status."""
        if body is not None:
            options["json"] = body
        answer = self.open(method, path, **options)
        assert answer.status_code == status, answer.get_data(as_text=True)
        return answer.get_json()

    def get(self, path: str, status: int = 200) -> Any:
        """Get an address."""
        return self.call("GET", path, status=status)

    def post(self, path: str, body: Any = None, status: int = 200) -> Any:
        """Post to an address."""
        return self.call("POST", path, body, status)
