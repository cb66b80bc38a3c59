"""Pure rules of monitoring: indicators (показатели) in force, their period, the days of collection."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from service.profiles.profile import Note, Profile, Rule, Setting
from service.rules.conditions.explain import atoms
from service.rules.conditions.grammar import Exists
from service.rules.conditions.registers import AS_OF
from service.rules.conditions.windows import first_day
from service.rules.dates import year_parts
from service.rules.indicators.params import Params
from service.rules.kinds import frequency, indicator

MODULE = "monitoring"
CALENDAR = "monitoring.collection_calendar"
YEARS_BACK = 3


@dataclass(frozen=True)
class Definition:
    """A definition (определение показателя): the rule it stands in and its typed parameters."""

    rule: Rule
    params: Params

    @property
    def code(self) -> str:
        """Give the code by which screens and programs name the indicator."""
        return self.params.code

    @property
    def key(self) -> str:
        """Give a key that is equal where the same thing is counted in the same window."""
        own_since = self.params.since if self.params.window == "since" else None
        counted = (self.params.population, self.params.numerator)
        return repr(
            (self.params.subject.name, self.params.window, self.params.window_field, own_since, counted)
        )


def definitions(profile: Profile) -> tuple[Definition, ...]:
    """Every definition in force, the regulation's own and the canonical ones, in the order of the files."""
    rules = (rule for rule in profile.of_kind(indicator.NAME) if not rule.silent)
    return tuple(Definition(rule, rule.params) for rule in rules)


def approved(profile: Profile) -> tuple[Definition, ...]:
    """The indicators that the regulation approves (утверждены положением)."""
    return tuple(one for one in definitions(profile) if not one.params.informational)


def canonical(profile: Profile) -> tuple[Definition, ...]:
    """The canonical indicators (единый перечень), for reference only."""
    return tuple(one for one in definitions(profile) if one.params.informational)


def shown(profile: Profile) -> tuple[Definition, ...]:
    """What a tenant looks at: its own indicators, or the canonical ones where it has none."""
    return approved(profile) or canonical(profile)


def find(profile: Profile, code: str) -> Definition | None:
    """The definition with a code, or None."""
    return next((one for one in definitions(profile) if one.code == code), None)


def profile_for(load: Callable[[date], Profile], present: Profile, as_of: date) -> Profile:
    """The rules by which a day is judged: those in force on it, else the present ones.

    A day before the act has no approved indicators of its own; its figures are still told by the act's
    definitions, for an act may name the year it was signed in as the first of its targets.
    """
    if as_of == present.on:
        return present
    then = load(as_of)
    return then if approved(then) or not approved(present) else present


def period(params: Params, as_of: date) -> tuple[date | None, date]:
    """The period (период) that a figure covers; no first day where only the state on the day counts."""
    tests = [atom for part in (params.population, params.numerator) for atom in atoms(part)]
    windows = [(one.window, one.since) for one in tests if isinstance(one, Exists)]
    if params.window_field and params.window != AS_OF:
        windows.append((params.window, params.since))
    starts = [day for window, since in windows if (day := first_day(window, as_of, since))]
    return (min(starts) if starts else None), as_of


def settings_of(profile: Profile, rule: Rule) -> tuple[Setting, ...]:
    """The settings that decided a definition: where the regulation is silent, it is marked as such."""
    prefix = f"{rule.id}."
    return tuple(
        setting
        for setting in profile.settings.values()
        if any(path.startswith(prefix) for path in setting.sets)
    )


def notes(profile: Profile) -> tuple[Note, ...]:
    """The notes (примечания) to the monitoring clauses of the act."""
    return tuple(note for note in profile.notes.values() if note.id.startswith(f"{MODULE}."))


def collection_days(profile: Profile, today: date, years: int = YEARS_BACK) -> tuple[date, ...]:
    """The last days of the collections (сборы данных) of this year and some years back, up to today."""
    found = {
        day
        for year in range(today.year - years, today.year + 1)
        for day in days_of_year(profile, year)
        if day <= today
    }
    return tuple(sorted(found))


def days_of_year(profile: Profile, year: int) -> Iterator[date]:
    """The last days of the collections of one year."""
    rule = profile.rule(CALENDAR)
    months = [int(item["month"]) for item in rule.written["items"]] if rule else []
    if months:
        yield from (date(year, month, monthrange(year, month)[1]) for month in months)
        return
    paces = [
        one.params
        for one in profile.of_kind(frequency.NAME)
        if one.module == MODULE and not one.silent and one.params.what == "cycle"
    ]
    if not paces:
        yield date(year, 12, 31)
        return
    pace = paces[0]
    yield from (last for _, last in year_parts(year, pace.year_basis, pace.per))
