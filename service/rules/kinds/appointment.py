"""Appointment (назначение руководителя): elected, of a category, approved before a yearly day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from service.rules import given
from service.rules.dates import CALENDAR, add_months
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.kinds.annual_deadline import last_day, nearest_year
from service.rules.kinds.deadline_words import day_words, days_words, years_words
from service.rules.message import N_, Message, either, listed, sentences, together
from service.rules.reader import Reader
from service.rules.value_words import VALUES, value_words
from service.rules.verdict import Missing, Outcome, Status, incomplete

NAME = "appointment"
FACTS = {
    "category": FactType(FactKind.CODE, N_("квалификационная категория"), required=False),
    "elected_on": FactType(FactKind.DATE, N_("дата избрания"), required=False),
    "approved_on": FactType(FactKind.DATE, N_("дата утверждения"), required=False),
    "year": FactType(FactKind.INTEGER, N_("год"), required=False),
    "as_of": FactType(FactKind.DATE, N_("на какую дату"), required=False),
}

EXPERIENCE = FactType(FactKind.INTEGER, N_("стаж, полных лет"), required=False)

_CATEGORIES = {
    "highest": N_("высшая"),
    "first": N_("первая"),
    "teacher_methodist": N_("«педагог-методист»"),
    "teacher_mentor": N_("«педагог-наставник»"),
}


@dataclass(frozen=True)
class Params:
    """Whether election is asked for, the categories, the yearly day of approval, term and experience."""

    elected: bool
    categories: tuple[str, ...]
    approved_before: tuple[int, int] | None
    inclusive: bool
    term_years: int
    experience_years: int = 0


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly."""
    reader = Reader(mapping)
    params = Params(
        elected=reader.flag("elected", False),
        categories=reader.codes("categories", ()),
        approved_before=reader.month_day("approved_before") if reader.has("approved_before") else None,
        inclusive=reader.flag("inclusive", False),
        term_years=reader.integer("term_years", 0, least=0, most=50),
        experience_years=reader.integer("experience_years", 0, least=0, most=70),
    )
    reader.done()
    return params


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge category, election and approval; expected and actual are dates of approval."""
    types = facts_of(params)
    operands = {name: facts[name] for name in types if name in facts}
    approved, elected = given.day(facts, "approved_on"), given.day(facts, "elected_on")
    last = _last_day(params, facts)
    late = (approved - last).days if approved and last and approved > last else 0
    broken = _broken(params, facts, late, last)
    if broken:
        return Outcome(
            status=Status.FAIL,
            operands=operands,
            expected=last,
            actual=approved,
            shortfall=late or len(broken),
            missing=tuple(broken),
            message=Message(
                "Назначение не соответствует положению: %(what)s.",
                {"what": listed([item.message for item in broken])},
            ),
            remedy=Message(
                "Проведите выборы из подходящих кандидатов и утвердите руководителя актом до срока."
            ),
        )
    asked = ["approved_on"]
    asked += ["elected_on"] if params.elected else []
    asked += ["category"] if params.categories else []
    asked += ["experience"] if params.experience_years else []
    absent = tuple(missing_fact(name, types[name]) for name in types if name in asked and name not in facts)
    if absent:
        return incomplete(absent, operands, last)
    words = {"elected": elected, "approved": approved}
    said = Message("Руководитель утверждён %(approved)s.", words)
    if elected:
        said = Message("Руководитель избран %(elected)s и утверждён %(approved)s.", words)
    return Outcome(status=Status.PASS, operands=operands, expected=last, actual=approved, message=said)


def _last_day(params: Params, facts: Facts) -> date | None:
    approved, today, year = (
        given.day(facts, "approved_on"),
        given.day(facts, "as_of"),
        given.integer(facts, "year"),
    )
    if params.approved_before is None:
        return None
    named = (*params.approved_before, params.inclusive, CALENDAR)
    if year is None and approved is not None:
        year = nearest_year(*named, approved)
    elif year is None and today is not None:
        year = today.year
    return None if year is None else last_day(*named, year)


def _broken(params: Params, facts: Facts, late: int, last: date | None) -> list[Missing]:
    approved, elected, today = (given.day(facts, name) for name in ("approved_on", "elected_on", "as_of"))
    category = given.code(facts, "category")
    broken = []
    if params.categories and category is not None and category not in params.categories:
        allowed = [_category(code) for code in params.categories]
        broken.append(
            Missing("category", Message("нужна категория: %(allowed)s", {"allowed": either(allowed)}))
        )
    experience = given.integer(facts, "experience")
    if params.experience_years and experience is not None and experience < params.experience_years:
        years = {"years": years_words(params.experience_years)}
        broken.append(Missing("experience", Message("нужен стаж не менее: %(years)s", years)))
    if params.elected and elected and approved and elected > approved:
        broken.append(Missing("elected_on", Message("утверждён раньше, чем избран")))
    if late and last:
        broken.append(Missing("approved_on", _late(last, late)))
    if last and today and approved is None and today > last:
        broken.append(Missing("approved_on", Message("не утверждён до срока %(last)s", {"last": last})))
    if params.term_years and approved and today and today >= add_months(approved, 12 * params.term_years):
        ended = add_months(approved, 12 * params.term_years)
        broken.append(Missing("term", Message("срок полномочий истёк %(day)s", {"day": ended})))
    return broken


def _late(last: date, late: int) -> Message:
    words = {"last": last, "late": days_words(late)}
    return Message("утверждён на %(late)s позже срока, крайний срок был %(last)s", words)


def facts_of(params: Params) -> dict[str, FactType]:
    """Return the facts of the kind, with the names of the categories asked for."""
    names = tuple((code, VALUES.get(code, code)) for code in params.categories)
    facts = {**FACTS, "category": replace(FACTS["category"], names=names)}
    return {**facts, "experience": EXPERIENCE} if params.experience_years else facts


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    parts = [Message("избирается")] if params.elected else []
    if params.approved_before:
        words = {"day": day_words(*params.approved_before)}
        told = N_("утверждается ежегодно не позднее %(day)s")
        told = told if params.inclusive else N_("утверждается ежегодно до %(day)s")
        parts.append(Message(told, words))
    said = [Message("Руководитель %(parts)s.", {"parts": together(parts)})] if parts else []
    if params.categories:
        named = {"names": either([_category(code) for code in params.categories])}
        said.append(Message("Нужна категория: %(names)s.", named))
    if params.experience_years:
        words = {"years": years_words(params.experience_years)}
        said.append(Message("Нужен стаж не менее: %(years)s.", words))
    if params.term_years:
        said.append(Message("Срок полномочий: %(years)s.", {"years": years_words(params.term_years)}))
    return sentences(*said) if said else Message("Руководитель назначается.")


def _category(code: str) -> object:
    return Message(_CATEGORIES[code]) if code in _CATEGORIES else value_words(code)


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child asks for less than the parent; None when it does not."""
    if parent.elected and not child.elected:
        return Message("Выборы больше не требуются.")
    if parent.categories and (not child.categories or set(child.categories) - set(parent.categories)):
        return Message("Допущены другие категории.")
    if parent.approved_before:
        if not child.approved_before:
            return Message("Срок утверждения убран.")
        days = [
            last_day(*p, i, CALENDAR, 2024)
            for p, i in ((parent.approved_before, parent.inclusive), (child.approved_before, child.inclusive))
        ]
        if days[1] > days[0]:
            return Message("Срок утверждения позже прежнего.")
    if child.experience_years < parent.experience_years:
        return Message("Стаж требуется меньше прежнего.")
    if parent.term_years and not 0 < child.term_years <= parent.term_years:
        return Message("Срок полномочий длиннее прежнего.")
    return None


KIND = Kind(NAME, N_("назначение руководителя"), parse, describe, weaker, facts_of, evaluate)
