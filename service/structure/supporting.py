"""Kinds of support (виды сопровождения) that a unit gives by a function: what is offered, what is asked."""

from collections.abc import Sequence

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.profiles.profile import Profile, Rule
from service.rules.kinds import labelling
from service.rules.message import Message
from service.rules.verdict import Severity, Status

ON = "unit_function"
FIELD = "support"
UNKNOWN = N_("Такого вида сопровождения положение не называет.")
BROKEN = N_("%(title)s: %(said)s Основание: %(clause)s.")


def asked(profile: Profile) -> tuple[Rule, ...]:
    """The rules that ask kinds of support of a unit's function."""
    return tuple(one for one in profile.of_kind(labelling.NAME) if not one.silent and one.params.on == ON)


def offered(profile: Profile) -> tuple[tuple[str, str], ...]:
    """The kinds to choose from: codes with titles, none where the regulation names none."""
    lists = [profile.rule(name) for rule in asked(profile) for name in rule.params.of]
    return tuple((item.code, item.title) for one in lists if one is not None for item in one.params.items)


def check(profile: Profile, chosen: Sequence[str], *, of_unit: bool) -> None:
    """Refuse kinds that are not offered, and a unit's function without those that a hard rule asks."""
    if set(chosen) - {code for code, _ in offered(profile)}:
        raise Invalid(fields=(FieldProblem(FIELD, UNKNOWN),))
    for rule in asked(profile) if of_unit else ():
        verdict = profile.evaluate(rule.id, {"marks": len(set(chosen))})
        if verdict.status is Status.FAIL and verdict.severity is Severity.HARD:
            said = {
                "title": rule.title,
                "said": verdict.message or Message(""),
                "clause": verdict.clause,
            }
            raise Invalid(fields=(FieldProblem(FIELD, BROKEN, said),))
