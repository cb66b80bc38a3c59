"""Parts of minutes (части протокола) from the records: who was there, questions with votes, sheets."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from service.core.language import format_datetime, format_time
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.judged import Judged
from service.meetings.model.meetings import Meeting
from service.meetings.model.minutes import MinutesBlock
from service.meetings.model.presence import Instruction
from service.meetings.model.sheets import SheetReceipt
from service.meetings.papers import facts, naming
from service.meetings.papers.wording import Finding, Somebody, initials, say
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import meetings as reads
from service.meetings.queries import rounds
from service.meetings.queries.bodies import Composition
from service.meetings.queries.minutes_findings import finding
from service.meetings.queries.presence import Marked, recusals, valid_sheets
from service.meetings.queries.reports import titled
from service.meetings.queries.sheets import Line, register
from service.meetings.rules import naming as words
from service.meetings.rules.sheets import VOID
from service.people.model.persons import Person
from service.rules.message import N_
from service.tenancy.scope import Scope

PLAIN = "member"
"""An office that a list of members need not name."""
CAME = N_("с %(at)s")
LEFT = N_("до %(at)s")


def instructions_of(scope: Scope, meeting: Meeting) -> Mapping[int, str]:
    """The chair's instructions to preside at a meeting, in words, by whom they were given to."""
    chosen = select(Instruction).where(
        Instruction.body_id == meeting.body_id,
        Instruction.meeting_id.is_(None) | (Instruction.meeting_id == meeting.id),
        Instruction.given_on <= reads.day_of(scope, meeting),
    )
    told = N_("по поручению председателя: %(basis)s")
    found = scope.db.execute(chosen.order_by(Instruction.id)).scalars()
    return {one.person_id: say(told, basis=one.basis) for one in found}


def attendance_of(
    scope: Scope, meeting: Meeting, seated: Composition, there: Sequence[Marked]
) -> facts.Attendance:
    """Who took part and how; whoever is marked nowhere was absent."""
    found: dict[str, list[Somebody]] = {"present": [], "remote": [], "sheet": []}
    excused: list[facts.Missing] = []
    absent: list[facts.Missing] = []
    by_person = {one.row.person_id: one for one in there if one.row.status != "guest"}
    sheets = valid_sheets(scope, meeting.id)
    for member in seated.members:
        one = by_person.get(member.person_id)
        said = naming.office(member.office) if member.office != PLAIN else ""
        if one is not None and one.row.status in ("present", "remote"):
            times = _times(scope, meeting, one)
            office = ", ".join(filter(None, (said, times)))
            found[one.row.status].append(Somebody(member.name, office))
        elif member.person_id in sheets:
            found["sheet"].append(Somebody(member.name, said))
        elif one is not None and one.row.status == "excused":
            excused.append(facts.Missing(Somebody(member.name, said), one.row.reason or ""))
        else:
            absent.append(facts.Missing(Somebody(member.name, said), (one.row.reason or "") if one else ""))
    return facts.Attendance(
        established=seated.established,
        filled=seated.filled,
        present=tuple(found["present"]),
        remote=tuple(found["remote"]),
        by_sheet=tuple(found["sheet"]),
        excused=tuple(excused),
        absent=tuple(absent),
        invited=tuple(_invited(one) for one in there if one.row.status == "guest"),
    )


def _invited(one: Marked) -> facts.Invited:
    code = one.row.category or ""
    return facts.Invited(Somebody(one.name), say(words.GUESTS[code]) if code in words.GUESTS else code)


def _times(scope: Scope, meeting: Meeting, one: Marked) -> str:
    """When somebody came and left, where that is not the whole meeting."""
    said = []
    for interval in one.intervals:
        late = meeting.opened_at is not None and interval.came_at > meeting.opened_at
        early = interval.left_at is not None and interval.left_at != meeting.closed_at
        parts = []
        if late:
            parts.append(say(CAME, at=format_time(reads.local(scope, interval.came_at))))
        if early and interval.left_at is not None:
            parts.append(say(LEFT, at=format_time(reads.local(scope, interval.left_at))))
        said.append(" ".join(parts))
    return ", ".join(filter(None, said))


def questions(
    scope: Scope, policy: MeetingPolicy, items: Sequence[AgendaItem], written: Mapping[int, MinutesBlock]
) -> tuple[facts.Question, ...]:
    """Questions with what was said, recused, voted and decided."""
    ids = [one.id for one in items]
    held, recused = rounds.by_item(scope, ids), recusals(scope, ids)
    speakers = _speakers(scope, items)
    known = _judged(scope, held)  # kept while each question looks its verdicts up
    made = tuple(
        _question(
            scope,
            policy,
            item,
            speakers.get(item.speaker_id or 0) or item.speaker or "",
            held.get(item.id, []),
            tuple(facts.Recusal(name, row.reason) for row, name in recused.get(item.id, ())),
            written.get(item.id),
        )
        for item in items
    )
    del known
    return made


