"""Jobs of compliance: a tenant's rules are checked after its records changed; a digest goes to its reader."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from service.compliance import letters
from service.compliance.actions.checking import check
from service.compliance.actions.digesting import to_be_sent
from service.compliance.names import COMPUTE, DIGEST, PREPARE, ComplianceEvent
from service.compliance.queries.digests import Reader, readers
from service.compliance.queries.rows import table
from service.jobs.work import workshop
from service.tenancy.facts import Provider, Survey
from service.tenancy.scope import Scope
from service.web.post import Letter, Refused


def providers_of(modules: Any) -> tuple[Provider, ...]:
    """Everything that the cards of modules know of the rules."""
    return tuple(provide for card in modules for provide in card.facts)


def survey_of(scope: Scope) -> Survey:
    """One tenant, on its day, by figures counted now; what is set aside is said after what is so."""
    tenant = scope.tenant
    profile = replace(scope.profile, waivers={})
    return Survey(scope.db, {tenant.id: tenant}, {tenant.id: profile}, scope.today, scope.now, fresh=True)


def compute(scope: Scope, **_: Any) -> int:
    """Check every rule of the tenant; repeating it changes nothing."""
    return check(survey_of(scope), providers_of(workshop().modules))


def prepare_digests(scope: Scope, account_ids: Sequence[int], **_: Any) -> int:
    """Ask for a letter for each of some accounts that has something due; how many."""
    lines, asked = table(scope).lines, 0
    for account_id, one in sorted(_readers(scope, account_ids).items()):
        if one.due(lines) and to_be_sent(scope, account_id) is not None:
            scope.record(ComplianceEvent.DIGEST_DUE, payload={"account_id": account_id})
            asked += 1
    return asked


def send_digest(scope: Scope, account_id: int, **_: Any) -> bool:
    """Send one digest to one account, once a day; nothing is sent where nothing is due any more."""
    row = to_be_sent(scope, account_id)
    found = _readers(scope, [account_id]).get(account_id) if row is not None else None
    lines = found.due(table(scope).lines) if found is not None else []
    if row is None or found is None or not lines:
        return False
    given = workshop()
    base = f"{given.settings.public_url}/{scope.tenant.slug}"
    links = (f"{base}/", f"{base}/compliance/digest", lambda rule: f"{base}/compliance/rules/{rule}")
    letter = Letter(
        to=found.email,
        subject=letters.subject(lines, found.language),
        text=letters.text(lines, found.name, scope.tenant.title(found.language), found.language, links),
        message_id=f"<digest-{account_id}-{scope.today.isoformat()}.{scope.tenant.slug}@metodsluzhba>",
    )
    try:
        sent = bool(given.post.send(letter))
    except Refused:
        return False
    if sent:
        row.sent_on = scope.today
    return sent


def _readers(scope: Scope, account_ids: Sequence[int]) -> dict[int, Reader]:
    compositions = tuple(one for card in workshop().modules for one in card.compositions)
    return readers(scope, account_ids, compositions)


JOBS: Mapping[str, Callable[..., Any]] = {COMPUTE: compute, PREPARE: prepare_digests, DIGEST: send_digest}
