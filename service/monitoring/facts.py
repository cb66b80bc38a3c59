"""What monitoring knows of the rules: indicators against their targets, cycles of many tenants at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import select

from service.monitoring.figures import count_by_tenant
from service.monitoring.model import Cycle, IndicatorValue
from service.monitoring.rules import MODULE, approved
from service.people.model.organisations import Organisation
from service.profiles.profile import Profile
from service.rules.dates import year_of
from service.rules.indicators.figure import IndicatorFigure, TargetStatus, is_near
from service.rules.kinds import frequency
from service.rules.kinds.indicator import outcome
from service.rules.message import N_, Message, sentences
from service.rules.shares import holds
from service.rules.verdict import Outcome, Severity, Status, Verdict
from service.tenancy.facts import Kept, Known, Survey, records_of

INDICATOR, CYCLES = "monitoring.indicator", "register_cycles.listing"
CLOSED, ANALYSIS = "monitoring.year_end", "monitoring.cycle_analysis"
SERVICES, SCOPE = "monitoring.services_frequency", "monitoring.services_scope"
DISTRICT = N_("Муниципальная служба")
DECEMBER = 12
COUNTED = N_("Порога положение не устанавливает, показатель посчитан.")
BY_TARGET = {
    TargetStatus.MET: Status.PASS,
    TargetStatus.NOT_MET: Status.FAIL,
    TargetStatus.NOT_ASSESSED: Status.NOT_YET,
}


def indicators(survey: Survey) -> Iterator[Known]:
    """Figures of the day against the targets; definitions that are alike are counted by one statement."""
    wanted = {tenant: approved(profile) for tenant, profile in survey.profiles.items()}
    wanted = {tenant: listed for tenant, listed in wanted.items() if listed}
    counted = count_by_tenant(survey.db, wanted, survey.today) if wanted else {}
    for tenant, listed in wanted.items():
        for one in listed:
            found = counted[tenant][one.code]
            said = _outcome(one.params, found.figure, found.rows)
            rule = one.rule
            verdict = Verdict.of(
                said,
                rule=rule.id,
                severity=Severity(rule.severity),
                clause=rule.clause,
                act=rule.act,
                quote=rule.quote,
                profile_version=survey.profiles[tenant].version,
                source_label=rule.source_label,
            )
            yield Known(tenant, rule.id, verdict=verdict, place=INDICATOR, key={"code": one.code})


def _outcome(params: Any, figure: IndicatorFigure, rows: int) -> Outcome:
    """A figure as compliance sees it: near its target is soon, without a target it must be counted."""
    said = outcome(params, figure)
    if figure.target_status is TargetStatus.NO_TARGET:
        done = rows > 0 and figure.numerator is not None
        words = sentences(said.message, Message(COUNTED)) if done else said.message
        return replace(said, status=Status.PASS if done else Status.NOT_YET, message=words)
    status = BY_TARGET.get(figure.target_status, Status.NOT_YET)
    if figure.target_status is TargetStatus.NOT_DUE:
        status = Status.PASS if _reached(figure) else Status.WARN
    near = status is Status.FAIL and is_near(figure)
    if rows == 0:
        return replace(said, status=Status.NOT_YET)
    return replace(said, status=Status.WARN if near else status)


def _reached(figure: IndicatorFigure) -> bool:
    """Whether a target of the year's end is reached already."""
    target = figure.target
    if target is None or figure.numerator is None or figure.denominator == 0:
        return False
    return holds(Fraction(figure.numerator, figure.denominator or 1), target.op, target.value)


def cycles(survey: Survey) -> Iterator[Known]:
    """Frequency of monitoring cycles, the close of the year, the analysis of the latest cycle."""
    chosen = select(Cycle).where(Cycle.tenant_id.in_(survey.ids), Cycle.valid.contains(survey.today))
    found: dict[int, list[Cycle]] = {}
    for row in survey.db.execute(chosen.order_by(Cycle.finished_on)).scalars():
        found.setdefault(row.tenant_id, []).append(row)
    services = _services(survey)
    for tenant, profile in survey.profiles.items():
        rows = found.get(tenant, [])
        for rule_id, facts in _asked(profile, rows, survey.today).items():
            for title, own in _by_service(rule_id, rows, services.get(tenant)):
                given = facts if own is None else {**facts, "held": [one.finished_on for one in own]}
                verdict = profile.evaluate(rule_id, given)
                yield Known(tenant, rule_id, verdict=verdict, title=title, place=CYCLES)


def _by_service(
    rule_id: str, rows: Sequence[Cycle], services: Mapping[int, str] | None
) -> Iterator[tuple[str, Sequence[Cycle] | None]]:
    """The cycles of each methodical service, the district's own first; of all where the rule asks no more."""
    if rule_id != SERVICES or services is None:
        yield "", None
        return
    yield DISTRICT, [one for one in rows if one.organisation_id is None]
    for key, title in services.items():
        yield title, [one for one in rows if one.organisation_id == key]


def _services(survey: Survey) -> dict[int, dict[int, str]]:
    """Organisations whose services the regulation has monitored, by tenant (OK п. 7.3)."""
    kinds = {tenant: profile.params(SCOPE) for tenant, profile in survey.profiles.items()}
    asked = {tenant: set(params.values) for tenant, params in kinds.items() if params is not None}
    if not asked:
        return {}
    chosen = select(
        Organisation.tenant_id, Organisation.id, Organisation.type, Organisation.short_name, Organisation.name
    ).where(Organisation.tenant_id.in_(asked), Organisation.own, Organisation.valid.contains(survey.today))
    found: dict[int, dict[int, str]] = {tenant: {} for tenant in asked}
    for row in survey.db.execute(chosen.order_by(Organisation.sort_key)):
        if row.type in asked[row.tenant_id]:
            found[row.tenant_id][row.id] = row.short_name or row.name
    return found


def _asked(profile: Profile, rows: Sequence[Cycle], today: date) -> dict[str, dict[str, Any]]:
    asked: dict[str, dict[str, Any]] = {}
    for rule in profile.of_kind(frequency.NAME):
        if rule.module == MODULE and not rule.silent and rule.params.what == "cycle":
            year = year_of(today, rule.params.year_basis)
            asked[rule.id] = {"year": year, "held": [one.finished_on for one in rows], "as_of": today}
    if profile.rule(CLOSED) is not None:
        last = date(today.year, DECEMBER, 1)
        closed = [one.finished_on for one in rows if last <= one.finished_on <= today]
        asked[CLOSED] = {"year": today.year, "as_of": today, **({"closed_on": closed[-1]} if closed else {})}
    if profile.rule(ANALYSIS) is not None and rows:
        codes = [one.code for one in profile.params(ANALYSIS).documents]
        asked[ANALYSIS] = {"present": codes if rows[-1].analysed_on is not None else []}
    return asked


FACTS = (
    indicators,
    cycles,
    records_of(
        Kept(
            Cycle,
            CYCLES,
            ("monitoring.services_monitoring", "monitoring.mms_monitoring", "monitoring.quality"),
        ),
        Kept(IndicatorValue, "monitoring.indicators", ("monitoring.indicators",)),
    ),
)