def _judged(scope: Scope, held: Mapping[int, Sequence[rounds.Held]]) -> Sequence[Judged]:
    """Verdicts of all rounds in one statement: the session gives them again without asking."""
    every = [one for each in held.values() for one in each]
    ids = {one.row.verdict_id for one in every} | {one.decision.verdict_id for one in every if one.decision}
    return scope.db.execute(select(Judged).where(Judged.id.in_(ids))).scalars().all()


def _speakers(scope: Scope, items: Sequence[AgendaItem]) -> Mapping[int, str]:
    ids = [one.speaker_id for one in items if one.speaker_id]
    chosen = select(Person).where(Person.id.in_(ids))
    return {one.id: initials(one.full_name) for one in scope.db.execute(chosen).scalars()}


def _question(
    scope: Scope,
    policy: MeetingPolicy,
    item: AgendaItem,
    speaker: str,
    held: Sequence[rounds.Held],
    recused: tuple[facts.Recusal, ...],
    block: MinutesBlock | None,
) -> facts.Question:
    last = held[-1] if held else None
    decision = last.decision if last else None
    taken = decision is not None and decision.outcome in words.TAKEN
    return facts.Question(
        number=item.number,
        title=titled(scope, item),
        speaker=speaker,
        heard=_lines(block.heard if block else ""),
        spoke=_lines(block.spoke if block else ""),
        decided=(
            *(_lines(decision.text) if decision and taken else ()),
            *_lines(block.decided if block else ""),
        ),
        method=say(words.METHODS[last.row.voting]) if last else "",
        present=last.row.participants if last else None,
        counts=_counts(last) if last and decision else None,
        outcome=say(words.OUTCOMES[decision.outcome]) if decision else "",
        force=say(words.FORCE[decision.force])
        if decision and taken and not words.inward(decision.kind, decision.force)
        else "",
        recusals=recused,
        named=_named(scope, policy, last) if last and decision else (),
        findings=tuple(one for each in held for one in _findings(scope, item, each, len(held) > 1)),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _counts(held: rounds.Held) -> facts.Counts:
    decision = held.decision
    if decision is None:
        raise facts.DoesNotAddUp("a round without its decision")
    given = decision.votes_for + decision.votes_against + decision.votes_abstained
    rows = {name: held.counts.get(name, 0) for name in ("for", "against", "abstain")}
    if rows != {
        "for": decision.votes_for,
        "against": decision.votes_against,
        "abstain": decision.votes_abstained,
    }:
        raise facts.DoesNotAddUp(f"round {held.row.id}: votes and decision differ")
    return facts.Counts(
        decision.votes_for, decision.votes_against, decision.votes_abstained, held.row.electors - given
    )


def _named(scope: Scope, policy: MeetingPolicy, held: rounds.Held) -> tuple[facts.Choice, ...]:
    if not policy.named_votes_printed or held.row.voting == "secret":
        return ()
    return tuple(
        facts.Choice(one.name, say(words.CHOICES[one.choice or ""]), say(words.CHANNELS[one.channel]))
        for one in rounds.voters(scope, held.row.id)
    )


def _findings(scope: Scope, item: AgendaItem, held: rounds.Held, several: bool) -> list[Finding]:
    """The quorum that the round opened with, then what the votes came to."""
    subject = say(N_("Вопрос %(number)s"), number=item.number)
    if several:
        subject = say(N_("Вопрос %(number)s, тур %(round)s"), number=item.number, round=held.row.number)
    ids = [held.row.verdict_id]
    if held.decision is not None and held.decision.verdict_id not in ids:
        ids.append(held.decision.verdict_id)
    return [finding(scope, scope.db.get_one(Judged, (scope.db.tenant_id, one)), subject) for one in ids]


def sheets(scope: Scope, meeting: Meeting) -> facts.SheetRegister | None:
    """The register of opinion sheets with its reconciliation; None where none were issued.

    Each sheet in force counts once; a void one is listed with the reason.
    """
    lines = register(scope, meeting.id)
    if not lines:
        return None
    figures = dict.fromkeys((*words.FIGURES.values(), "spoiled"), 0)
    for line in lines:
        if line.status != VOID:
            figures[words.FIGURES.get(line.status, "spoiled")] += 1
    rows = [row for line in lines for row in _lines_of(scope, line)]
    return facts.SheetRegister(issued=sum(figures.values()), rows=tuple(rows), **figures)


def _lines_of(scope: Scope, line: Line) -> list[facts.SheetRow]:
    number = str(line.sheet.number)
    void = [
        facts.SheetRow(number, line.name, status=say(words.SHEETS[VOID]), reason=line.sheet.void_reason or "")
    ]
    return [
        *(void if line.sheet.void_at else ()),
        *(_received(scope, number, line.name, one.row) for one in line.receipts),
    ]


def _received(scope: Scope, number: str, name: str, row: SheetReceipt) -> facts.SheetRow:
    return facts.SheetRow(
        number,
        name,
        format_datetime(reads.local(scope, row.received_at)),
        say(words.RECEIVED[row.channel]),
        say(words.SHEETS[row.status]),
        row.reason or "",
    )
