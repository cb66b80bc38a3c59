"""What the tests of the API's contract share: a filled district, names to put into addresses, callers."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from schemathesis import Case

from service.cli.seeding import make_structures
from service.config import Settings
from service.jobs import work
from service.workshop import workshop_of
from tests.accounts import scope_of, token_for
from tests.people.makers import workbook

SLUG = "luga"
API = f"/api/v1/{SLUG}"
SPARE = 9
"""Tokens that the calls may revoke without taking their own."""
FIRST = 5
"""Every register of this district has records numbered from one."""
MULTIPART = "multipart/form-data"


@dataclass
class District:
    """A district with records of every kind, and callers in it."""

    app: Flask
    callers: Mapping[str, Mapping[str, str]]
    names: dict[str, str] = field(default_factory=dict)

    def call(self, actor: str, method: str, path: str, **options: Any) -> Any:
        """Call an address below the district as somebody."""
        options["headers"] = {**self.callers[actor], **options.get("headers", {})}
        return self.app.test_client().open(f"{API}{path}", method=method, **options)

    def aim(self, case: Case) -> None:
        """Put names that exist into the address: most random ones would only ever find nothing."""
        places = case.path_parameters or {}
        for name, value in places.items():
            if name == "slug":
                places[name] = SLUG
            elif isinstance(value, int):
                places[name] = 1 + value % FIRST
            elif name in self.names:
                places[name] = self.names[name]
        if "{code}" in case.path and "/functions/" in case.path:
            places["code"] = self.names["function"]


def filled(app: Flask, settings: Settings) -> District:
    """Fill the district that has people and registers: structure, an import and a workbook that were read."""
    make_structures(settings)
    for _ in range(SPARE):
        token_for(app, SLUG, "auditor")
    made = District(
        app,
        {
            "administrator": token_for(app, SLUG, "administrator"),
            "school_tutor": token_for(app, SLUG, "school_tutor", 1),
        },
    )
    names = made.names
    names["code"] = first(made, "/indicators")["code"]
    names["function"] = first(made, "/functions")["code"]
    names["rule_id"] = first(made, "/rules")["id"]
    names["key"] = upload(made, "/organisations/imports", {}, [["Название", "Код", "Тип"], ["Ш", "ш-1", ""]])[
        "key"
    ]
    rows = [["ФИО", "Должность"], ["Новая Анна Ивановна", "Учитель"], ["Иванова", "Учитель"]]
    read = upload(made, "/imports", {"organisation_id": "1"}, rows)
    bench = workshop_of(settings)
    work.open_workshop(bench)
    work.perform(scope_of(app, SLUG).tenant.id, None, "people.read_import", subject_id=read["id"])
    bench.engine.dispose()
    return made


def first(district: District, path: str) -> dict[str, Any]:
    """The first record of a list."""
    answer = district.call("administrator", "GET", path)
    found: dict[str, Any] = answer.get_json()["items"][0]
    return found


def upload(district: District, path: str, values: dict[str, str], rows: list[list[str]]) -> dict[str, Any]:
    """Upload a workbook and return what is told of it."""
    file = (io.BytesIO(workbook(rows)), "list.xlsx")
    answer = district.call(
        "administrator", "POST", path, data={**values, "file": file}, content_type=MULTIPART
    )
    assert answer.status_code == 201, answer.get_data(as_text=True)
    found: dict[str, Any] = answer.get_json()
    return found
