"""Two hundred members return their sheets in the same minute: none is lost, each counts once."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import time as hour

import pytest
from flask import Flask

from service.meetings.actions import issuing, noticing, returning
from service.meetings.queries import sheets as sheet_reads
from service.tenancy.scope import Actor
from tests.accounts import scope_of
from tests.meetings.ballots import DAY, ISSUED, Ballots, council_of

MEMBERS, AT_ONCE = 200, 8
"""As many at once as a process of the service has connections to spare."""


def test_everybody_returns_a_sheet_at_once(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    council = council_of(app, MEMBERS)
    council.at(ISSUED)
    ballots = Ballots(council, *council.meeting(DAY, "correspondence", 3))
    with council.acting() as scope:
        noticing.announce(scope, ballots.meeting_id)
        issuing.issue(scope, ballots.meeting_id)
    council.at(DAY, hour(17, 59))
    actors: list[Actor] = []
    for number in range(MEMBERS):  # accounts are made before the minute begins
        with council.acting(member=number) as scope:
            actors.append(scope.actor)

    def send(number: int) -> str:
        found = replace(scope_of(app, "luga", on=DAY), actor=actors[number], now=council.now)
        with found.db as db:
            signs = "+-0" if number % 3 else "-++"
            came = returning.return_online(found, ballots.marks(signs), meeting_id=ballots.meeting_id)
            db.commit()
            return came.status

    started = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        came = Counter(threads.map(send, [*range(MEMBERS), *range(0, MEMBERS, 10)]))
    with capsys.disabled():
        print(f" {sum(came.values())} sheets in {time.perf_counter() - started:.1f} s", end=" ")
    assert came == {"valid": MEMBERS, "duplicate": MEMBERS // 10}
    sums = sheet_reads.reconciliation(ballots.lines())
    assert (sums.issued, sums.count("valid"), sums.exact) == (MEMBERS, MEMBERS, True)
    state, (first, second, third) = ballots.tallied()
    assert state == "closed"
    assert (first.votes_for, first.votes_against, first.outcome) == (133, 67, "adopted")
    assert (second.votes_for, second.votes_against, second.outcome) == (67, 133, "rejected")
    assert (third.votes_for, third.votes_abstained, third.outcome) == (67, 133, "rejected")
