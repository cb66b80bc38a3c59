"""Previews (предпросмотр): what a draft, or another adopted version, would mean for the tenant's records."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from service.core.errors import Invalid
from service.core.language import N_
from service.profiles.effective import effective
from service.profiles.problems import ProfileError
from service.profiles.profile import Profile
from service.profiles.versions import Version
from service.settings.actions.drafting import opened
from service.settings.drafts import find, workpiece
from service.settings.effects import Effect, Tells
from service.settings.model import RulePreview
from service.settings.names import SettingsEvent, SettingsPermission
from service.settings.queries import ProfileStore
from service.settings.standing import preview_of
from service.tenancy.scope import Scope

BROKEN = N_("Проект нельзя просчитать, пока в нём есть ошибка: %(why)s")


@dataclass(frozen=True)
class Pair:
    """Two sets of rules to be compared on the same records and day."""

    old: Profile
    new: Profile


def ask(scope: Scope, draft_id: int) -> RulePreview:
    """Ask for the preview of a draft, computed by a job; raises Invalid for a draft that is no layer."""
    scope.allow(SettingsPermission.DRAFTS)
    piece = opened(scope, draft_id)
    try:
        piece.profile()
    except ProfileError as error:
        raise Invalid(BROKEN, why=error.problems[0].message) from None
    row = RulePreview(
        draft_id=draft_id,
        on_day=piece.day,
        digest=piece.digest,
        asked_by=scope.actor.account_id,
        asked_at=scope.now,
    )
    return _queued(scope, row)


def ask_between(scope: Scope, layer: str, older: int, newer: int) -> RulePreview:
    """Ask what a version means beside another one (пересмотр прошлого): a report, nothing changes."""
    scope.allow(SettingsPermission.DRAFTS)
    versions = ProfileStore().versions(scope.db, scope.tenant)
    first, last = (_numbered(versions, layer, number) for number in (older, newer))
    row = RulePreview(
        layer=layer,
        older=older,
        newer=newer,
        on_day=max(scope.today, last.effective_from),
        digest=f"{first.content_hash}-{last.content_hash}",
        asked_by=scope.actor.account_id,
        asked_at=scope.now,
    )
    return _queued(scope, row)


def _queued(scope: Scope, row: RulePreview) -> RulePreview:
    scope.db.add(row)
    scope.record(SettingsEvent.PREVIEW_ASKED, row)
    return row


def _numbered(versions: Iterable[Version], owner: str, number: int) -> Version:
    for one in versions:
        if (one.owner, one.number) == (owner, number):
            return one
    raise Invalid(N_("Такой редакции правил нет."))


def pair_of(scope: Scope, row: RulePreview) -> Pair:
    """The two sets of rules that a preview compares, on its day."""
    if row.draft_id is not None:
        piece = workpiece(scope, find(scope, row.draft_id))
        return Pair(piece.present, piece.profile())
    versions = ProfileStore().versions(scope.db, scope.tenant)
    layer = str(row.layer)
    return Pair(
        _as_if(scope, versions, _numbered(versions, layer, row.older or 0), row.on_day),
        _as_if(scope, versions, _numbered(versions, layer, row.newer or 0), row.on_day),
    )


def _as_if(scope: Scope, versions: Sequence[Version], chosen: Version, day: date) -> Profile:
    """The rules of a day as if one version of a layer were in force on it."""
    others = [one for one in versions if one.owner != chosen.owner]
    start = min(chosen.effective_from, day)
    return effective(scope.tenant.slug, day, [*others, replace(chosen, effective_from=start)])


def compute(
    scope: Scope, preview_id: int, told_by: Sequence[Tells], progress: Callable[[int, int], None]
) -> int:
    """Compute a preview and keep what was found; done again, it finds the same."""
    row = preview_of(scope, preview_id)
    if row.state != "queued":
        return len(row.effects)
    found: list[Effect] = []
    try:
        pair = pair_of(scope, row)
    except ProfileError:
        row.state, row.finished_at = "failed", scope.now
        return 0
    for number, tells in enumerate(told_by):
        progress(number, len(told_by))
        found += tells(scope, pair.old, pair.new)
    row.effects = [one.to_dict() for one in found]
    row.state, row.done, row.total = "done", len(told_by), len(told_by)
    row.finished_at = scope.now
    return len(found)
