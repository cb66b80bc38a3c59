"""A zone that moves after the notice, a line that drops during a vote (council.md edges 37 and 79)."""

from datetime import UTC, datetime, time
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from service.config import Settings
from service.meetings.actions import attending, noticing, voting
from service.meetings.actions.rezoning import rezone
from service.meetings.model.notices import NoticeDelivery
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import meetings as reads
from service.meetings.queries.notices import latest
from tests.accounts import tenant_of
from tests.database import superuser
from tests.meetings.council import DAY, Council


@pytest.fixture
def council(app: Flask) -> Council:
    return Council(app, "luga").seated(13)


def test_the_hour_that_was_told_stays_where_a_zone_moves(
    council: Council, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edge 79: the members are told anew, and the term of the notice does not begin anew."""
    council.at(DAY.replace(day=2))
    meeting_id, _ = council.noticed(DAY, "hybrid", starts_time=time(15))
    with council.acting() as scope:
        assert rezone(scope) == 0
        first = latest(scope, meeting_id)
        assert first is not None and first.number == 1
    with superuser(urlsplit(settings.database_url).path.lstrip("/")) as everything:
        everything.execute("UPDATE platform.tenant SET time_zone = 'Europe/Samara' WHERE slug = 'luga'")
        monkeypatch.setattr(tenant_of(council.app, "luga"), "time_zone", "Europe/Samara")
        try:
            with council.acting() as scope:
                assert rezone(scope) == 1
            with council.acting() as scope:
                assert rezone(scope) == 0
                meeting = reads.meeting(scope, meeting_id)
                assert meeting.starts_at == datetime(2026, 3, 20, 11, tzinfo=UTC)
                assert meeting.sheets_due_at == datetime(2026, 3, 20, 14, tzinfo=UTC)
                told = latest(scope, meeting_id)
                assert told is not None and (told.number, told.material) == (2, False)
                assert told.content["starts_at"] == "2026-03-20T15:00:00+04:00"
                asked = select(NoticeDelivery).where(NoticeDelivery.notice_id == told.id)
                assert len(scope.db.execute(asked).scalars().all()) == 13
                due = {one.kind: one.due_at for one in reads.deadlines(scope, meeting_id)}
                assert due["sheets_due"] == meeting.sheets_due_at
        finally:
            everything.execute("UPDATE platform.tenant SET time_zone = 'Europe/Moscow' WHERE slug = 'luga'")


@pytest.mark.parametrize(("votes", "outcome"), [("+++++----", "rejected"), ("++++++---", "adopted")])
def test_a_line_that_drops_is_no_vote_and_stays_in_the_base(
    council: Council, votes: str, outcome: str
) -> None:
    """Edge 37: ten were there when the round opened, so five of nine cast are not more than half."""
    meeting_id, (item,) = council.opened(9)
    gone = council.people[9]
    with council.acting() as scope:
        attending.mark(scope, meeting_id, gone, {"status": "remote"})
        held = voting.open_round(scope, item)
        attending.leave(scope, meeting_id, gone)
    choices = {"+": "for", "-": "against"}
    with council.acting() as scope:
        named = {council.people[n]: choices[sign] for n, sign in enumerate(votes)}
        voting.cast_all(scope, held.id, named)
        decision = voting.close_round(scope, held.id)
        assert decision.outcome == outcome
        (judged,) = [one for one in reads.stored(scope, "round", [held.id]) if one.rule == "council.majority"]
        assert judged.verdict["operands"]["participants"] == 10
        assert MeetingPolicy.of(scope.profile, "council").established("majority")
        assert noticing.latest(scope, meeting_id) is not None
