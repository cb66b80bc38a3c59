"""What the register of acts knows of the rules: required documents are found in it by their titles."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from service.documents.model import LegalAct
from service.profiles.profile import Profile, Rule
from service.rules.dates import CALENDAR, SCHOOL, year_of
from service.rules.kinds import documents
from service.tenancy.facts import Kept, Known, Survey, records_of

ACTS = "register_legal-acts.listing"
SECTIONS = frozenset({"documents", "agreements", "events_plan", "roadmap", "regional"})
"""Sections whose documents are acts of the tenant; bodies keep theirs by themselves."""
OWN_REGULATION = "regulation"
BASES = {"year": CALENDAR, "school_year": SCHOOL}
Act = tuple[str, date]


def required(survey: Survey) -> Iterator[Known]:
    """Verdicts on the documents a tenant must have in force, once it has entered any acts at all."""
    begins = func.coalesce(LegalAct.effective_from, LegalAct.date)
    chosen = select(LegalAct.tenant_id, LegalAct.title, LegalAct.kind, LegalAct.date).where(
        LegalAct.tenant_id.in_(survey.ids), begins <= survey.today
    )
    acts: dict[int, list[Act]] = {}
    for tenant, title, kind, day in survey.db.execute(chosen):
        acts.setdefault(tenant, []).append((_plain(f"{kind} {title}"), day))
    for tenant, profile in survey.profiles.items():
        known = acts.get(tenant, [])
        for rule in profile.of_kind(documents.NAME):
            if known and _asked(rule):
                facts = {"present": _present(profile, rule, known, survey.today)}
                yield Known(tenant, rule.id, verdict=profile.evaluate(rule.id, facts), place=ACTS)


def _asked(rule: Rule) -> bool:
    return not rule.silent and rule.module in SECTIONS and rule.params.owner == "tenant"


def _present(profile: Profile, rule: Rule, acts: Sequence[Act], today: date) -> list[str]:
    """Documents of a rule that stand in the register; a yearly one must be of this year."""
    params: Any = rule.params
    basis = BASES.get(params.period)
    counted = [text for text, day in acts if basis is None or year_of(day, basis) == year_of(today, basis)]
    return [
        one.code
        for one in params.documents
        if any(_plain(one.title) in text for text in counted)
        or (one.code == OWN_REGULATION and not profile.draft)
    ]


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").replace("«", "").replace("»", "").split())


FACTS = (
    required,
    records_of(
        Kept(LegalAct, ACTS, ("documents:legal_acts", "documents:legal_basis", "documents.normative")),
    ),
)
