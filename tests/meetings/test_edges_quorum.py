"""Edge cases of numbers and of a composition that changes (council.md 6, edges 1-12, 15; A1, E7)."""

from datetime import date, time

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from service.core.columns import life
from service.core.errors import Invalid
from service.meetings.actions import agenda, attending, composing, noticing, sitting, voting
from service.meetings.actions.judging import Refused
from service.meetings.model.bodies import CompositionAct
from service.meetings.model.voting import Decision, Round
from service.meetings.queries import meetings as reads
from service.meetings.queries import notices
from service.meetings.queries.bodies import composition
from service.profiles.profile import Profile
from tests.meetings.council import DAY, Council, days
from tests.meetings.variants import profile_of, with_params, without

QUORUM, DECISION = "council.meeting_quorum", "council.decision_quorum"


@pytest.fixture(scope="module")
def luga(app: Flask) -> Profile:
    return profile_of(app, "luga")


def council_of(
    app: Flask, members: int, established: int | None = None, profile: Profile | None = None
) -> Council:
    return Council(app, "luga", profile=profile).seated(members, established)


def mark(council: Council, meeting_id: int, *numbers: int, status: str = "present") -> None:
    with council.acting() as scope:
        for number in numbers:
            attending.mark(scope, meeting_id, council.people[number], {"status": status})


@pytest.mark.clause("LU2-4.6-quorum-inperson", "LU2-4.9-twothirds")
@pytest.mark.parametrize(
    ("members", "established", "changed", "opens", "decides"),
    [
        (15, 15, {}, 8, 10),
        (16, 16, {}, 8, 11),
        (16, 16, {"op": "more_than"}, 9, 11),
        (9, 9, {}, 5, 6),
        (12, 15, {}, 8, 10),
        (12, 15, {"base": "filled"}, 6, 8),
        (1, 1, {}, 1, 1),
        (2, 2, {}, 1, 2),
        (2, 2, {"op": "more_than"}, 2, 2),
    ],
)
def test_how_many_open_and_how_many_decide(
    app: Flask,
    luga: Profile,
    members: int,
    established: int,
    changed: dict[str, str],
    opens: int,
    decides: int,
) -> None:
    """Edges 1-4, 7, 8: one fewer is refused in words with the numbers, the right number is enough."""
    profile = without(with_params(luga, QUORUM, **changed), "council.offices")
    if "base" in changed:
        profile = with_params(profile, DECISION, **changed)
    council = Council(app, "luga", profile=profile).seated(members, established)
    if opens > 1:
        with pytest.raises(Refused) as refused:
            council.opened(opens - 1)
        verdict = refused.value.verdict
        assert (verdict.rule, verdict.expected, verdict.shortfall) == (QUORUM, opens, 1)
        council.at(date(2026, 3, 2))
    meeting_id, (item,) = council.opened(opens)
    if decides > opens:
        mark(council, meeting_id, *range(opens, decides - 1))
        with council.acting() as scope, pytest.raises(Refused) as refused:
            voting.open_round(scope, item)
        assert (refused.value.verdict.rule, refused.value.verdict.shortfall) == (DECISION, 1)
        mark(council, meeting_id, *range(opens, decides))
    assert council.voted(item, "+" * decides).outcome == "adopted"


def test_who_comes_lets_vote_and_who_leaves_takes_it_away(app: Flask) -> None:
    """Edges 3, 5, 6: what was decided stands, the meeting goes on for discussion, then cannot even vote."""
    council = council_of(app, 15)
    meeting_id, items = council.opened(9, items=4)
    with council.acting() as scope, pytest.raises(Refused):
        voting.open_round(scope, items[0])
    council.at(DAY, time(15, 40))
    mark(council, meeting_id, 9)
    first = council.voted(items[1], "++++++----")
    council.at(DAY, time(16, 0))
    with council.acting() as scope:
        attending.leave(scope, meeting_id, council.people[9])
    with council.acting() as scope, pytest.raises(Refused) as refused:
        voting.open_round(scope, items[2])
    assert refused.value.verdict.rule == DECISION
    with council.acting() as scope:
        for number in (7, 8):
            attending.leave(scope, meeting_id, council.people[number])
    with council.acting() as scope, pytest.raises(Refused) as refused:
        voting.open_round(scope, items[2])
    assert refused.value.verdict.rule == QUORUM
    with council.acting() as scope:
        assert scope.db.get_one(Decision, (scope.db.tenant_id, first.id)).outcome == "adopted"
        assert sitting.close(scope, meeting_id).state == "closed"


@pytest.mark.clause("LU2-4.4")
def test_no_act_in_force_opens_nothing_and_old_meetings_stand(app: Flask) -> None:
    """Edge 9: the act ended the day before."""
    council = council_of(app, 13)
    held, _ = council.opened(9)
    council.at(date(2026, 3, 21))
    with council.acting() as scope:
        sitting.close(scope, held)
    later, _ = council.noticed(date(2026, 4, 20))
    with council.acting() as scope:
        act = scope.db.execute(
            select(CompositionAct).where(CompositionAct.body_id == council.body_id)
        ).scalar_one()
        act.valid = life(act.valid.lower, date(2026, 4, 20))
    council.at(date(2026, 4, 20))
    with council.acting() as scope:
        agenda.close_agenda(scope, later)
    mark(council, later, *range(13))
    with council.acting() as scope, pytest.raises(Refused) as refused:
        sitting.open_meeting(scope, later)
    assert (refused.value.verdict.rule, refused.value.verdict.clause) == (
        "council.composition_act",
        "прил. 2, п. 4.4",
    )
    with council.acting() as scope:
        assert {one.status for one in reads.stored(scope, "meeting", [held])} == {"pass"}


