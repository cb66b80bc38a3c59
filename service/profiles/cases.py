"""Running cases (примеры): each is judged by its profile; only the expected keys are compared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from service.profiles.case_files import FIGURE_KEYS, Case
from service.profiles.effective import effective
from service.profiles.entries import Choice
from service.profiles.problems import NoVerdict, ProfileError, UnknownRule
from service.profiles.profile import Profile
from service.profiles.strata import LATEST
from service.profiles.values import allowed
from service.profiles.versions import Version
from service.rules.errors import BadFacts
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
                profiles[key] = effective(case.profile, on, _with_settings(case, versions))
            unknown = _refused_settings(case, profiles[key])
            differences = unknown or run_case(case, profiles[key])
        except ProfileError as error:
            differences = (Difference("profile", case.profile, "\n".join(map(str, error.problems))),)
        results.append(_result(case, differences))
    return tuple(results)


def run_case(case: Case, profile: Profile) -> tuple[Difference, ...]:
    """Judge one case by a profile; an empty tuple means that it passed."""
    try:
        verdict = profile.evaluate(case.rule, case.given)
    except (NoVerdict, UnknownRule) as error:
        return (Difference("rule", case.rule, str(error.message)),)
    except BadFacts as error:
        seen: Mapping[str, Any] = {"error": error.field, "message": str(error.message)}
        expected = {"error": None, **case.expect} if "error" not in case.expect else case.expect
        return compared(expected, seen)
    return compared(case.expect, verdict_data(verdict))


def verdict_data(verdict: Verdict) -> dict[str, Any]:
    """Give what a case may expect of a verdict: JSON values, sentences in Russian, missing things by code."""
    data = verdict.to_dict(lambda message, _language: str(message))
    for key in ("message", "remedy"):
        data[key] = str(getattr(verdict, key)) if getattr(verdict, key) else None
    data["missing"] = [item.code for item in verdict.missing]
    data.update({key: plain(verdict.operands[key]) for key in FIGURE_KEYS if key in verdict.operands})
    return data


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
