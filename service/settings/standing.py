"""Reads of previews (предпросмотр): the newest of a draft, whether it still speaks of the draft as it is."""

from sqlalchemy import select

from service.core.errors import NotFound
from service.settings.drafts import Workpiece
from service.settings.model import RulePreview
from service.tenancy.scope import Scope


def preview_of(scope: Scope, preview_id: int) -> RulePreview:
    """One preview; raises NotFound."""
    found = scope.db.get(RulePreview, (scope.db.tenant_id, preview_id), populate_existing=True)
    if found is None:
        raise NotFound()
    return found


def latest(scope: Scope, draft_id: int) -> RulePreview | None:
    """The newest preview of a draft."""
    chosen = select(RulePreview).where(RulePreview.draft_id == draft_id).order_by(RulePreview.id.desc())
    return scope.db.execute(chosen.limit(1)).scalar()


def between(scope: Scope, layer: str, older: int, newer: int) -> RulePreview | None:
    """The newest comparison of two versions of a layer."""
    chosen = select(RulePreview).where(
        RulePreview.layer == layer, RulePreview.older == older, RulePreview.newer == newer
    )
    return scope.db.execute(chosen.order_by(RulePreview.id.desc()).limit(1)).scalar()


def stale(preview: RulePreview, piece: Workpiece) -> bool:
    """Whether the draft, or what it continues, has changed since it was looked at."""
    return preview.digest != piece.digest
