"""Voting (голосование): rounds opened by a verdict, votes cast in person, the outcome computed."""

from collections.abc import Mapping

from sqlalchemy import func, select

from service.core.errors import Conflict, Forbidden, Invalid, Trace
from service.core.language import N_
from service.meetings.actions.calling import found
from service.meetings.actions.deciding import decide
from service.meetings.actions.judging import demand, store, words_of
from service.meetings.actions.sheetvotes import votes_from
from service.meetings.actions.sittingdays import demand_day
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.voting import BallotCast, Decision, Elector, Round, SecretBallot, Vote
from service.meetings.names import MeetingsEvent
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import meetings as reads
from service.meetings.queries import sheets as sheet_reads
from service.meetings.queries.bodies import Composition, composition
from service.meetings.queries.presence import attendance, recused
from service.meetings.queries.rights import NOT_MEMBER, allow_keeping, keeps, person_of
from service.meetings.queries.rounds import one as one_round
from service.meetings.refusals import WORDS, in_words
from service.meetings.rules.presence import Attendance, quorum_facts
from service.rules.verdict import Status, Verdict
from service.tenancy.scope import Scope

NOT_IN_SESSION = N_("Голосуют на открытом заседании.")
NOTHING_TO_DECIDE = N_("По этому вопросу решение не принимается.")
ADDED = N_("Вопрос внесён после срока: его обсуждают, решение переносят на следующее заседание.")
STILL_OPEN = N_("Голосование по этому вопросу уже идёт.")
SECRET_OWN = N_("Тайный голос подаёт только сам член, со своей учётной записи.")
SHEETS_ONLY = N_("На этом заседании голосуют опросными листами.")
PERSONAL = N_("Голосует сам член органа: голос за другого не принимается.")
SECRET_SHEETS = N_("Тайное голосование подписанными листами не проводится: подпись называет голосующего.")


class Proxy(Forbidden):
    """Somebody tried to vote for another member: refused (LU2 п. 4.7), and the audit log keeps it."""

    code = "rule_broken"

    def __init__(self, verdict: Verdict, row: object, person_id: int) -> None:
        self.trace = Trace(MeetingsEvent.PROXY_REFUSED, row, {"person": person_id})
        if verdict.status is not Status.FAIL:  # a silent regulation lets nobody vote for another either
            super().__init__(PERSONAL)
            return
        self.verdict = verdict
        said = {"said": verdict.message, "clause": verdict.clause, "act": verdict.act}
        super().__init__(words_of(verdict), **said)


class Barred(Forbidden):
    """A vote of a member who recused themselves from the question (edge 53); the audit keeps it."""

    def __init__(self, row: object, person_id: int) -> None:
        self.trace = Trace(MeetingsEvent.RECUSED_REFUSED, row, {"person": person_id})
        super().__init__(WORDS["recused"])


def open_round(scope: Scope, item_id: int, voting: str = "open") -> Round:
    """Open a round on a question (открыть голосование): the quorums hold for it, the electorate is frozen.

    Raises Refused with the verdict where a hard rule is broken: the way of voting, either quorum.
    """
    item = reads.item(scope, item_id)
    meeting, body = found(scope, item.meeting_id)
    allow_keeping(scope, body)
    policy = MeetingPolicy.of(scope.profile, body.kind)
    _check(scope, policy, item, meeting, voting)
    seated = composition(scope, body.id, reads.day_of(scope, meeting))
    there = attendance(scope, meeting, policy, seated)
    away = recused(scope, item.id)
    facts = quorum_facts(policy, "meeting_quorum", meeting.form, there, away)
    demand(policy.evaluate("meeting_quorum", facts))
    verdict = demand(decision_quorum(policy, meeting, there, away))
    return start(scope, policy, item, meeting, seated, there, verdict, voting)


def _check(scope: Scope, policy: MeetingPolicy, item: AgendaItem, meeting: Meeting, voting: str) -> None:
    if meeting.form != "in_person" and voting == "secret" and not policy.secret_sheets:
        raise Invalid(SECRET_SHEETS)
    if meeting.form == "correspondence":
        demand(policy.evaluate("sheet_vote", {"voting": voting} if policy.takes("sheet_vote") else {}))
        raise Conflict(SHEETS_ONLY)
    if meeting.state != "in_session":
        raise Conflict(NOT_IN_SESSION)
    demand_day(scope, meeting)
    if meeting.form == "hybrid" and policy.counted("hybrid") == "sheets":
        raise Conflict(SHEETS_ONLY)
    if item.decides is None:
        raise Conflict(ADDED if item.late else NOTHING_TO_DECIDE)
    if item.late and not policy.allow_additions:
        raise Conflict(ADDED)
    if meeting.form == "in_person":
        demand(policy.evaluate("open_vote", {"voting": voting} if policy.takes("open_vote") else {}))
    rounds = scope.db.execute(select(Round).where(Round.item_id == item.id)).scalars().all()
    if any(one.closed_at is None for one in rounds):
        raise Conflict(STILL_OPEN)


def decision_quorum(
    policy: MeetingPolicy, meeting: Meeting, there: Attendance, away: frozenset[int]
) -> Verdict:
    """What the rule of the quorum for decisions says of one question."""
    return policy.evaluate(
        "decision_quorum", quorum_facts(policy, "decision_quorum", meeting.form, there, away)
    )


