"""Every register for programs: round trip, conflicts, refusals that name the field, history, description."""

import pytest

from service.web.register import Kind
from tests.accounts import token_for
from tests.registers.samples import BOOK, OTHER, SLUG, Maker, api, in_json
from tests.statements import statements


@pytest.fixture(scope="module")
def program(app):
    """Calls the API as the administrator."""
    client, headers = app.test_client(), token_for(app, SLUG, "administrator")

    def call(method, address, status=200, **options):
        options["headers"] = {**headers, **options.get("headers", {})}
        answer = client.open(address, method=method, **options)
        assert answer.status_code == status, (
            f"{method} {address}: {answer.status_code} {answer.get_data(as_text=True)}"
        )
        return answer.get_json(silent=True)

    return call


def test_round_trip(register, maker: Maker, program):
    draft = in_json(maker.draft(register))
    made = program("POST", api(register), 201, json=draft)
    assert {name: made[name] for name in draft} == draft
    one = api(register, f"/{made['id']}")
    assert program("GET", one) == made
    assert made["id"] in [item["id"] for item in program("GET", api(register))["items"]]
    again = in_json(maker.draft(register))
    changed = program("PUT", one, json={**again, "version": made["version"]})
    assert {name: changed[name] for name in again} == again and changed["version"] == made["version"] + 1
    past = program("GET", f"{one}/history")["items"]
    shown = {one.name for one in register.fields if one.fixed}
    assert [{name: said for name, said in item["values"].items() if name not in shown} for item in past] == [
        draft
    ]
    program("DELETE", one, 204)
    program("GET", one, 404)


def test_a_conflict_carries_the_present_record(register, maker: Maker, program):
    record_id = maker.create(register)
    one = api(register, f"/{record_id}")
    saved = program("PUT", one, json={**in_json(maker.draft(register)), "version": 1})
    late = program("PUT", one, 409, json={**in_json(maker.draft(register)), "version": 1})
    assert late["code"] == "conflict" and late["current"] == saved
    matched = program("PUT", one, 409, json=in_json(maker.draft(register)), headers={"If-Match": '"1"'})
    assert matched["current"] == saved
    assert program("DELETE", one, 409, headers={"If-Match": '"1"'})["current"] == saved
    assert program("GET", one) == saved


def bad_values(register, foreign):
    """What a field must refuse: (field, value)."""
    for one in register.entered:
        match one.kind:
            case Kind.TEXT | Kind.LONG:
                yield one.name, "я" * (one.longest + 1)
                yield one.name, "a\x07b"
                yield one.name, 5
            case Kind.DATE:
                yield one.name, "31.02.2024"
                yield one.name, "9999-12-31"
            case Kind.CHOICE:
                yield one.name, "no-such-choice"
            case Kind.INTEGER:
                yield one.name, one.most + 1
                yield one.name, one.least - 1
                yield one.name, 1.5
            case Kind.BOOLEAN:
                yield one.name, "maybe"
            case Kind.PERSON | Kind.RECORD:
                yield one.name, 10**18
                yield one.name, 2**63
                yield one.name, foreign[one.to or "person"]
        if one.required:
            yield one.name, None
    if register.lives:
        yield "ends", "2020-01-01"
        yield "starts", "1812-06-24"
    yield "no_such_field", 1
    yield "tenant_id", 1


def test_every_bad_field_is_refused_and_named(app, register, maker: Maker, program):
    theirs = Maker(app, OTHER)
    foreign = {"person": theirs.person()}
    for one in register.entered:
        if one.kind is Kind.RECORD:
            foreign[one.to] = theirs.create(BOOK.get(one.to))
    draft = in_json(maker.draft(register))
    before = program("GET", api(register))["total"]
    for name, value in bad_values(register, foreign):
        answer = program("POST", api(register), 422, json={**draft, name: value})
        assert name in [fault["field"] for fault in answer.get("fields", ())], (name, value, answer)
        assert all("%(" not in fault["message"] for fault in answer["fields"])
    assert program("GET", api(register))["total"] == before


def test_a_list_is_narrowed_and_ordered(register, maker: Maker, program):
    made = [maker.create(register) for _ in range(2)]
    for one in register.entered:
        if one.kind in (Kind.PERSON, Kind.RECORD) and one.to != register.name:
            wanted = getattr(maker.row(register, made[0]), one.name)
            items = program("GET", api(register, f"?{one.name}={wanted}"))["items"]
            assert items and all(item[one.name] == wanted for item in items)
    for name in [one.name for one in register.listed]:
        up = [item["id"] for item in program("GET", api(register, f"?sort={name}&size=200"))["items"]]
        down = [item["id"] for item in program("GET", api(register, f"?sort=-{name}&size=200"))["items"]]
        assert set(up) == set(down)
    for question in (
        "sort=tenant_id",
        "no_such=1",
        "since=yesterday" if not register.lives else "on=yesterday",
    ):
        refused = program("GET", api(register, f"?{question}"), 422)
        assert refused["fields"][0]["field"] == question.partition("=")[0]


def test_a_list_as_it_stood_on_a_day(register, maker: Maker, program):
    if not register.lives:
        program("GET", api(register, "?on=2025-01-01"), 422)
        return
    record_id = maker.create(register)
    shown = {day: program("GET", api(register, f"?on={day}&size=200"))["items"] for day in DAYS}
    found = {day: record_id in [item["id"] for item in items] for day, items in shown.items()}
    assert found == {"2023-12-31": False, "2024-01-01": True, "2030-12-31": True, "2031-01-01": False}
    assert record_id in [item["id"] for item in program("GET", api(register, "?size=200"))["items"]]


DAYS = ("2023-12-31", "2024-01-01", "2030-12-31", "2031-01-01")


def test_the_number_of_statements_does_not_grow(app, register, maker: Maker, signed_in):
    browser = signed_in(SLUG)
    address = f"/{SLUG}/{register.address}/"
    maker.create(register)
    browser.get(address)
    with statements(app) as few:
        browser.get(address)
    for _ in range(4):
        maker.create(register)
    with statements(app) as many:
        browser.get(address)
    assert of_records(few) and of_records(many) == of_records(few)


def of_records(found: list[str]) -> int:
    """Statements that ask tables of the tenant; what the service keeps in memory a while is left out."""
    return len([one for one in found if " mms." in one])


def test_the_description_speaks_of_every_address(register, app):
    described = app.test_client().get("/api/v1/openapi.json").get_json()["paths"]
    listed = described[api(register, slug="{slug}")]
    one = described[api(register, "/{record_id}", slug="{slug}")]
    past = described[api(register, "/{record_id}/history", slug="{slug}")]
    operations = [listed["get"], listed["post"], one["get"], one["put"], one["delete"], past["get"]]
    assert all(operation["summary"] not in ("", "view") for operation in operations)
    assert "204" in one["delete"]["responses"]
    assert {parameter["name"] for parameter in listed["get"]["parameters"]} >= {"slug", "q", "sort", "page"}
