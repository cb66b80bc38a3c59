"""Matching drafts with the cards of one organisation (сопоставление): pure, deterministic, without guesses.

By personnel number, else by full name with position or subject; where two cards fit, a person is asked.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from service.people.importing import candidates, comparing
from service.people.importing.candidates import Candidate, CardIndex, ExistingCard
from service.people.importing.comparing import KEPT, Change
from service.people.importing.draft import StaffDraft
from service.people.importing.facts import PositionCode
from service.people.importing.problems import RowProblem, Weight, problem
from service.rules.message import N_

MOST_NAMESAKES = 50


class RowStatus(StrEnum):
    """What an import would do with a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    ASK = "ask"


class Answer(StrEnum):
    """What a person may answer about a row that asks."""

    NEW_PERSON = "new_person"
    SAME = "same"
    OTHER_EMPLOYMENT = "other_employment"
    SKIP = "skip"


@dataclass(frozen=True)
class Decision:
    """A person's answer: `person_id` for another employment, both ids for the same employment."""

    answer: Answer
    person_id: int | None = None
    employment_id: int | None = None


@dataclass(frozen=True)
class RowResult:
    """One row with its outcome: the card it belongs to, what changes, why it is refused or asked.

    `same_person_as` is an earlier new row of the same person: one card, two employments.
    """

    draft: StaffDraft
    status: RowStatus
    person_id: int | None = None
    employment_id: int | None = None
    changes: tuple[Change, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    same_person_as: int | None = None


@dataclass(frozen=True)
class Matched:
    """All rows in the order of the file, and the cards that the file does not mention.

    `departures` are offered to the person (предложены как выбывшие), never taken as such.
    """

    rows: tuple[RowResult, ...]
    departures: tuple[ExistingCard, ...]

    def count(self, status: RowStatus) -> int:
        """How many rows have a status."""
        return sum(row.status is status for row in self.rows)


def match(
    drafts: Iterable[StaffDraft],
    cards: Iterable[ExistingCard],
    decisions: Mapping[int, Decision] | None = None,
    covers: Collection[PositionCode] | None = None,
    kept: Collection[str] = KEPT,
) -> Matched:
    """Say for every row what it would do to the cards of the organisation.

    `decisions` are a person's answers by row number; `covers` the groups of positions the file lists in
    full (None: all), outside which nobody is missing; `kept` the facts the registers keep.
    """
    index = CardIndex(cards)
    answers = decisions or {}
    results = [_first(draft, index, answers.get(draft.row), kept) for draft in drafts]
    results = _without_conflicts(results, answers)
    results = _grouped(results, answers)
    mentioned = {row.employment_id for row in results if row.employment_id is not None}
    mentioned |= {each.employment_id for row in results for each in row.candidates}
    departures = tuple(
        card
        for card in index.cards
        if card.employment_id not in mentioned and (covers is None or card.facts.position_code in covers)
    )
    return Matched(tuple(results), departures)


def _first(
    draft: StaffDraft, index: CardIndex, decision: Decision | None, kept: Collection[str]
) -> RowResult:
    """The outcome of one row by itself."""
    if draft.refused:
        return RowResult(draft, RowStatus.REFUSED, problems=draft.problems)
    if decision is not None:
        return _decided(draft, index, decision, kept)
    found = candidates.find(draft, index)
    if found.sure is not None:
        return _against(draft, found.sure, kept, confirmed=False)
    if found.asked:
        problems = (*draft.problems, found.why) if found.why else draft.problems
        return RowResult(draft, RowStatus.ASK, problems=problems, candidates=found.asked)
    return RowResult(draft, RowStatus.ASK if draft.asks else RowStatus.NEW, problems=draft.problems)


def _decided(draft: StaffDraft, index: CardIndex, decision: Decision, kept: Collection[str]) -> RowResult:
    """The outcome after a person's answer; an answer about a card that is gone is asked again."""
    if decision.answer is Answer.SKIP:
        skipped = problem(Weight.REFUSE, "skipped", "", N_("Строка пропущена по вашему решению."))
        return RowResult(draft, RowStatus.REFUSED, problems=(*draft.problems, skipped))
    if decision.answer is Answer.SAME:
        card = index.by_employment.get(decision.employment_id or 0)
        if card is not None:
            return _against(draft, card, kept, confirmed=True)
    nameless = draft.facts.last_name is None or draft.facts.first_name is None
    if decision.answer is Answer.OTHER_EMPLOYMENT and decision.person_id in index.people:
        return RowResult(draft, RowStatus.NEW, decision.person_id, problems=draft.problems)
    if decision.answer is Answer.NEW_PERSON and not nameless:
        return RowResult(draft, RowStatus.NEW, problems=draft.problems)
    return _first(draft, index, None, kept)


def _against(draft: StaffDraft, card: ExistingCard, kept: Collection[str], confirmed: bool) -> RowResult:
    """A row whose card is known: changed or unchanged; doubtful letters are asked only where they change."""
    changes = comparing.compare(draft.facts, card.facts, kept)
    status = RowStatus.CHANGED if changes else RowStatus.UNCHANGED
    if changes and draft.asks and not confirmed:
        candidate = Candidate(card.person_id, card.employment_id)
        return RowResult(draft, RowStatus.ASK, problems=draft.problems, candidates=(candidate,))
    return RowResult(draft, status, card.person_id, card.employment_id, changes, draft.problems)


def _without_conflicts(results: list[RowResult], answers: Mapping[int, Decision]) -> list[RowResult]:
    """Rows that speak of one card: a repetition is refused, contradicting rows are asked.

    A row a person has answered for keeps the card; the others about that card are then refused.
    """
    by_card: dict[int, list[int]] = {}
    for place, row in enumerate(results):
        if row.employment_id is not None:
            by_card.setdefault(row.employment_id, []).append(place)
    answer = list(results)
    for places in by_card.values():
        first = next((place for place in places if results[place].draft.row in answers), places[0])
        for place in places:
            if place == first:
                continue
            row, other = results[place], results[first]
            if row.draft.facts == other.draft.facts or first != places[0] or other.draft.row in answers:
                answer[place] = _duplicate(row, other.draft.row)
            else:
                answer[first] = _asked(answer[first], row.draft.row)
                answer[place] = _asked(row, other.draft.row)
    return answer


def _grouped(results: list[RowResult], answers: Mapping[int, Decision]) -> list[RowResult]:
    """New rows of one name: the same employment twice is a repetition, another one joins the first card."""
    answer = list(results)
    seen: dict[candidates.NameKey, list[int]] = {}
    for place, row in enumerate(results):
        if row.status is not RowStatus.NEW or row.person_id is not None:
            continue
        earlier = seen.setdefault(candidates.full_key(row.draft.facts), [])
        for other in (results[each] for each in earlier):
            if not candidates.may_be_one_person(row.draft.facts, other.draft.facts):
                continue
            if row.draft.row in answers:
                break
            if candidates.same_employment(row.draft.facts, other.draft.facts):
                answer[place] = _duplicate(row, other.draft.row)
            else:
                answer[place] = replace(row, same_person_as=other.draft.row)
            break
        fresh = answer[place].status is RowStatus.NEW and answer[place].same_person_as is None
        if fresh and len(earlier) < MOST_NAMESAKES:
            earlier.append(place)
    return answer


def _duplicate(row: RowResult, other: int) -> RowResult:
    """A row that repeats another one."""
    msgid = N_("Повторяет строку %(other)s.")
    repeated = problem(Weight.REFUSE, "duplicate_row", "", msgid, other=other)
    return RowResult(row.draft, RowStatus.REFUSED, problems=(*row.problems, repeated))


def _asked(row: RowResult, other: int) -> RowResult:
    """A row that contradicts another one about the same card."""
    msgid = N_("Эта строка и строка %(other)s говорят об одном сотруднике разное. Какая верна?")
    question = problem(Weight.ASK, "conflicting_rows", "", msgid, other=other)
    found = row.candidates
    if row.person_id is not None and row.employment_id is not None:
        found = (Candidate(row.person_id, row.employment_id),)
    return RowResult(row.draft, RowStatus.ASK, problems=(*row.problems, question), candidates=found)
