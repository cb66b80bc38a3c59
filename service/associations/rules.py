"""What the rules say of a year of an association (заключения о годе объединения): facts in, verdicts out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from service.associations.policy import AssociationPolicy
from service.rules.kinds.minimum import amount
from service.rules.message import Message
from service.rules.verdict import Verdict

REGULATION, ANALYSIS, PLAN, DATA_BANK, NEEDS = "regulation", "analysis", "plan", "data_bank", "needs"
PROGRAMMES = "programmes"
TEACHERS = "teachers"
LESSONS = frozenset({"open_lesson", "extracurricular"})
MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь",
    "декабрь",
)  # fmt: skip


@dataclass(frozen=True)
class LeaderFacts:
    """The leader of a year as the registers know it."""

    person_id: int | None = None
    elected_on: date | None = None
    approved_on: date | None = None
    category: str | None = None
    experience: int | None = None


@dataclass
class YearFacts:
    """What the registers know of an association in a school year."""

    year: int
    members: int = 0
    teachers: int = 0
    curators: int = 0
    leader: LeaderFacts | None = None
    seated_leader: bool = False
    state: str | None = None
    order_on: date | None = None
    first_year: bool = True
    plan_id: int | None = None
    adopted: bool = False
    agreed: bool = False
    returned_why: str | None = None
    forecast: bool = False
    months: set[date] = field(default_factory=set)
    items: int = 0
    unlinked: list[tuple[int, str]] = field(default_factory=list)
    done: int = 0
    scheduled: int = 0
    planned: list[date] = field(default_factory=list)
    held: list[date] = field(default_factory=list)
    seminars: list[date] = field(default_factory=list)
    bare_seminars: int = 0
    documents: set[str] = field(default_factory=set)
    needs: int = 0
    programmes: bool = False
    previous_analysis: bool = False
    previous_accepted: bool = False
    analysis: str | None = None
    submitted_on: date | None = None


def counted(policy: AssociationPolicy, facts: YearFacts) -> int:
    """Whom the least number counts: the district's teachers, or members by the setting."""
    return facts.members if policy.counts_members else facts.teachers


def in_words(policy: AssociationPolicy, verdict: Verdict) -> Verdict:
    """The verdict of the least number in words of those it counted: «9 педагогов», or «9 членов»."""
    if policy.counts_members or not isinstance(verdict.actual, int):
        return verdict
    said = verdict.message
    return replace(
        verdict, message=Message(said.msgid, {**said.params, "actual": amount(verdict.actual, TEACHERS)})
    )


def present(policy: AssociationPolicy, facts: YearFacts) -> frozenset[str]:
    """Codes of documents that are there: kept by themselves, or filled by the registers (C-LU-27)."""
    found = set(facts.documents)
    if not policy.own_regulation and policy.profile.rules:
        found.add(REGULATION)
    if facts.previous_accepted or facts.analysis == "accepted":
        found.add(ANALYSIS)
    if facts.plan_id is not None and facts.items and facts.agreed:
        found.add(PLAN)
    if facts.members:
        found.add(DATA_BANK)
    if facts.needs:
        found.add(NEEDS)
    if facts.programmes:
        found.add(PROGRAMMES)
    return frozenset(found)


def empty_months(policy: AssociationPolicy, facts: YearFacts) -> list[date]:
    """Months of the plan that nothing is planned for."""
    return [month for month in policy.months(facts.year) if month not in facts.months]


def month_title(month: date) -> str:
    """The name of a month with its year."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def verdicts(policy: AssociationPolicy, facts: YearFacts, today: date) -> list[Verdict]:
    """Judge a year by every rule the regulation sets for associations; silent rules are left out."""
    told = []
    for name, given in _asked(policy, facts, today).items():
        rule = policy.profile.rule(f"association.{name}")
        if rule is not None and given is not None:
            known = {key: value for key, value in given.items() if key in rule.facts and value is not None}
            said = policy.profile.evaluate(rule.id, known)
            told.append(in_words(policy, said) if name == "min_members" else said)
    return told


def _asked(policy: AssociationPolicy, facts: YearFacts, today: date) -> dict[str, Mapping[str, Any] | None]:
    bare = facts.plan_id is None
    empty = empty_months(policy, facts)
    return {
        "min_members": {"members": counted(policy, facts), "existing": True},
        "creation_act": {"present": ["order"] if facts.order_on else []},
        "order": {"order_date": facts.order_on, "year": facts.year, "as_of": today},
        "leader": _leader(facts, today),
        "leader_election": {"reached": _reached(facts)},
        "curator": _covers(1, [] if facts.curators else [("curator", "куратор")]),
        "sections": _covers(1, [] if facts.seated_leader else [("leader", "руководитель")]),
        "section_plans": _covers(1, [("plan", "план")] if bare else []),
        "plan": {"present": [] if bare else [PLAN]},
        "agreement": {"reached": [n for n in ("adopted", "agreed") if getattr(facts, n)]},
        "plan_months": _covers(
            len(policy.months(facts.year)), [(f"m{one.month}", month_title(one)) for one in empty]
        ),
        "schedule": {"meetings": facts.scheduled},
        "plan_link": _covers(facts.items, [(f"item{number}", text) for number, text in facts.unlinked]),
        "frequency": {**_held(facts, facts.held, today), "seminars": facts.seminars},
        "seminar": _held(facts, facts.seminars, today),
        "documents": {"present": sorted(_known(policy, "documents", present(policy, facts)))},
        "analysis": _analysis(policy, facts),
        "analysis_submission": _submission(policy, facts, today),
    }  # fmt: skip


def _submission(policy: AssociationPolicy, facts: YearFacts, today: date) -> Mapping[str, Any] | None:
    """The submission is judged once it happened, or once its day has passed."""
    due = policy.analysis_due(facts.year)
    if facts.submitted_on is None and due is not None and today <= due:
        return None
    return {"submitted_date": facts.submitted_on, "year": facts.year, "as_of": today}


def _held(facts: YearFacts, days: list[date], today: date) -> Mapping[str, Any]:
    return {"year": facts.year, "held": days, "as_of": today, "planned": facts.planned}


def _known(policy: AssociationPolicy, name: str, codes: frozenset[str]) -> list[str]:
    listed = {one.code for one in getattr(policy.params(name), "documents", ())}
    return [code for code in codes if code in listed]


def _analysis(policy: AssociationPolicy, facts: YearFacts) -> Mapping[str, Any] | None:
    """The analysis as a document, for regulations that ask for it by that name alone (UK, PE)."""
    if not getattr(policy.params("analysis"), "documents", ()):
        return None
    return {"present": [ANALYSIS] if facts.analysis in ("submitted", "accepted") else []}


def _leader(facts: YearFacts, today: date) -> Mapping[str, Any]:
    one = facts.leader or LeaderFacts()
    return {
        "category": one.category,
        "elected_on": one.elected_on,
        "approved_on": one.approved_on,
        "experience": one.experience,
        "year": facts.year,
        "as_of": today,
    }


def _reached(facts: YearFacts) -> list[str]:
    one = facts.leader or LeaderFacts()
    pairs = (("elected", one.elected_on), ("approved", one.approved_on))
    return [name for name, day in pairs if day is not None]


def _covers(total: int, missing: list[tuple[str, str]]) -> Mapping[str, Any]:
    return {"total": total, "missing": [{"code": code, "title": title} for code, title in missing]}
