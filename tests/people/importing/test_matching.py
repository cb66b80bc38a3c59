"""Matching rows with the cards of one organisation."""

import itertools
import time
from dataclasses import replace
from datetime import date

from service.people.importing.candidates import Candidate, ExistingCard
from service.people.importing.draft import StaffDraft
from service.people.importing.facts import (
    CategoryCode,
    CategoryFact,
    EmploymentKind,
    PositionCode,
    StaffFacts,
    TrainingFact,
)
from service.people.importing.matching import Answer, Decision, Matched, RowStatus, match
from service.people.importing.person_names import split_name

TEACHER = PositionCode.TEACHER
ANNA = StaffFacts("Иванова", "Анна", "Петровна", "учитель", TEACHER, ("химия",), "7", date(1990, 5, 4))


def draft(row: int, facts: StaffFacts) -> StaffDraft:
    return StaffDraft(row, f"{facts.last_name} {facts.first_name}", facts)


def written(row: int, raw: str, **facts: object) -> StaffDraft:
    """A draft as a list writes the name."""
    name = split_name(raw)
    stated = StaffFacts(name.last, name.first, name.middle, **facts)  # type: ignore[arg-type]
    return StaffDraft(row, raw, stated, name.initials, name.problems)


def card(number: int, facts: StaffFacts, person: int | None = None) -> ExistingCard:
    return ExistingCard(person or number, number * 10, facts)


def statuses(found: Matched) -> list[str]:
    return [row.status.value for row in found.rows]


def codes(found: Matched, place: int = 0) -> list[str]:
    return [each.code for each in found.rows[place].problems]


def test_unchanged_changed_and_new() -> None:
    older = replace(ANNA, subjects=("биология",), email="a@b.ru")
    other = StaffFacts("Петрова", "Ия", "Петровна", "учитель")
    found = match([draft(2, older), draft(3, other)], [card(1, ANNA)])
    assert statuses(found) == ["changed", "new"]
    assert [(each.field, each.old, each.new) for each in found.rows[0].changes] == [
        ("subjects", ("химия",), ("биология",)),
        ("email", None, "a@b.ru"),
    ]
    assert statuses(match([draft(2, ANNA)], [card(1, ANNA)])) == ["unchanged"]


def test_what_the_file_lacks_never_overwrites() -> None:
    poor = StaffFacts("Иванова", "Анна", "Петровна", "учитель")
    full = replace(ANNA, experience_general=12, categories=(CategoryFact(CategoryCode.FIRST),))
    assert statuses(match([draft(2, poor)], [card(1, full)])) == ["unchanged"]


def test_number_wins_over_a_changed_surname_but_not_over_another_person() -> None:
    married = replace(ANNA, last_name="Сидорова", personnel_number="007")
    found = match([draft(2, married)], [card(1, ANNA)])
    assert [(each.field, each.new) for each in found.rows[0].changes] == [("last_name", "Сидорова")]
    other = StaffFacts("Котов", "Пётр", "Ильич", "сторож", personnel_number="7")
    found = match([draft(2, other)], [card(1, ANNA)])
    assert (statuses(found), codes(found)) == (["ask"], ["number_of_another"])
    assert found.departures == ()


def test_name_needs_position_or_subject() -> None:
    nameless = replace(ANNA, personnel_number=None, birth_date=None)
    deputy = replace(nameless, position="заместитель директора", subjects=None)
    found = match([draft(2, deputy)], [card(1, ANNA)])
    assert (statuses(found), codes(found)) == (["ask"], ["other_job"])
    assert found.rows[0].candidates == (Candidate(1, 10),)
    by_subject = replace(nameless, position="учитель-методист", subjects=("Химия", "экология"))
    assert match([draft(2, by_subject)], [card(1, ANNA)]).rows[0].status is RowStatus.CHANGED


def test_two_candidates_are_asked() -> None:
    plain = replace(ANNA, personnel_number=None, birth_date=None)
    twins = [card(1, replace(plain, personnel_number="1")), card(2, replace(plain, personnel_number="2"))]
    found = match([draft(2, plain)], twins)
    assert (statuses(found), codes(found)) == (["ask"], ["two_candidates"])
    assert len(found.rows[0].candidates) == 2
    assert found.departures == ()
    chosen = match([draft(2, plain)], twins, {2: Decision(Answer.SAME, 2, 20)})
    assert (statuses(chosen), chosen.rows[0].employment_id) == (["unchanged"], 20)
    assert [each.employment_id for each in chosen.departures] == [10]


def test_namesakes_differ_by_birth_date() -> None:
    elder = replace(ANNA, personnel_number=None, birth_date=date(1960, 1, 1))
    found = match([draft(2, elder)], [card(1, ANNA)])
    assert (statuses(found), codes(found)) == (["ask"], ["namesake"])
    both = match([draft(2, elder), draft(3, ANNA)], [card(1, ANNA), card(2, elder)])
    assert statuses(both) == ["unchanged", "unchanged"]


def test_two_employments_of_one_person_are_told_apart() -> None:
    plain = replace(ANNA, personnel_number=None)
    second = replace(plain, position="педагог-организатор", subjects=None, kind=EmploymentKind.INTERNAL)
    cards = [card(1, replace(plain, kind=EmploymentKind.MAIN), 5), card(2, second, 5)]
    found = match([draft(2, second), draft(3, plain)], cards)
    assert statuses(found) == ["unchanged", "unchanged"]
    assert [row.employment_id for row in found.rows] == [20, 10]
    fresh = match([draft(2, plain), draft(3, second)], [])
    assert statuses(fresh) == ["new", "new"]
    assert [row.same_person_as for row in fresh.rows] == [None, 2]


