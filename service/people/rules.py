"""Pure rules about people: ages, experience to a day, who is young (молодой педагог), possible dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from service.profiles.profile import Profile, Rule, Setting
from service.rules.conditions.catalogue import PEOPLE
from service.rules.conditions.explain import truth, unknown_codes
from service.rules.conditions.grammar import All, Condition, parse
from service.rules.kinds import eligibility
from service.rules.message import N_, Message
from service.rules.verdict import Missing, Outcome, Status, Verdict

YOUNG = "people.young"
YOUNG_SETTING = ".young_teacher"
YOUNGEST, OLDEST = 14, 100
EXPERIENCES = ("general", "pedagogical", "speciality")


def full_years(since: date, on: date) -> int:
    """Full years between two dates; negative when `on` is earlier."""
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def experience_on(years: int, known_on: date, on: date) -> int:
    """Full years of experience (стаж) on a day, from the years known on an earlier day."""
    return years + max(0, full_years(known_on, on))


@dataclass(frozen=True)
class Definition:
    """One definition of a young teacher (молодой педагог) that the regulation or a setting gives."""

    id: str
    title: str
    rule: Rule
    condition: Condition
    reading: str = ""


def young_definitions(profile: Profile) -> tuple[Definition, ...]:
    """Every definition of a young teacher in force: the regulation may give several, or leave it open.

    Rules `people.young…` are the regulation's own; a setting `….young_teacher` fills a silence of the rule
    it sets. A regulation without either has none, and nothing is invented in its place.
    """
    found = [
        Definition(rule.id, rule.title, rule, _joined(rule.params), "; ".join(rule.readings))
        for rule in profile.rules.values()
        if rule.id.startswith(YOUNG) and rule.kind == eligibility.NAME and not rule.silent
    ]
    for setting in profile.settings.values():
        rule = _set_by(profile, setting)
        if setting.id.endswith(YOUNG_SETTING) and rule is not None:
            condition = parse(setting.value, PEOPLE)
            found.append(Definition(setting.id, setting.title, rule, condition, setting.note))
    return tuple(found)


def _joined(params: eligibility.Params) -> Condition:
    parts = tuple(demand.when for demand in params.demands)
    return parts[0] if len(parts) == 1 else All(parts)


def _set_by(profile: Profile, setting: Setting) -> Rule | None:
    """The rule that a setting sets a parameter of."""
    for path in setting.sets:
        parts = path.split(".")
        for length in range(len(parts), 1, -1):
            rule = profile.rule(".".join(parts[:length]))
            if rule is not None:
                return rule
    return None


def judge_young(definition: Definition, facts: Mapping[str, object], on: date, version: str) -> Verdict:
    """Say whether a teacher is young by one definition; an unknown fact gives `not_yet`, never a guess.

    `facts`: age and experience_general, experience_pedagogical, experience_speciality in full years or None.
    """
    known = truth(definition.condition, facts, on)
    rule = definition.rule
    if known is None:
        codes = unknown_codes(definition.condition, facts, on)
        missing = tuple(Missing(code, Message(PEOPLE.fields[code].title)) for code in codes)
        outcome = Outcome(
            status=Status.NOT_YET,
            message=Message(
                N_("Решить пока нельзя, не хватает сведений: %(names)s."),
                {"names": [one.message for one in missing]},
            ),
            missing=missing,
            remedy=Message(N_("Внесите недостающие сведения в карточку.")),
        )
    else:
        said = N_("Молодой педагог.") if known else N_("Под это определение не подходит.")
        outcome = Outcome(status=Status.PASS if known else Status.NOT_APPLICABLE, message=Message(said))
    return Verdict.of(
        outcome,
        rule=definition.id,
        severity=rule.severity,
        clause=rule.clause,
        act=rule.act,
        quote=rule.quote,
        reading=definition.reading or None,
        profile_version=version,
        source_label=rule.source_label,
    )


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field of a draft."""

    field: str
    message: Message


def check_birth(birth_date: date | None, today: date) -> tuple[Fault, ...]:
    """A date of birth must give an age at which people work."""
    if birth_date is None or YOUNGEST <= full_years(birth_date, today) <= OLDEST:
        return ()
    said = N_("Возраст по дате рождения %(date)s невозможен для работника. Проверьте год.")
    return (Fault("birth_date", Message(said, {"date": birth_date})),)


def check_span(
    starts: date | None, ends: date | None, birth_date: date | None = None, first: str = "starts"
) -> tuple[Fault, ...]:
    """A job begins after its holder may work, and ends after it began; `ends` is the last day."""
    if starts and birth_date and full_years(birth_date, starts) < YOUNGEST:
        said = N_("Приём раньше возможного: дата рождения %(born)s.")
        return (Fault(first, Message(said, {"born": birth_date})),)
    if starts and ends and ends < starts:
        said = N_("Последний день раньше первого: работа началась %(starts)s.")
        return (Fault("ends", Message(said, {"starts": starts})),)
    if ends and birth_date and full_years(birth_date, ends) < YOUNGEST:
        said = N_("Последний день раньше возможного: дата рождения %(born)s.")
        return (Fault("ends", Message(said, {"born": birth_date})),)
    return ()


@dataclass(frozen=True)
class Span:
    """A main job (основное место работы) with its half-open life; `place` is what to call it."""

    id: int
    lower: date | None
    upper: date | None
    place: str


def overlapping(one: Span, others: Iterable[Span]) -> Span | None:
    """The first main job whose time crosses the given one; a person has one main job at a time."""
    for other in others:
        if other.id != one.id and _before(one.lower, other.upper) and _before(other.lower, one.upper):
            return other
    return None


def _before(lower: date | None, upper: date | None) -> bool:
    return lower is None or upper is None or lower < upper
