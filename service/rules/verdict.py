"""Verdicts (заключения): what a rule says about given facts, with operands, shortfall and remedy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Self

from service.rules.message import Message, listed, with_titles

Render = Callable[[Message, str], str]
LANGUAGES = ("ru", "alt")


class Status(StrEnum):
    """State of a rule for given facts."""

    PASS = "pass"  # noqa: S105 - a state, not a password
    FAIL = "fail"
    WARN = "warn"
    NOT_YET = "not_yet"
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"


class Severity(StrEnum):
    """What a broken rule does: hard refuses the act, soft lets it stand and marks it."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: a fact, a document, a condition."""

    code: str
    message: Message


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a rule kind computed, before it is known which act and clause stand behind it."""

    status: Status
    message: Message
    operands: Mapping[str, object] = field(default_factory=dict)
    expected: int | date | None = None
    actual: int | date | None = None
    shortfall: int = 0
    missing: tuple[Missing, ...] = ()
    remedy: Message | None = None

    def titled(self, titles: Mapping[str, str]) -> Self:
        """Return the same outcome with its codes in the words of one regulation."""
        return replace(
            self,
            message=with_titles(self.message, titles),
            missing=tuple(replace(one, message=with_titles(one.message, titles)) for one in self.missing),
            remedy=with_titles(self.remedy, titles) if self.remedy else None,
        )


@dataclass(frozen=True, kw_only=True)
class Verdict(Outcome):
    """An outcome with its rule, clause (пункт), act, quote, chosen reading and profile version."""

    rule: str
    severity: Severity
    clause: str
    act: str
    quote: str = ""
    reading: str | None = None
    profile_version: str = ""
    decided_by: tuple[str, ...] = ()  # titles of the settings behind the reading, for people
    source_label: Message | None = None  # whose rule it is where a model stands in for an own act

    @classmethod
    def of(
        cls,
        outcome: Outcome,
        *,
        rule: str,
        severity: Severity,
        clause: str,
        act: str,
        quote: str = "",
        reading: str | None = None,
        profile_version: str = "",
        decided_by: tuple[str, ...] = (),
        source_label: Message | None = None,
    ) -> "Verdict":
        """Attach a rule and its source to an outcome."""
        computed = {item.name: getattr(outcome, item.name) for item in fields(Outcome)}
        return cls(
            **computed,
            rule=rule,
            severity=severity,
            clause=clause,
            act=act,
            quote=quote,
            reading=reading,
            profile_version=profile_version,
            decided_by=decided_by,
            source_label=source_label,
        )

    def waived(self, message: Message) -> "Verdict":
        """Return the verdict covered by a recorded waiver (освобождение) that `message` describes."""
        return replace(self, status=Status.WAIVED, message=message, remedy=None)

    def to_dict(self, render: Render) -> dict[str, object]:
        """Return the JSON form promised to users; `render(message, lang)` makes the sentences."""

        def said(message: Message) -> dict[str, str]:
            return {language: render(message, language) for language in LANGUAGES}

        return {
            "rule": self.rule,
            "status": self.status.value,
            "severity": self.severity.value,
            "clause": self.clause,
            "act": self.act,
            "quote": self.quote,
            "source": said(self.source_label) if self.source_label else None,
            "operands": {name: plain(value) for name, value in self.operands.items()},
            "expected": plain(self.expected),
            "actual": plain(self.actual),
            "shortfall": self.shortfall,
            "missing": [{"code": item.code, "message": said(item.message)} for item in self.missing],
            "reading": self.reading,
            "message": said(self.message),
            "remedy": said(self.remedy) if self.remedy else None,
            "profile_version": self.profile_version,
        }


def plain(value: object) -> object:
    """Return a value as JSON can carry it: dates in ISO form, fractions as "2/3"."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return value


def not_set() -> Outcome:
    """Return the outcome of a regulation that sets no such rule."""
    return Outcome(
        status=Status.NOT_APPLICABLE,
        message=Message("Положение такого правила не устанавливает."),
    )


def incomplete(
    missing: tuple[Missing, ...],
    operands: Mapping[str, object],
    expected: int | date | None = None,
) -> Outcome:
    """Return the outcome when facts are missing: it is never a pass."""
    return Outcome(
        status=Status.NOT_YET,
        operands=operands,
        expected=expected,
        missing=missing,
        message=Message(
            "Проверить пока нельзя, не хватает сведений: %(names)s.",
            {"names": listed([item.message for item in missing])},
        ),
        remedy=Message("Внесите недостающие сведения."),
    )
