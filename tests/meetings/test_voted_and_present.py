"""Whoever voted was there (council.md D2): not to be marked absent, nor to have left before the vote."""

from datetime import time

import pytest
from flask import Flask

from service.core.errors import Conflict
from service.meetings.actions import attending, voting
from service.meetings.queries.presence import marked
from service.meetings.refusals import WORDS
from tests.meetings.council import DAY, Council
from tests.meetings.speaking import Program
from tests.meetings.variants import profile_of, without


@pytest.mark.parametrize("way", ["open", "secret"])
def test_who_voted_is_neither_absent_nor_gone_before(app: Flask, way: str) -> None:
    council = Council(app, "luga", profile=without(profile_of(app, "luga"), "council.open_vote")).seated(4)
    meeting_id, (item, _) = council.opened(4, items=2)
    voter, other = council.people[3], council.people[2]
    opened = council.at(DAY, time(15, 20))
    with council.acting() as scope:
        held = voting.open_round(scope, item, way).id
    council.at(DAY, time(15, 25))
    with council.acting(member=3) as scope:
        voting.cast(scope, held, "for")
    council.at(DAY, time(15, 30))
    for status in ("absent", "excused"):
        with pytest.raises(Conflict) as refused, council.acting() as scope:
            attending.mark(scope, meeting_id, voter, {"status": status, "reason": "болезнь"})
        assert refused.value.msgid == WORDS["voted_so_present"]
    before = council.now.replace(minute=opened.minute - 1)
    with pytest.raises(Conflict, match="раньше своего голоса"), council.acting() as scope:
        attending.leave(scope, meeting_id, voter, before)
    with council.acting() as scope:
        (there,) = [one for one in marked(scope, meeting_id) if one.row.person_id == voter]
        assert there.here and there.at(opened)
        attending.leave(scope, meeting_id, voter, opened.replace(minute=opened.minute + 6))
        attending.leave(scope, meeting_id, other, before)
    with council.acting() as scope:
        (there,) = [one for one in marked(scope, meeting_id) if one.row.person_id == voter]
        assert there.at(opened) and not there.here, "present for the question that was voted on"


def test_a_program_hears_the_same(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    council = Council(app, "luga").seated(4)
    monkeypatch.setattr("service.core.clock.now", lambda: council.now)
    meeting_id, (item,) = council.opened(4)
    council.voted(item, "++++")
    program, one = Program.of(council), f"/meetings/{meeting_id}/presence/{council.people[3]}"
    told = program.call("PUT", one, {"status": "absent"}, 409)
    assert told["detail"] == WORDS["voted_so_present"]
    told = program.post(f"{one}/leave", {"at": "2026-03-20T14:00:00+03:00"}, 200)
    assert told["intervals"][-1]["left_at"], "the round began as everybody came: that moment is the bound"
