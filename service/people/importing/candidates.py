"""Finding the card a draft belongs to: by number, else by name with position or subject."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.core import alphabet
from service.people.importing.draft import StaffDraft
from service.people.importing.facts import StaffFacts
from service.people.importing.problems import RowProblem, Weight, problem
from service.rules.message import N_

MOST_CANDIDATES = 20
NameKey = tuple[str, str, str]
NAMESAKE = N_("Есть сотрудник с таким именем, но другой датой рождения или номером. Это он?")


@dataclass(frozen=True)
class ExistingCard:
    """One employment in the organisation with the facts of its person."""

    person_id: int
    employment_id: int
    facts: StaffFacts


@dataclass(frozen=True)
class Candidate:
    """A card that a row may mean."""

    person_id: int
    employment_id: int


@dataclass(frozen=True)
class Found:
    """What was found: one sure card, or several to ask about with the reason, or nothing."""

    sure: ExistingCard | None = None
    asked: tuple[Candidate, ...] = ()
    why: RowProblem | None = None


class CardIndex:
    """Cards of one organisation by number, by full name, by surname with first name, by surname."""

    def __init__(self, cards: Iterable[ExistingCard]) -> None:
        self.cards = tuple(sorted(cards, key=lambda card: card.employment_id))
        self.people = {card.person_id for card in self.cards}
        self.by_employment = {card.employment_id: card for card in self.cards}
        self.by_number: dict[str, list[ExistingCard]] = {}
        self.by_name: dict[NameKey, list[ExistingCard]] = {}
        self.by_short_name: dict[tuple[str, str], list[ExistingCard]] = {}
        self.by_surname: dict[str, list[ExistingCard]] = {}
        for card in self.cards:
            if number := number_key(card.facts.personnel_number):
                self.by_number.setdefault(number, []).append(card)
            key = full_key(card.facts)
            self.by_name.setdefault(key, []).append(card)
            self.by_short_name.setdefault(key[:2], []).append(card)
            self.by_surname.setdefault(key[0], []).append(card)


def number_key(number: str | None) -> str:
    """A personnel number (табельный номер) made comparable: case, spaces and leading zeros aside."""
    bare = "".join((number or "").split()).casefold()
    return (bare.lstrip("0") or "0") if bare.isdecimal() else bare


def full_key(facts: StaffFacts) -> NameKey:
    """Last, first and middle name made comparable."""
    last, first, middle = facts.last_name or "", facts.first_name or "", facts.middle_name or ""
    return alphabet.name_key(last), alphabet.name_key(first), alphabet.name_key(middle)


def find(draft: StaffDraft, index: CardIndex) -> Found:
    """The card of a draft, or the cards to ask about."""
    facts = draft.facts
    number = number_key(facts.personnel_number)
    if number and (numbered := index.by_number.get(number)):
        return _by_number(draft, numbered)
    if draft.initials:
        return _by_initials(draft, index)
    key = full_key(facts)
    named = index.by_name.get(key, [])
    if not named:
        short = index.by_short_name.get(key[:2], [])
        named = [card for card in short if facts.middle_name is None or card.facts.middle_name is None]
    return _by_name(draft, named)


def _by_number(draft: StaffDraft, numbered: list[ExistingCard]) -> Found:
    """Cards with the row's number: the name must agree at least in part."""
    facts = draft.facts
    alike = [card for card in numbered if _names_agree(draft, card.facts)]
    if len(alike) > 1:
        alike = [card for card in alike if same_employment(facts, card.facts)] or alike
    if len(alike) == 1:
        return Found(sure=alike[0])
    if alike:
        return _ask(alike, "two_candidates", N_("Подходят несколько сотрудников. Выберите, о ком строка."))
    return _ask(
        numbered, "number_of_another", N_("Этот табельный номер у другого сотрудника. Тот же это человек?")
    )


def _names_agree(draft: StaffDraft, known: StaffFacts) -> bool:
    """The same full name, or a changed surname with the first and middle name kept, or fitting initials."""
    if draft.initials:
        return _initials_fit(draft, known)
    last, first, middle = full_key(draft.facts)
    known_last, known_first, known_middle = full_key(known)
    if first != known_first:
        return False
    return bool(middle and middle == known_middle) or (last == known_last and not (middle and known_middle))


