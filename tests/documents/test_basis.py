"""The legal basis: required documents counted from acts, acts by level, who has read them."""

import pytest
from flask import Flask

from tests.accounts import browser_as, token_for
from tests.client import Browser

RULE = "documents.mandatory"


@pytest.fixture(scope="module")
def client(app: Flask) -> "Program":
    return Program(app)


class Program:
    """A program of Luga's staff."""

    def __init__(self, app: Flask, slug: str = "luga") -> None:
        self.client, self.slug = app.test_client(), slug
        self.headers = token_for(app, slug, "methodist")

    def send(self, method: str, path: str, status: int = 200, **body: object) -> dict:
        answer = self.client.open(
            f"/api/v1/{self.slug}/{path}", method=method, headers=self.headers, json=body or None
        )
        assert answer.status_code == status, answer.get_data(as_text=True)
        return answer.json if answer.data else {}

    def act(self, number: str, day: str, **more: object) -> int:
        draft = {
            "title": f"Положение {number}",
            "kind": "Приказ",
            "number": number,
            "date": day,
            "approver": "authority",
        }
        draft |= more
        return self.send("POST", "legal-acts", 201, **draft)["id"]

    def list_of(self, rule: str) -> dict:
        return next(one for one in self.send("GET", "legal-basis")["checklists"] if one["rule"] == rule)


@pytest.mark.clause("LU1-4.10.1", "LU1-4.10.2a", "LU1-4.10.2b", "LU1-4.10.3", "LU1-4.10.4")
def test_five_documents_are_counted_from_acts_in_force(client: Program) -> None:
    first = client.list_of(RULE)
    assert (first["present"], first["wanted"], first["status"]) == (0, 5, "fail")
    act = client.act("46", "2024-01-30")
    place = f"legal-basis/{RULE}"
    for number, one in enumerate(first["documents"], 1):
        told = client.send("PUT", f"{place}/{one['code']}", act_id=act)
        assert told["present"] == number
    assert told["status"] == "pass"
    ahead = client.act("47", "2024-01-31", effective_from="2090-01-01")
    told = client.send("PUT", f"{place}/annual_plan", act_id=ahead)
    assert (told["present"], told["status"]) == (4, "fail")
    dead = client.act("40", "2020-01-31", repealed_on="2024-01-30")
    assert client.send("PUT", f"{place}/annual_plan", act_id=dead)["present"] == 4
    client.send("DELETE", f"{place}/annual_plan", 204)
    client.send("DELETE", f"{place}/annual_plan", 404)
    client.send("PUT", f"{place}/unknown", 404, act_id=act)
    refused = client.send("PUT", f"{place}/annual_plan", 422, act_id=10**9)
    assert refused["fields"][0]["field"] == "act_id"


@pytest.mark.clause("UK-order-basis", "OK-order-4", "LU0-order-basis")
def test_acts_stand_on_acts_and_a_later_or_dead_basis_is_told(client: Program) -> None:
    later = client.act("Р-76", "2022-08-06", level="federal")
    dead = client.act("882", "2017-11-27", level="municipal", repealed_on="2023-11-23")
    on_later = client.act("339", "2020-12-26", level="municipal", basis_id=later)
    on_dead = client.act("1063", "2023-11-23", level="municipal", basis_id=dead)
    acts = {one["act_id"]: one for one in client.send("GET", "legal-basis")["acts"]}
    assert acts[on_later]["faults"] == ["Основание принято позже самого акта"]
    assert acts[on_dead]["faults"] == ["Основание утратило силу"]
    assert (acts[dead]["state"], acts[later]["state"]) == ("repealed", "in_force")
    client.send(
        "POST",
        "legal-acts",
        422,
        title="x",
        kind="Приказ",
        number="1",
        date="2024-01-30",
        repealed_on="2020-01-01",
    )


@pytest.mark.clause("UK-order-ack")
def test_who_has_read_an_act_is_on_its_list(app: Flask) -> None:
    client = Program(app, "ust-koksa")
    act = client.act("339", "2020-12-26")
    person = client.send("POST", "people", 201, last_name="Суртаева", first_name="Анна")["id"]
    client.send("POST", "acknowledgements", 201, act_id=act, person_id=person, acknowledged_on="2020-12-28")
    client.send("POST", "acknowledgements", 422, act_id=act, person_id=person, acknowledged_on="2020-12-29")
    acts = {one["act_id"]: one for one in client.send("GET", "legal-basis")["acts"]}
    assert acts[act]["readers"] == 1
    listed = client.send("GET", "acknowledgements")["items"]
    assert [one["person_id"] for one in listed if one["act_id"] == act] == [person]


def test_the_page_says_what_is_missing_and_readers_only_read(app: Flask, client: Program) -> None:
    admin, reader = browser_as(app, "luga", "methodist"), browser_as(app, "luga", "auditor")
    act = client.act("48", "2024-02-01", level="municipal")
    page = admin.get("/luga/documents/basis")
    assert "из 5 обязательных" in page.text and "Муниципальный" in page.text
    place = f"/luga/documents/basis/{RULE}/regulation"
    page = admin.send("/luga/documents/basis", form=place, act_id=str(act))
    assert "№ 48" in page.text
    page = admin.send("/luga/documents/basis", form=place, act_id="")
    assert "нет" in page.text
    assert "Указать" not in reader.get("/luga/documents/basis").text
    Browser(app).get("/luga/documents/basis", 200)
    reader.post(place, 403, act_id=str(act))
