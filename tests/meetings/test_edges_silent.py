"""Councils whose regulation names them and sets no rules: it is said, nothing is checked, all is recorded."""

from datetime import date

import pytest
from flask import Flask

from service.core.errors import Conflict
from service.meetings.actions import composing, voting
from tests.meetings.council import DAY, Council
from tests.meetings.speaking import Program

COUNCILS = (
    pytest.param("ust-koksa", "п. 21", "council", None, marks=pytest.mark.clause("UK-21-council")),
    pytest.param("mariinsk", "п. 3.2", "council", "Г(Р)НМС", marks=pytest.mark.clause("KE-3.2-tact-gnms")),
    pytest.param("topki", "п. 3.2", "council", "Г(Р)МС", marks=pytest.mark.clause("KE-3.2-tact-gms")),
    pytest.param("oktyabrsky", "п. 4.2", "council", None, marks=pytest.mark.clause("OK-4.2.6")),
)


@pytest.mark.parametrize(("slug", "clause", "kind", "type_"), COUNCILS)
def test_a_council_without_rules_records_and_judges_nothing(
    app: Flask, monkeypatch: pytest.MonkeyPatch, slug: str, clause: str, kind: str, type_: str | None
) -> None:
    council = Council(app, slug, kind).seated(9)
    monkeypatch.setattr("service.core.clock.now", lambda: council.now)
    program = Program.of(council)
    body = {"name": "Методический совет", "type": type_}
    assert program.call("PUT", f"/bodies/{council.body_id}", body)["type"] == type_
    with pytest.raises(Conflict, match="некому"):
        council.sat(5, 6)
    council.at(date(2026, 3, 2))
    meeting_id, (item,) = council.sat(5, 6, presider=5)
    seen = program.get(f"/meetings/{meeting_id}")
    told = {one["rule"]: one for one in seen["verdicts"]}
    for rule in ("council.meeting_quorum", "council.decision_quorum"):
        assert told[rule]["status"] == "not_applicable"
        assert "не установлен" in told[rule]["message"]["ru"]
        assert told[rule]["clause"].startswith(clause)
    council.at(DAY)
    held = program.post(f"/agenda-items/{item}/rounds", {"voting": "secret"}, 201)["id"]
    for number, choice in ((5, "for"), (6, "against")):
        with council.acting(member=number) as scope:
            voting.cast(scope, held, choice)
    decision = program.post(f"/rounds/{held}/close")["decision"]
    assert (decision["outcome"], decision["force"]) == ("recorded", "advisory")
    assert decision["verdict"]["status"] == "not_applicable"
    again = program.post(f"/agenda-items/{item}/rounds", {}, 201)["id"]
    told = program.call(
        "POST", f"/rounds/{again}/vote", {"choice": "for", "person_id": council.people[5]}, 403,
        headers=Program.of(council, "member").headers,
    )  # fmt: skip
    assert "verdict" not in told and "сам член" in told["detail"]


def test_such_a_council_needs_no_act_and_no_offices(app: Flask) -> None:
    """Nothing asks for a chair, a number of seats or an act: without them the meeting is held as it is."""
    council = Council(app, "ust-koksa").seated(3)
    alone = {"act_id": council.act(date(2026, 3, 2)), "established_seats": 1, "starts": date(2026, 3, 2)}
    with council.acting() as scope:
        seats = [{"person_id": council.people[2], "office": "member"}]
        composing.set_composition(scope, council.body_id, {**alone, "seats": seats})
    council.people = council.people[2:]
    _, (item,) = council.sat(0, presider=0)
    assert council.voted(item, "+").outcome == "recorded"


@pytest.mark.clause("LU4-4.2.3")
def test_an_association_decides_without_a_quorum_and_shows_who_voted(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of nine come and vote: the number is shown, nothing is judged."""
    association = Council(app, "luga", "association").seated(9)
    monkeypatch.setattr("service.core.clock.now", lambda: association.now)
    meeting_id, (item,) = association.sat(5, 6, presider=5)
    assert association.voted(item, "     ++").outcome == "recorded"
    seen = Program.of(association).get(f"/meetings/{meeting_id}")
    told = {one["rule"]: one["status"] for one in seen["verdicts"] if one["rule"].endswith("_quorum")}
    assert told == {
        "association.meeting_quorum": "not_applicable",
        "association.decision_quorum": "not_applicable",
    }
    assert [one["counts"] for one in seen["rounds"]][0]["for"] == 2