def start(
    scope: Scope,
    policy: MeetingPolicy,
    item: AgendaItem,
    meeting: Meeting,
    seated: Composition,
    there: Attendance,
    verdict: Verdict,
    voting: str,
) -> Round:
    """Write a round with its electorate as it is now; nobody is added or taken away later."""
    counted = policy.counted(meeting.form)
    taking = there.counting(counted)
    voters = [one for one in seated.members if one.person_id in taking - recused(scope, item.id)]
    highest = select(func.coalesce(func.max(Round.number), 0)).where(Round.item_id == item.id)
    row = Round(
        item_id=item.id,
        number=scope.db.execute(highest).scalar_one() + 1,
        voting=voting,
        established=there.established,
        filled=there.filled,
        participants=len(taking),
        electors=len(voters),
        verdict_id=store(scope, verdict, "item", item.id).id,
        opened_at=scope.now,
    )
    scope.db.add(row)
    with in_words():
        scope.db.flush()
        scope.db.add_all(
            Elector(
                round_id=row.id,
                person_id=one.person_id,
                office=one.office,
                channel="room" if one.person_id in there.room and counted != "sheets" else "sheet",
            )
            for one in voters
        )
        scope.record(MeetingsEvent.ROUND_OPENED, row, detail={"item": item.id, "electors": len(voters)})
    return row


def _round(scope: Scope, round_id: int) -> tuple[Round, AgendaItem, Meeting, Body]:
    row = one_round(scope, round_id)
    item = reads.item(scope, row.item_id)
    meeting = reads.meeting(scope, item.meeting_id)
    body = scope.db.get_one(Body, (scope.db.tenant_id, meeting.body_id))
    return row, item, meeting, body


def cast(scope: Scope, round_id: int, choice: str, person_id: int | None = None) -> None:
    """Cast a vote (проголосовать): one's own, or the secretary writes down a raised hand of an open round.

    Raises Proxy for a vote of another member: participation is personal (LU2 п. 4.7).
    """
    row, _, _, body = _round(scope, round_id)
    me = person_of(scope)
    voter = person_id if person_id is not None else me
    if voter is None:
        raise Forbidden(NOT_MEMBER)
    policy = MeetingPolicy.of(scope.profile, body.kind)
    if voter != me and not (keeps(scope, body) and row.voting == "open"):
        facts = {"voter": str(me or scope.actor.account_id or 0), "member": str(voter)}
        raise Proxy(policy.evaluate("delegation", facts), row, voter)
    if voter in recused(scope, row.item_id):
        raise Barred(row, voter)
    if row.voting == "secret":
        if voter != me:
            raise Forbidden(SECRET_OWN)
        _cast_secret(scope, row, voter, choice)
        return
    _cast_open(scope, row, {voter: choice})


def _cast_open(scope: Scope, row: Round, choices: Mapping[int, str]) -> None:
    """Write open votes by member: whoever has voted already changes the vote."""
    chosen = select(Vote).where(Vote.round_id == row.id, Vote.person_id.in_(choices))
    before = {vote.person_id: vote for vote in scope.db.execute(chosen.with_for_update()).scalars()}
    for voter, choice in choices.items():
        vote = before.get(voter) or Vote(round_id=row.id, person_id=voter)
        vote.choice, vote.cast_at, vote.recorded_by = choice, scope.now, scope.actor.account_id
        scope.db.add(vote)
        with in_words():
            scope.record(MeetingsEvent.VOTED, vote, detail={"round": row.id})


def _cast_secret(scope: Scope, row: Round, voter: int, choice: str) -> None:
    """The member is written down as having voted; the choice goes apart, under a random key."""
    with in_words():
        scope.db.add(BallotCast(round_id=row.id, person_id=voter))
        scope.db.flush()
        scope.db.add(SecretBallot(tenant_id=scope.db.tenant_id, round_id=row.id, choice=choice))
        scope.db.flush()
        scope.record(MeetingsEvent.VOTED, row, detail={"round": row.id})


def cast_all(scope: Scope, round_id: int, choices: Mapping[int, str]) -> None:
    """Write down the raised hands of an open round at once."""
    row, _, _, body = _round(scope, round_id)
    if row.voting != "open" or not keeps(scope, body):
        for person_id, choice in choices.items():
            cast(scope, round_id, choice, person_id)
        return
    barred = sorted(recused(scope, row.item_id) & set(choices))
    if barred:
        raise Barred(row, barred[0])
    _cast_open(scope, row, choices)


def close_round(scope: Scope, round_id: int) -> Decision:
    """Close a round (закрыть голосование): votes are counted, the outcome follows from the rule."""
    row, item, _, _ = _round(scope, round_id)
    meeting, body = found(scope, item.meeting_id)
    allow_keeping(scope, body)
    if row.closed_at is not None:
        raise Conflict(WORDS["round_closed"])
    if row.voting == "open" and meeting.counted == "room_and_sheets":
        votes_from(scope, row, item, sheet_reads.register(scope, meeting.id))
    row.closed_at = scope.now
    with in_words():
        scope.record(MeetingsEvent.ROUND_CLOSED, row, fields=["closed_at"], detail={"item": item.id})
    policy = MeetingPolicy.of(scope.profile, body.kind)
    return decide(scope, policy, row, item, meeting, body)
