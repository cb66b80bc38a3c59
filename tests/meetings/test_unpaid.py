"""Work in a council is unpaid (прил. 2, п. 4.7): the rule says so, and a seat has no place for a payment."""

from datetime import date

import pytest
from flask import Flask

from tests.meetings.council import Council
from tests.meetings.speaking import Program


@pytest.mark.clause("LU2-4.7-unpaid")
def test_no_payment_can_be_written_to_a_seat(app: Flask) -> None:
    council = Council(app, "luga").seated(4)
    program = Program.of(council)
    for paid, status in ((True, "fail"), (False, "pass")):
        asked = {"rule": "council.unpaid", "given": {"paid": paid}, "on": "2026-03-20"}
        told = program.post("/verdicts", asked)
        assert (told["status"], told["severity"], told["clause"]) == (status, "hard", "прил. 2, п. 4.7")
    seats = [{"person_id": person, "office": "member", "paid": True} for person in council.people]
    draft = {"act_id": council.act(date(2026, 3, 2)), "established_seats": 4, "starts": "2026-03-20"}
    refused = program.post(f"/bodies/{council.body_id}/compositions", {**draft, "seats": seats}, 422)
    assert "paid" in str(refused["fields"])