def test_letters_and_spelling_do_not_make_another_person() -> None:
    semyon = StaffFacts("Семёнов", "Пётр", "Ильич", "учитель")
    found = match([written(2, "СЕМЕНОВ ПЕТР ИЛЬИЧ", position="Учитель")], [card(1, semyon)])
    assert statuses(found) == ["unchanged"]
    plain = StaffFacts("Семенов", "Петр", "Ильич", "учитель")
    mended = match([written(2, "Семёнов Петр Ильич", position="учитель")], [card(1, plain)])
    assert [(each.field, each.new) for each in mended.rows[0].changes] == [("last_name", "Семёнов")]
    altai = StaffFacts("Ӱлӱрген", "Јаҥар", None, "учитель")
    assert statuses(match([written(2, "Улурген Jанар", position="учитель")], [card(1, altai)])) == [
        "unchanged"
    ]


def test_doubtful_letters_are_asked_unless_the_card_answers() -> None:
    doubtful = written(2, "Ивaнова Анна Петровна", position="учитель")
    assert statuses(match([doubtful], [])) == ["ask"]
    assert statuses(match([doubtful], [card(1, ANNA)])) == ["unchanged"]
    assert statuses(match([doubtful], [], {2: Decision(Answer.NEW_PERSON)})) == ["new"]


def test_initials_find_candidates_and_never_a_person() -> None:
    short = written(2, "Иванова А. П.", position="учитель")
    found = match([short], [card(1, ANNA), card(2, replace(ANNA, first_name="Ольга", personnel_number="8"))])
    assert (statuses(found), found.rows[0].candidates) == (["ask"], (Candidate(1, 10),))
    assert statuses(match([short], [], {2: Decision(Answer.NEW_PERSON)})) == ["ask"]
    same = match([short], [card(1, ANNA)], {2: Decision(Answer.SAME, 1, 10)})
    assert statuses(same) == ["unchanged"]


def test_repeated_and_contradicting_rows() -> None:
    found = match([draft(2, ANNA), draft(3, ANNA)], [card(1, ANNA)])
    assert (statuses(found), codes(found, 1)) == (["unchanged", "refused"], ["duplicate_row"])
    assert statuses(match([draft(2, ANNA), draft(3, ANNA)], [])) == ["new", "refused"]
    other = replace(ANNA, email="a@b.ru")
    found = match([draft(2, ANNA), draft(3, other)], [card(1, ANNA)])
    assert (statuses(found), codes(found, 1)) == (["ask", "ask"], ["conflicting_rows"])
    settled = match([draft(2, ANNA), draft(3, other)], [card(1, ANNA)], {3: Decision(Answer.SAME, 1, 10)})
    assert statuses(settled) == ["refused", "changed"]


def test_departures_are_offered_within_what_the_file_covers() -> None:
    guard = StaffFacts("Котов", "Пётр", "Ильич", "сторож", PositionCode.STAFF)
    gone = StaffFacts("Лисина", "Ия", "Львовна", "учитель", TEACHER)
    cards = [card(1, ANNA), card(2, guard), card(3, gone)]
    assert [each.person_id for each in match([draft(2, ANNA)], cards).departures] == [2, 3]
    page = match([draft(2, ANNA)], cards, covers={TEACHER})
    assert [each.person_id for each in page.departures] == [3]
    assert all(row.status is RowStatus.UNCHANGED for row in page.rows)


def test_decisions_to_skip_and_to_add_an_employment() -> None:
    deputy = replace(ANNA, personnel_number=None, position="заместитель директора", subjects=None)
    skipped = match([draft(2, deputy)], [card(1, ANNA)], {2: Decision(Answer.SKIP)})
    assert (statuses(skipped), codes(skipped)) == (["refused"], ["skipped"])
    added = match([draft(2, deputy)], [card(1, ANNA)], {2: Decision(Answer.OTHER_EMPLOYMENT, 1)})
    assert (statuses(added), added.rows[0].person_id, added.rows[0].employment_id) == (["new"], 1, None)
    stale = match([draft(2, deputy)], [card(1, ANNA)], {2: Decision(Answer.SAME, 9, 90)})
    assert statuses(stale) == ["ask"]


def test_categories_and_courses_are_added_and_never_taken_away() -> None:
    first = CategoryFact(CategoryCode.FIRST, date(2020, 3, 1))
    highest = CategoryFact(CategoryCode.HIGHEST, date(2025, 3, 1))
    course = TrainingFact("ФГОС", date(2024, 3, 20), 72)
    known = replace(ANNA, categories=(first,), trainings=(course,))
    found = match([draft(2, replace(ANNA, categories=(highest,), trainings=(course,)))], [card(1, known)])
    assert [(each.field, each.new) for each in found.rows[0].changes] == [("categories", (first, highest))]
    dated = match(
        [draft(2, replace(ANNA, categories=(first,)))],
        [card(1, replace(ANNA, categories=(CategoryFact(CategoryCode.FIRST),)))],
    )
    assert dated.rows[0].changes[0].new == (first,)


def test_ten_thousand_rows_match_in_seconds_and_twice_alike() -> None:
    letters = "абвгдежзиклмнопрстуфхцчшщэюя"
    names = itertools.islice(itertools.product(letters, repeat=3), 10_000)
    people = [
        replace(ANNA, last_name="Иван" + "".join(name), personnel_number=str(number) if number % 2 else None)
        for number, name in enumerate(names)
    ]
    drafts = [draft(n + 2, facts) for n, facts in enumerate(people)]
    cards = [card(n + 1, facts) for n, facts in enumerate(people)]
    started = time.monotonic()
    found = match(drafts, cards)
    assert time.monotonic() - started < 5
    assert found.count(RowStatus.UNCHANGED) == 10_000
    assert found == match(drafts, reversed(cards))