def _initials_fit(draft: StaffDraft, known: StaffFacts) -> bool:
    """Whether a surname with initials may be the person of a card."""
    if alphabet.name_key(draft.facts.last_name or "") != alphabet.name_key(known.last_name or ""):
        return False
    parts = (known.first_name or "", known.middle_name or "")
    pairs = zip(draft.initials, parts, strict=False)
    return all(
        not part or alphabet.search_key(letter) == alphabet.search_key(part)[:1] for letter, part in pairs
    )


def _by_initials(draft: StaffDraft, index: CardIndex) -> Found:
    """Initials name nobody for sure: every fitting card is asked about."""
    same = index.by_surname.get(alphabet.name_key(draft.facts.last_name or ""), [])
    return _ask([card for card in same if _initials_fit(draft, card.facts)], None, "")


def _by_name(draft: StaffDraft, named: list[ExistingCard]) -> Found:
    """Cards of the row's full name, narrowed by what the row says of the job."""
    facts = draft.facts
    possible = [card for card in named if may_be_one_person(facts, card.facts)]
    if not possible:
        return _ask(
            named,
            "namesake",
            N_("Есть сотрудник с таким именем, но другой датой рождения или номером. Это он?"),
        )
    fitting = [card for card in possible if same_employment(facts, card.facts)]
    if len(fitting) > 1:
        fitting = _narrowed(facts, fitting)
    if len(fitting) == 1:
        return Found(sure=fitting[0])
    if fitting:
        return _ask(fitting, "two_candidates", N_("Подходят несколько сотрудников. Выберите, о ком строка."))
    if all(_numbers_differ(facts, card.facts) for card in possible):
        return _ask(possible, "namesake", NAMESAKE)
    return _ask(
        possible,
        "other_job",
        N_("Человек с таким именем занимает другую должность. Сменил её, совмещает или это однофамилец?"),
    )


def _narrowed(facts: StaffFacts, cards: list[ExistingCard]) -> list[ExistingCard]:
    """Several fitting cards narrowed by the kind of employment, by position, by subjects, where it helps."""
    tests = (
        lambda card: facts.kind is not None and card.facts.kind == facts.kind,
        lambda card: _same_text(facts.position, card.facts.position),
        lambda card: _subjects_meet(facts, card.facts),
    )
    for test in tests:
        kept = [card for card in cards if test(card)]
        cards = kept or cards
    return cards


def may_be_one_person(one: StaffFacts, two: StaffFacts) -> bool:
    """Whether nothing stated speaks against two rows of one name being one person."""
    born_apart = None not in (one.birth_date, two.birth_date) and one.birth_date != two.birth_date
    return not born_apart


def same_employment(one: StaffFacts, two: StaffFacts) -> bool:
    """Whether two rows of one name speak of one job: position or subject agrees, numbers do not differ."""
    if _numbers_differ(one, two):
        return False
    if one.kind is not None and two.kind is not None and one.kind != two.kind:
        return False
    if _same_text(one.position, two.position) or _subjects_meet(one, two):
        return True
    return one.position is None or two.position is None


def _numbers_differ(one: StaffFacts, two: StaffFacts) -> bool:
    first, second = number_key(one.personnel_number), number_key(two.personnel_number)
    return bool(first and second and first != second)


def _same_text(one: str | None, two: str | None) -> bool:
    return one is not None and two is not None and alphabet.search_key(one) == alphabet.search_key(two)


def _subjects_meet(one: StaffFacts, two: StaffFacts) -> bool:
    known = {alphabet.search_key(each) for each in two.subjects or ()}
    return any(alphabet.search_key(each) in known for each in one.subjects or ())


def _ask(cards: list[ExistingCard], code: str | None, msgid: str) -> Found:
    """The cards to choose from, with the reason of the question."""
    asked = tuple(Candidate(card.person_id, card.employment_id) for card in cards[:MOST_CANDIDATES])
    why = problem(Weight.ASK, code, "", msgid) if code and asked else None
    return Found(asked=asked, why=why)
