"""Jobs of compliance: a tenant's rules are checked after its records changed; a digest goes to its reader."""

from typing import Any

from service.compliance import letters
from service.compliance.actions.checking import check
from service.compliance.actions.digesting import to_be_sent
from service.compliance.queries.digests import due_for, reader
from service.jobs.work import workshop
from service.tenancy.facts import Provider, Survey
from service.tenancy.scope import Scope
from service.web.post import Letter, Refused


def providers_of(modules: Any) -> tuple[Provider, ...]:
    """Everything that the cards of modules know of the rules."""
    return tuple(provide for card in modules for provide in card.facts)


def survey_of(scope: Scope) -> Survey:
    """One tenant, on its day, by figures counted now."""
    tenant = scope.tenant
    return Survey(
        scope.db, {tenant.id: tenant}, {tenant.id: scope.profile}, scope.today, scope.now, fresh=True
    )


def compute(scope: Scope, **_: Any) -> int:
    """Check every rule of the tenant; repeating it changes nothing."""
    return check(survey_of(scope), providers_of(workshop().modules))


def send_digest(scope: Scope, account_id: int, **_: Any) -> bool:
    """Send one digest to one account, once a day; nothing is sent where nothing is due."""
    row = to_be_sent(scope, account_id)
    given = workshop()
    compositions = tuple(one for card in given.modules for one in card.compositions)
    found = reader(scope, account_id, compositions) if row is not None else None
    if row is None or found is None:
        return False
    lines = due_for(scope, found.actor)
    if not lines:
        return False
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
