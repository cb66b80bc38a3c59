"""A waiver lets a meeting go on, says so in the verdict that is kept, and lets nobody off counting."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from service.compliance.actions import waiving
from service.core.errors import Conflict
from service.meetings.actions.judging import Refused
from service.meetings.model.judged import Judged
from service.meetings.model.meetings import Meeting
from tests.meetings.council import DAY, Council

QUORUM = "council.meeting_quorum"
DRAFT = {"decided_by": "Иванова А. П., приказ № 7", "reason": "Половина совета в отъезде", "ends": DAY}


def test_a_waived_quorum_opens_the_meeting_and_the_verdict_says_by_whom(app: Flask) -> None:
    council = Council(app, "luga").seated(15)
    with pytest.raises(Refused):
        council.opened(5)
    with council.acting() as scope:
        made = waiving.waive(scope, QUORUM, {**DRAFT, "starts": DAY})
        scope.db.flush()
        waiver_id = made.id
    council.at(date(2026, 3, 2))
    meeting_id, _ = council.opened(5)
    with council.acting() as scope:
        kept = scope.db.execute(
            select(Judged.status, Judged.verdict)
            .join(Meeting, Meeting.verdict_id == Judged.id)
            .where(Meeting.id == meeting_id)
        ).one()
        assert kept.status == "waived"
        assert "приказ № 7" in kept.verdict["message"]["ru"]
        assert kept.verdict["clause"], "whose clause was set aside stays with it"
        waiving.revoke(scope, waiver_id, "Совет вернулся")
    council.at(date(2026, 3, 2))
    with pytest.raises(Refused):
        council.opened(5)


def test_a_waiver_of_other_days_opens_nothing(app: Flask) -> None:
    council = Council(app, "luga").seated(15)
    with council.acting() as scope:
        waiving.waive(scope, QUORUM, {**DRAFT, "starts": date(2026, 3, 1), "ends": date(2026, 3, 19)})
    with pytest.raises(Refused):
        council.opened(5)


def test_nobody_is_let_off_counting_votes(app: Flask) -> None:
    council = Council(app, "luga")
    with council.acting() as scope, pytest.raises(Conflict, match="итог голосования"):
        waiving.waive(scope, "council.majority", {**DRAFT, "starts": DAY})
