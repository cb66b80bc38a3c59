"""Jobs of rules: the preview of what other rules would mean."""

from typing import Any

from sqlalchemy import update

from service.jobs.work import aside, workshop
from service.settings.actions.previewing import compute
from service.settings.model import RulePreview
from service.settings.names import PREVIEW
from service.tenancy.scope import Scope


def preview(scope: Scope, subject_id: int, **_: Any) -> int:
    """Compute a preview that was asked for; how far it has come is seen at once."""
    told_by = [one for card in workshop().modules for one in card.effects]

    def progress(done: int, total: int) -> None:
        with aside(scope) as db:
            db.execute(update(RulePreview).where(RulePreview.id == subject_id).values(done=done, total=total))

    return compute(scope, subject_id, told_by, progress)


JOBS = {PREVIEW: preview}