@pytest.mark.clause("LU2-4.4")
def test_the_composition_of_the_day_of_the_meeting_counts(app: Flask) -> None:
    """Edges 10-12: who left does not count, who joined does, the number is that of the new act."""
    council = council_of(app, 15)
    meeting_id, (item,) = council.noticed(DAY)
    council.at(date(2026, 3, 17))
    joined, left = council.person("Новичок"), council.people[14]
    council.compose(13, date(2026, 3, 17), [*council.people[:12], joined])
    with council.acting() as scope:
        receipt = {"channel": "phone", "evidence": "звонила секретарь"}
        row = noticing.deliver(scope, meeting_id, joined, receipt)
        told = {one.row.person_id: one.judged.status for one in _deliveries(scope, meeting_id)}
        assert (told[joined], told[council.people[0]], row.channel) == ("fail", "pass", "phone")
    council.at(DAY)
    with council.acting() as scope:
        agenda.close_agenda(scope, meeting_id)
        with pytest.raises(Invalid):
            attending.mark(scope, meeting_id, left, {"status": "present"})
    mark(council, meeting_id, *range(7))
    with council.acting() as scope:
        sitting.open_meeting(scope, meeting_id)
        attending.mark(scope, meeting_id, joined, {"status": "present"})
    mark(council, meeting_id, 7)
    with council.acting() as scope:
        held = voting.open_round(scope, item)
        assert (held.established, held.electors) == (13, 9)
        voting.cast(scope, held.id, "for", joined)
    council.at(date(2026, 6, 1))
    council.compose(15, date(2026, 6, 1))
    with council.acting() as scope:
        then = composition(scope, council.body_id, DAY)
        assert (then.established, then.member(joined) is not None, then.member(left)) == (13, True, None)


def _deliveries(scope: object, meeting_id: int) -> list[notices.Delivered]:
    latest = notices.latest(scope, meeting_id)  # type: ignore[arg-type]
    assert latest is not None
    return notices.deliveries(scope, latest.id)  # type: ignore[arg-type]


def test_whom_a_round_began_with_is_for_good(app: Flask) -> None:
    """E7: a member who comes while hands are raised has no vote in that round; the database agrees."""
    council = council_of(app, 13)
    meeting_id, (item,) = council.opened(9)
    with council.acting() as scope:
        held = voting.open_round(scope, item).id
    mark(council, meeting_id, 9)
    with pytest.raises(Invalid, match="списке голосующих"), council.acting() as scope:
        voting.cast(scope, held, "for", council.people[9])
    with council.acting() as scope:
        statement = "INSERT INTO mms.elector (tenant_id, round_id, person_id, office, channel) "
        values = f"VALUES ({scope.db.tenant_id}, {held}, {council.people[9]}, 'member', 'room')"
        with pytest.raises(DBAPIError, match="electorate_frozen"):
            scope.db.execute(text(statement + values))
        scope.db.rollback()
        assert scope.db.get_one(Round, (scope.db.tenant_id, held)).electors == 9


@pytest.mark.clause("LU2-4.1", "LU2-4.4")
def test_offices_and_seats_of_a_composition(app: Flask) -> None:
    """Edge 15 and C-02: one person one seat, one chair, one secretary; as many as the act establishes."""
    council = council_of(app, 5)
    act = council.act(date(2026, 3, 2), "7")

    def seats(*offices: str, twice: bool = False) -> dict[str, object]:
        people = [council.people[0 if twice else number] for number in range(len(offices))]
        named = [
            {"person_id": person, "office": office} for person, office in zip(people, offices, strict=True)
        ]
        return {"act_id": act, "established_seats": 5, "starts": date(2026, 3, 2), "seats": named}

    full = ("chair", "deputy", "secretary", "member")
    for draft, refusal in (
        (seats("chair", "chair", "deputy", "secretary"), Refused),
        (seats("chair", "deputy", "member", "member"), Refused),
        (seats(*full, twice=True), Invalid),
        ({**seats(*full), "established_seats": 3}, Invalid),
        ({**seats(*full), "act_id": 99999}, Invalid),
        ({**seats(*full), "starts": date(2026, 3, 1)}, Invalid),
    ):
        with council.acting() as scope, pytest.raises(refusal):
            composing.set_composition(scope, council.body_id, draft)
    with council.acting() as scope:
        composing.set_composition(scope, council.body_id, seats(*full))
    with council.acting() as scope:
        assert composition(scope, council.body_id, date(2026, 3, 2)).vacant == 1
        assert composition(scope, council.body_id, date(2026, 3, 2) - days(1)).filled == 5
