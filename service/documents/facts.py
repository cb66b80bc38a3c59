"""What the register of acts knows of the rules: required documents, named or found by their titles."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from service.documents.model import LegalAct, LibraryItem, RequiredDocument
from service.documents.required import BASES, year_asked
from service.profiles.profile import Profile, Rule
from service.rules.dates import year_of
from service.rules.kinds import documents
from service.tenancy.facts import Kept, Known, Survey, records_of

ACTS = "register_legal-acts.listing"
LIBRARY = "library.page"
SECTIONS = frozenset({"documents", "agreements", "events_plan", "roadmap", "regional"})
"""Sections whose documents are acts of the tenant; bodies keep theirs by themselves."""
OWN_REGULATION = "regulation"
ASKS = (
    "documents:legal_acts", "documents:legal_basis", "documents.normative", "documents.service_documents",
    "documents.other",
)  # fmt: skip
"""Declared rules that stand on the register of acts."""
Act = tuple[str, date]


def required(survey: Survey) -> Iterator[Known]:
    """Verdicts on the documents a tenant must have in force, once it has entered any acts at all."""
    begins = func.coalesce(LegalAct.effective_from, LegalAct.date)
    lasts = or_(LegalAct.repealed_on.is_(None), LegalAct.repealed_on > survey.today)
    in_force = (LegalAct.tenant_id.in_(survey.ids), begins <= survey.today, lasts)
    chosen = select(LegalAct.tenant_id, LegalAct.title, LegalAct.kind, LegalAct.date).where(*in_force)
    acts: dict[int, list[Act]] = {}
    for tenant, title, kind, day in survey.db.execute(chosen):
        acts.setdefault(tenant, []).append((_plain(f"{kind} {title}"), day))
    named = _named(survey, in_force)
    for tenant, profile in survey.profiles.items():
        known = acts.get(tenant, [])
        for rule in profile.of_kind(documents.NAME):
            if known and _asked(rule):
                present = dict.fromkeys(_present(profile, rule, known, survey.today))
                present |= dict.fromkeys(named.get((tenant, rule.id, year_asked(rule, survey.today)), ()))
                facts = {"present": [*present]}
                yield Known(tenant, rule.id, verdict=profile.evaluate(rule.id, facts), place=ACTS)


def _named(survey: Survey, in_force: Sequence[ColumnElement[bool]]) -> dict[Any, list[str]]:
    """Documents of which somebody has said which act they are, by tenant, rule and year."""
    rows = survey.db.execute(
        select(
            RequiredDocument.tenant_id, RequiredDocument.rule, RequiredDocument.year, RequiredDocument.code
        )
        .join(
            LegalAct,
            (LegalAct.tenant_id == RequiredDocument.tenant_id) & (LegalAct.id == RequiredDocument.act_id),
        )
        .where(RequiredDocument.tenant_id.in_(survey.ids), *in_force)
    )
    found: dict[Any, list[str]] = {}
    for tenant, rule, year, code in rows:
        found.setdefault((tenant, rule, year), []).append(code)
    return found


def _asked(rule: Rule) -> bool:
    return not rule.silent and rule.module in SECTIONS and rule.params.owner == "tenant"


def _present(profile: Profile, rule: Rule, acts: Sequence[Act], today: date) -> list[str]:
    """Documents of a rule that stand in the register; a yearly one must be of this year."""
    params: Any = rule.params
    basis, year = BASES.get(params.period), year_asked(rule, today)
    counted = [text for text, day in acts if basis is None or year_of(day, basis) == year]
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
        Kept(LibraryItem, LIBRARY, ("documents.knowledge_base",), (LibraryItem.organisation_id.is_(None),)),
        Kept(LibraryItem, LIBRARY, ("documents.school_bank",), (LibraryItem.organisation_id.is_not(None),)),
        Kept(LegalAct, ACTS, ASKS),
    ),
)
