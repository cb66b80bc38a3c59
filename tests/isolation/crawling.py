"""Every address of the application, visited as somebody: what the crawls of this directory share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from service.access.names import SCHOOL, Office, Role
from service.modules import CARDS
from service.web.api import MULTIPART, description_of
from tests.accounts import browser_as, token_for
from tests.client import Browser
from tests.isolation.pair import SHARED, SLUG_A, SLUG_B

ROW = frozenset(
    {
        "agreement_id", "amendment_id", "archive_id", "arms_id", "assignment_id", "body_id", "decision_id",
        "delivery_id", "dispatch_id", "draft_id", "employment_id", "feed_id", "import_id", "invitation_id",
        "item_id", "material_id",
        "meeting_id", "member_id", "membership_id", "minutes_id", "organisation_id", "person_id", "plan_id",
        "planned_id", "proposal_id", "publication_id", "receipt_id", "record_id", "request_id", "round_id",
        "row_id", "seat_id", "sign_in_id", "signature_id", "substitution_id", "task_id", "template_id",
        "token_id", "unit_id", "waiver_id",
    }
)  # fmt: skip
"""Arguments that take a row's id: the crawls put another tenant's id there."""
WORDS = {
    "code": "K04",
    "district": SLUG_B,
    "form": "pdf",
    "key": "0" * 32,
    "entry_id": "council.decision_quorum",
    "kind": "plan-items",
    "mark": "came",
    "number": "1",
    "paper": "plan",
    "part": "rule",
    "rule": "documents.mandatory",
    "rule_id": "monitoring.uk.19.4",
    "secret": "no-such-secret",
    "section": "people",
    "step": "units",
    "setting_id": "tenancy.rules_adopted_by",
}
"""Arguments that are no tenant's: a word that stands for them."""
SKIPPED = frozenset({"static", "assets.serve"})
LAST = frozenset({"access.sign_out"})
"""Addresses that end the visit of whoever calls them."""
ANONYMOUS, STRANGER = "anonymous", "stranger"
TENANT_ROLES = tuple(map(str, Role))
OFFICES = tuple(map(str, Office))
PAGE_ACTORS = (ANONYMOUS, STRANGER, *TENANT_ROLES)
API_ACTORS = (*PAGE_ACTORS, *OFFICES)
SCHOOL_OF_A = SHARED[0]
PASSING = (
    (re.compile(r'(name="csrf_token" value=|name="csrf-token" content=)"[^"]*"'), r"\1"),
    (re.compile(r"\b(5555|7777|8888)\b"), "ID"),
    (re.compile(r'("request_id": )"[^"]*"'), r"\1"),
)


class UnknownArgument(AssertionError):
    """A route has an argument that the crawl's table does not know."""


@dataclass(frozen=True)
class Address:
    """One route and method."""

    method: str
    rule: str
    endpoint: str
    arguments: frozenset[str]

    @property
    def api(self) -> bool:
        """Whether it belongs to the JSON API."""
        return self.rule.startswith("/api/")

    @property
    def writes(self) -> bool:
        """Whether its method may change something."""
        return self.method != "GET"

    @property
    def takes_row(self) -> bool:
        """Whether the address names a row."""
        return bool(self.arguments & ROW)

    def path(self, number: int, slug: str = SLUG_A) -> str:
        """The address with every row id being `number`."""
        path = self.rule
        for name in self.arguments:
            path = re.sub(rf"<(?:[^<>:]+:)?{name}>", str(_argument(name, number, slug, self.rule)), path)
        return path


def _argument(name: str, number: int, slug: str, rule: str) -> str | int:
    if name == "slug":
        return slug
    if name in ROW:
        return number
    if name in WORDS:
        return WORDS[name]
    raise UnknownArgument(
        f"{rule}: say in tests/isolation/crawling.py whether <{name}> is a row's id or a word"
    )


def addresses(app: Flask) -> list[Address]:
    """Every route and method, those that sign out at the end."""
    found = [
        Address(method, rule.rule, rule.endpoint, frozenset(rule.arguments))
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in SKIPPED
        for method in sorted(_methods(rule))
    ]
    return sorted(found, key=lambda one: (one.endpoint in LAST, one.rule, one.method))


def _methods(rule: Rule) -> set[str]:
    return set(rule.methods or ()) - {"HEAD", "OPTIONS"}


class Visitor:
    """Somebody who calls addresses: a browser for pages, a token for the API."""

    def __init__(self, app: Flask, actor: str) -> None:
        self.actor, self.app = actor, app
        app.extensions["shell"].redis.flushdb()  # tries and links are counted anew for every visitor
        slug = SLUG_B if actor == STRANGER else SLUG_A
        role = "administrator" if actor == STRANGER else actor
        self.browser = Browser(app)
        self.headers: dict[str, str] = {}
        if actor != ANONYMOUS:
            self.headers = token_for(app, slug, role, SCHOOL_OF_A if role in SCHOOL else None)
        if actor not in (ANONYMOUS, *OFFICES):
            self.browser = browser_as(app, slug, role, SCHOOL_OF_A if role in SCHOOL else None)
        self.csrf = self.browser.token()

    def uploads(self, address: Address) -> bool:
        """Whether an address takes a form with a file."""
        return description_of(self.app.view_functions[address.endpoint]).upload is not None

    def call(self, address: Address, number: int, values: dict[str, Any] | None = None) -> TestResponse:
        """Call an address with a row's id and, where it writes, with values."""
        path = address.path(number)
        if address.api:
            body = {"json": values or {}} if address.writes else {}
            if address.takes_row and self.uploads(address):
                body = {"data": values or {}, "content_type": MULTIPART}
            return self.browser.client.open(path, method=address.method, headers=self.headers, **body)
        form = {"data": {"csrf_token": self.csrf, **(values or {})}} if address.writes else {}
        return self.browser.client.open(path, method=address.method, **form)


def outcome(response: TestResponse) -> str:
    """The status of an answer; being sent to sign in has a name of its own."""
    location = response.headers.get("Location", "")
    return (
        "sign-in"
        if location.startswith("/sign-in?next=") or location == "/sign-in"
        else str(response.status_code)
    )


def fixed(response: TestResponse) -> str:
    """The body without what differs from one request to the next, and without the id that was asked for."""
    text = response.get_data(as_text=True)
    for pattern, put in PASSING:
        text = pattern.sub(put, text)
    return text


def registers() -> Iterator[Any]:
    """Every register that a module offers."""
    for card in CARDS:
        yield from card.registers
