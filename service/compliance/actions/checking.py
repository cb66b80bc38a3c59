"""Check the rules of tenants (проверить соблюдение): all at once, only changes are written."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert

from service.compliance import telling
from service.compliance.model import ComplianceCheck, ComplianceRow
from service.compliance.queries.collecting import collection_days
from service.compliance.rules.dates import next_of
from service.compliance.rules.finding import find, waived
from service.compliance.rules.states import Finding, State
from service.profiles.profile import Profile
from service.settings.model import Waiver
from service.settings.waivers import in_force, words_of
from service.tenancy.facts import Known, Provider, Survey

AT_ONCE = 4000
"""Rows of one statement."""
# A row keeps the day on which its state began while the state stays.
ROWS = text("""
INSERT INTO mms.compliance_row AS kept (tenant_id, rule, state, since, next_on, found, digest)
SELECT tenant_id, rule, state, since, next_on, found, digest
FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS one
  (tenant_id int, rule text, state text, since date, next_on date, found jsonb, digest text)
ON CONFLICT (tenant_id, rule) DO UPDATE SET
  since = CASE WHEN kept.state = excluded.state THEN kept.since ELSE excluded.since END,
  state = excluded.state, next_on = excluded.next_on, found = excluded.found, digest = excluded.digest
""")
CHANGES = text("""
INSERT INTO mms.compliance_change (tenant_id, rule, day, state, profile_version)
SELECT tenant_id, rule, since, state, version
FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS one
  (tenant_id int, rule text, since date, state text, version text)
ON CONFLICT (tenant_id, rule, day) DO UPDATE
  SET state = excluded.state, profile_version = excluded.profile_version
""")


@dataclass(frozen=True)
class Written:
    """What stands in the table of a rule already."""

    state: str
    digest: str


def check(survey: Survey, providers: Iterable[Provider]) -> int:
    """Check every rule of the tenants of a survey; returns how many rules there are.

    What modules know is read for all tenants at once, then each rule is judged by the profile of its tenant.
    Checking again without a change writes nothing but the day of the check.
    """
    known = _gather(survey, providers)
    waivers = _waivers(survey)
    before = _written(survey)
    rows: list[dict[str, Any]] = []
    number = 0
    told: dict[Any, dict[str, Any]] = {}
    for tenant, profile in survey.profiles.items():
        days = collection_days(profile, survey.today)
        for rule in profile.rules.values():
            number += 1
            facts = known.get((tenant, rule.id), [])
            finding = find(rule, facts, survey.today, next_of(rule, survey.today, days))
            waiver = waivers.get((tenant, rule.id))
            if waiver is not None and not rule.silent:
                finding = waived(finding, words_of(waiver))
            row = _row(tenant, rule.id, finding, survey.today, profile.version, told)
            was = before.get((tenant, rule.id))
            if was is None or was.digest != row["digest"]:
                rows.append(row)
    _write(survey, rows, before)
    _forget(survey, before)
    _sign(survey)
    return number


def _gather(survey: Survey, providers: Iterable[Provider]) -> dict[tuple[int, str], list[Known]]:
    found: dict[tuple[int, str], list[Known]] = {}
    for provide in providers:
        for one in provide(survey):
            found.setdefault((one.tenant, one.rule), []).append(one)
    return found


def _waivers(survey: Survey) -> dict[tuple[int, str], Waiver]:
    chosen = select(Waiver).where(Waiver.tenant_id.in_(survey.ids), in_force(survey.today))
    rows = survey.db.execute(chosen.order_by(Waiver.id)).scalars()
    return {(row.tenant_id, row.rule): row for row in rows}


def _written(survey: Survey) -> dict[tuple[int, str], Written]:
    chosen = select(ComplianceRow.tenant_id, ComplianceRow.rule, ComplianceRow.state, ComplianceRow.digest)
    rows = survey.db.execute(chosen.where(ComplianceRow.tenant_id.in_(survey.ids)))
    return {(row.tenant_id, row.rule): Written(row.state, row.digest) for row in rows}


def _row(
    tenant: int, rule: str, finding: Finding, today: date, version: str, told: dict[Any, dict[str, Any]]
) -> dict[str, Any]:
    """A row of the table; what many tenants are told in the same words is put into words once."""
    key = telling.key_of(finding)
    said = told.get(key) if key is not None else None
    if said is None:
        said = telling.told(finding)
        if key is not None:
            told[key] = said
    return {"tenant_id": tenant, "rule": rule, "since": today.isoformat(), "version": version, **said}


def _write(survey: Survey, rows: list[dict[str, Any]], before: Mapping[tuple[int, str], Written]) -> None:
    for first in range(0, len(rows), AT_ONCE):
        part = rows[first : first + AT_ONCE]
        survey.db.execute(ROWS, {"rows": json.dumps(part, ensure_ascii=False)})
        moved = [
            {name: row[name] for name in ("tenant_id", "rule", "since", "state", "version")}
            for row in part
            if _moved(row, before.get((row["tenant_id"], row["rule"])))
        ]
        if moved:
            survey.db.execute(CHANGES, {"rows": json.dumps(moved)})


def _moved(row: Mapping[str, Any], was: Written | None) -> bool:
    """Whether a state is news: a rule that was never anything but off has no history to begin."""
    if was is None:
        return bool(row["state"] != State.OFF)
    return bool(was.state != row["state"])


def _forget(survey: Survey, before: Mapping[tuple[int, str], Written]) -> None:
    """Rules that the profile no longer has leave the page; their history stays."""
    gone: dict[int, list[str]] = {}
    for tenant, rule in before:
        profile: Profile = survey.profiles[tenant]
        if rule not in profile.rules:
            gone.setdefault(tenant, []).append(rule)
    for tenant, rules in gone.items():
        survey.db.execute(
            delete(ComplianceRow).where(ComplianceRow.tenant_id == tenant, ComplianceRow.rule.in_(rules))
        )


def _sign(survey: Survey) -> None:
    if not survey.tenants:
        return
    stored = insert(ComplianceCheck)
    rows = [
        {"tenant_id": tenant, "as_of": survey.today, "at": survey.now, "profile_version": profile.version}
        for tenant, profile in survey.profiles.items()
    ]
    kept = {name: stored.excluded[name] for name in ("at", "profile_version")}
    survey.db.execute(stored.on_conflict_do_update(index_elements=["tenant_id", "as_of"], set_=kept), rows)
    survey.db.execute(
        delete(ComplianceCheck).where(
            ComplianceCheck.tenant_id.in_(survey.ids), ComplianceCheck.as_of != survey.today
        )
    )
