"""Running cases (примеры): each is judged by its profile; only the expected keys are compared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from service.profiles.case_files import Case
from service.profiles.effective import effective
from service.profiles.entries import Choice
from service.profiles.problems import ProfileError, UnknownRule
from service.profiles.profile import Profile
from service.profiles.strata import LATEST
from service.profiles.values import allowed
from service.profiles.versions import Version
from service.rules.errors import BadFacts
from service.rules.facts import as_date
from service.rules.indicators.evaluate import evaluate_indicator
from service.rules.indicators.figure import display_value
from service.rules.indicators.params import Params
from service.rules.message import N_, Message
from service.rules.verdict import Verdict, plain

_REASON = "case"


@dataclass(frozen=True, slots=True)
class Difference:
    """One expected key that came out otherwise."""

    key: str
    expected: Any
    actual: Any

    def __str__(self) -> str:
        text = N_("%(key)s: ожидалось %(expected)s, получено %(actual)s")
        return str(
            Message(text, {"key": self.key, "expected": repr(self.expected), "actual": repr(self.actual)})
        )


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of one case."""

    title: str
    file: str
    line: int
    passed: bool
    differences: tuple[Difference, ...] = ()


def run_cases(cases: Iterable[Case], versions: Sequence[Version]) -> tuple[CaseResult, ...]:
    """Run cases on profiles made of the given versions, in order."""
    profiles: dict[tuple[str, date, str], Profile] = {}
    results: list[CaseResult] = []
    for case in cases:
        on = case.on or LATEST
        key = (case.profile, on, repr(case.settings))
        try:
            if key not in profiles:
                refused = _refused_settings(case, effective(case.profile, on, versions))
                if refused:
                    results.append(_result(case, refused))
                    continue
                profiles[key] = effective(case.profile, on, _with_settings(case, versions))
            differences = run_case(case, profiles[key])
        except ProfileError as error:
            differences = (Difference("profile", case.profile, "\n".join(map(str, error.problems))),)
        results.append(_result(case, differences))
    return tuple(results)


def run_case(case: Case, profile: Profile) -> tuple[Difference, ...]:
    """Judge one case by a profile; an empty tuple means that it passed."""
    try:
        verdict = profile.evaluate(case.rule, case.given)
    except UnknownRule as error:
        return (Difference("rule", case.rule, str(error.message)),)
    except BadFacts as error:
        if "error" not in case.expect:
            return (Difference(f"given.{error.field}", case.given.get(error.field), str(error.message)),)
        return compared(case.expect, {"error": error.field, "message": str(error.message)})
    return compared(case.expect, {**verdict_data(verdict), **figure_data(case, profile)})


def verdict_data(verdict: Verdict) -> dict[str, Any]:
    """Give what a case may expect of a verdict: JSON values, sentences in Russian, missing things by code."""
    data = verdict.to_dict(lambda message, _language: str(message))
    for key in ("message", "remedy"):
        data[key] = str(getattr(verdict, key)) if getattr(verdict, key) else None
    data["missing"] = [item.code for item in verdict.missing]
    return data


def figure_data(case: Case, profile: Profile) -> dict[str, Any]:
    """Give what a case may expect of an indicator, as the API prints it; nothing for other rules."""
    rule, as_of = profile.rule(case.rule), as_date(case.given.get("as_of"))
    if rule is None or not isinstance(rule.params, Params) or as_of is None:
        return {}
    figure = evaluate_indicator(rule.params, case.given, as_of)
    return {
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "value": display_value(figure),
        "unit": rule.params.unit,
        "value_status": figure.value_status.value,
        "target": figure.target.to_dict() if figure.target else None,
        "target_status": figure.target_status.value,
    }


def compared(expect: Mapping[str, Any], seen: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Compare the expected keys only; inside tables (operands, target) again only the expected keys."""
    found: list[Difference] = []
    for key, wanted in expect.items():
        actual = seen.get(key)
        if isinstance(wanted, Mapping) and isinstance(actual, Mapping):
            found += [replace(item, key=f"{key}.{item.key}") for item in compared(wanted, actual)]
            continue
        expected = _codes(wanted) if key == "missing" else plain(wanted)
        if key == "missing" and actual is not None:
            actual = sorted(actual)
        if expected != plain(actual):
            found.append(Difference(key, expected, plain(actual)))
    return tuple(found)


def _codes(wanted: Any) -> Any:
    """Read an expected list of missing things: codes, or tables with a code."""
    if not isinstance(wanted, list):
        return wanted
    return sorted(
        str(item["code"]) if isinstance(item, Mapping) and "code" in item else str(item) for item in wanted
    )


def _with_settings(case: Case, versions: Sequence[Version]) -> Sequence[Version]:
    """Let the case choose values of settings, as the tenant could."""
    if not case.settings:
        return versions
    chosen = tuple(Choice(setting, value, _REASON) for setting, value in case.settings.items())
    return [
        replace(version, content=replace(version.content, choices=(*version.content.choices, *chosen)))
        if version.owner == case.profile
        else version
        for version in versions
    ]


def _refused_settings(case: Case, profile: Profile) -> tuple[Difference, ...]:
    """Report values that no tenant could choose."""
    found: list[Difference] = []
    for name, value in case.settings.items():
        setting = profile.settings.get(name)
        if setting is None:
            found.append(Difference(f"settings.{name}", value, None))
        elif not allowed(setting, value):
            found.append(Difference(f"settings.{name}", value, list(setting.options)))
    return tuple(found)


def _result(case: Case, differences: tuple[Difference, ...]) -> CaseResult:
    place = case.place
    return CaseResult(case.title, place.document.file, place.line, not differences, differences)
