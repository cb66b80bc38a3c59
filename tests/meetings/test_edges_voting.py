"""Edge cases of voting and decisions (council.md 6, edges 49-55, 57, 58), by both readings."""

from datetime import date, time

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from service.core.errors import Conflict, Invalid
from service.meetings.actions import agenda, attending, sitting, voting
from service.meetings.actions.judging import Refused
from service.meetings.model.bodies import Body, Seat
from service.meetings.model.voting import Decision, SecretBallot, Vote
from service.meetings.queries import meetings as reads
from service.meetings.queries import presence, rounds
from service.profiles.profile import Profile
from tests.meetings.council import DAY, Council
from tests.meetings.variants import profile_of, with_params, with_setting, without

MAJORITY = "council.majority"


@pytest.fixture(scope="module")
def luga(app: Flask) -> Profile:
    return profile_of(app, "luga")


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    return Council(app, "luga").seated(15)


@pytest.mark.clause("LU2-4.9-majority")
@pytest.mark.parametrize(
    ("votes", "changed", "outcome"),
    [
        ("+++++-----", {}, "rejected"),
        ("+++++-----", {"tie": "chair_decides"}, "adopted"),
        ("-----+++++", {"tie": "chair_decides"}, "rejected"),
        ("+++++--000", {}, "rejected"),
        ("+++++--000", {"base": "voting"}, "adopted"),
        ("+++++++---", {"base": "established"}, "rejected"),
        ("++++++++--", {"base": "established"}, "adopted"),
        ("0000000000", {}, "rejected"),
        ("0000000000", {"base": "voting"}, "rejected"),
    ],
)
def test_what_is_more_than_half(
    council: Council, luga: Profile, votes: str, changed: dict[str, str], outcome: str
) -> None:
    """Edges 49-51: a tie, abstentions, the base; the stored verdict explains what was decided."""
    council.profile = with_params(luga, MAJORITY, **changed)
    council.at(date(2026, 3, 2))
    _, (item,) = council.opened(10)
    made = council.voted(item, votes)
    assert (made.outcome, made.force) == (outcome, "advisory")
    with council.acting() as scope:
        stored = reads.stored(scope, "round", [made.round_id])
        assert [one.rule for one in stored] == [MAJORITY]


def test_a_tie_may_ask_for_another_round(council: Council, luga: Profile) -> None:
    """Edges 49, 55: the verdict says that one votes again; the first round stays beside the second."""
    council.profile = with_params(luga, MAJORITY, tie="revote")
    council.at(date(2026, 3, 2))
    _, (item,) = council.opened(10)
    first = council.voted(item, "+++++-----")
    second = council.voted(item, "++++++----")
    assert (first.outcome, second.outcome) == ("rejected", "adopted")
    with council.acting() as scope:
        held = rounds.by_item(scope, [item])[item]
        assert [(one.row.number, one.counts["for"]) for one in held] == [(1, 5), (2, 6)]
        tie = scope.db.get_one(Decision, (scope.db.tenant_id, first.id)).verdict_id
        message = next(one for one in reads.stored(scope, "round", [first.round_id]) if one.id == tie)
        assert "переголос" in str(message.verdict).lower() or "повторн" in str(message.verdict).lower()


@pytest.mark.parametrize(
    ("decides", "base", "votes", "outcome"),
    [(False, False, "", None), (True, False, "+++++----", "adopted"), (True, True, "+++++----", "rejected")],
)
def test_a_recusal_takes_away_what_the_profile_says(
    council: Council, luga: Profile, decides: bool, base: bool, votes: str, outcome: str | None
) -> None:
    """Edges 52, 53: ten present, one recused; the recused vote is refused and the refusal stays."""
    profile = with_setting(luga, "council.recusal_decides", decides)
    council.profile = with_setting(profile, "council.recusal_base", base)
    council.at(date(2026, 3, 2))
    _, (item,) = council.opened(10)
    away = council.people[9]
    with council.acting(member=9) as scope:
        attending.recuse(scope, item, {"reason": "Мой проект"})
    if outcome is None:
        with pytest.raises(Refused) as refused, council.acting() as scope:
            voting.open_round(scope, item)
        assert refused.value.verdict.shortfall == 1
        return
    with council.acting() as scope:
        held = voting.open_round(scope, item).id
    with pytest.raises(voting.Barred) as barred, council.acting(member=9) as scope:
        voting.cast(scope, held, "for")
    assert barred.value.trace is not None and barred.value.trace.detail == {"person": away}
    with council.acting() as scope:
        signs = {"+": "for", "-": "against"}
        voting.cast_all(scope, held, {council.people[n]: signs[sign] for n, sign in enumerate(votes)})
        assert voting.close_round(scope, held).outcome == outcome


@pytest.mark.clause("LU2-4.7-person", "LU2-3.1.1")
def test_a_substitute_is_a_guest_and_a_letter_no_vote(council: Council, luga: Profile) -> None:
    """Edge 54: the opinion is kept beside the minutes; nobody votes for the absent member."""
    council.profile = luga
    council.at(date(2026, 3, 2))
    meeting_id, (item,) = council.opened(10)
    with council.acting() as scope:
        guest = attending.invite(scope, meeting_id, {"name": "Петров П. П.", "category": "school"})
        letter = {"person_id": council.people[14], "text": "Поддерживаю", "item_id": item}
        attending.opine(scope, meeting_id, letter)
        held = voting.open_round(scope, item)
        assert (held.electors, guest.status) == (10, "guest")
        held_id = held.id
    for voter in (council.people[14], council.people[4]):
        with pytest.raises(voting.Proxy) as refused, council.acting(member=3) as scope:
            voting.cast(scope, held_id, "for", voter)
        assert "Основание: прил. 2, п. 4.7" in str(refused.value)
    with pytest.raises(Invalid), council.acting() as scope:
        voting.cast(scope, held_id, "for", council.people[14])
    with council.acting() as scope:
        assert [one.name for one in presence.marked(scope, meeting_id) if one.row.status == "guest"]


def test_a_vote_changes_until_the_round_is_closed(council: Council, luga: Profile) -> None:
    """Edges 55, 58: the last vote counts; after the close the vote and the outcome stand, for SQL too."""
    council.profile = luga
    council.at(date(2026, 3, 2))
    meeting_id, (item,) = council.opened(10)
    with council.acting() as scope:
        held = voting.open_round(scope, item).id
        with pytest.raises(Conflict):
            voting.open_round(scope, item)
        with pytest.raises(Conflict):
            sitting.close(scope, meeting_id)
    for choice in ("against", "for"):
        with council.acting(member=3) as scope:
            voting.cast(scope, held, choice)
    with council.acting() as scope:
        assert scope.db.execute(select(Vote.choice).where(Vote.round_id == held)).scalars().all() == ["for"]
        made = voting.close_round(scope, held)
        assert (made.votes_for, made.votes_abstained, made.outcome) == (1, 0, "rejected")
        decision = made.id
    with pytest.raises(Conflict, match="голос не принят"), council.acting(member=3) as scope:
        voting.cast(scope, held, "against")
    for statement in (
        f"UPDATE mms.decision SET outcome = 'adopted' WHERE id = {decision}",
        f"UPDATE mms.vote SET choice = 'against' WHERE round_id = {held}",
        f"DELETE FROM mms.decision WHERE id = {decision}",
    ):
        with pytest.raises(DBAPIError), council.acting() as scope:
            scope.db.execute(text(statement))


@pytest.mark.clause("LU2-3.1.2", "LU2-4.9-advisory")
@pytest.mark.parametrize(("votes", "outcome"), [("++++++----", "adopted"), ("+++++-----", "rejected")])
def test_a_group_is_created_by_its_adopted_decision(
    council: Council, luga: Profile, votes: str, outcome: str
) -> None:
    """Edge 57: with parent, term and leader; a rejected one creates nothing."""
    council.profile = luga
    council.at(date(2026, 3, 2))
    name = f"Группа {outcome}"
    meeting_id, _ = council.noticed(DAY)
    with council.acting() as scope:
        draft = {
            "title": "О группе", "decides": "working_group", "group_name": name,
            "group_until": date(2026, 12, 31), "group_leader_id": council.people[4],
        }  # fmt: skip
        with pytest.raises(Invalid):
            agenda.add_item(scope, meeting_id, {**draft, "group_name": None})
        item = agenda.add_item(scope, meeting_id, {**draft, "draft": "Создать группу"}).id
    council.at(DAY)
    with council.acting() as scope:
        agenda.close_agenda(scope, meeting_id)
        for person in council.people[:10]:
            attending.mark(scope, meeting_id, person, {"status": "present"})
        sitting.open_meeting(scope, meeting_id)
    made = council.voted(item, votes)
    assert (made.outcome, made.force) == (outcome, "binding")
    with council.acting() as scope:
        found = scope.db.execute(select(Body).where(Body.name == name)).scalars().all()
        if outcome == "rejected":
            assert found == []
            return
        (group,) = found
        assert (group.kind, group.parent_id) == ("working_group", council.body_id)
        assert (group.valid.lower, group.valid.upper) == (DAY, date(2027, 1, 1))
        leader = scope.db.execute(select(Seat).where(Seat.council_id == group.id)).scalar_one()
        assert (leader.person_id, leader.office) == (council.people[4], "leader")


@pytest.mark.clause("LU2-4.9-open")
def test_a_secret_vote_only_where_the_regulation_lets_it(council: Council, luga: Profile) -> None:
    """Edge 53 of secrecy: a choice without a name; only the member, once; Luga's clause refuses it."""
    council.profile = luga
    council.at(date(2026, 3, 2))
    _, (item,) = council.opened(10)
    with pytest.raises(Refused) as refused, council.acting() as scope:
        voting.open_round(scope, item, "secret")
    assert refused.value.verdict.clause == "прил. 2, п. 4.9"
    council.profile = without(luga, "council.open_vote")
    council.at(DAY, time(15, 10))
    with council.acting() as scope:
        held = voting.open_round(scope, item, "secret").id
    with pytest.raises(voting.Proxy), council.acting() as scope:
        voting.cast(scope, held, "for", council.people[1])
    for number, choice in enumerate(["for"] * 6 + ["against"] * 4):
        with council.acting(member=number) as scope:
            voting.cast(scope, held, choice)
    with pytest.raises(Invalid, match="уже подан"), council.acting(member=0) as scope:
        voting.cast(scope, held, "against")
    with council.acting() as scope:
        assert [one.choice for one in rounds.voters(scope, held)] == [None] * 10
        assert all(one.cast for one in rounds.voters(scope, held))
        columns = {column.key for column in SecretBallot.__table__.columns}
        assert columns == {"tenant_id", "id", "round_id", "choice"}
        assert voting.close_round(scope, held).outcome == "adopted"
