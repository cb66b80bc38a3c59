"""Earlier words of minutes (история текста протокола): what stood there, until when, who changed it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from service.access.model import Account
from service.meetings.model.minutes import MinutesBlock
from service.tenancy.model import History
from service.tenancy.scope import Scope

SHOWN = 20


@dataclass(frozen=True)
class Earlier:
    """What was written on a question until somebody changed it."""

    until: datetime
    who: str
    heard: str
    spoke: str
    decided: str


def earlier(scope: Scope, block: MinutesBlock) -> list[Earlier]:
    """Earlier words of one question, the latest first; empty beginnings are left out."""
    rows = scope.db.execute(
        select(History, Account.name)
        .outerjoin(Account, Account.id == History.actor_id)
        .where(History.table_name == MinutesBlock.__tablename__, History.row_id == block.id)
        .order_by(History.known_to.desc(), History.id.desc())
        .limit(SHOWN)
    )
    found = [
        Earlier(
            row.known_to, who or "", *(str(row.old.get(name) or "") for name in ("heard", "spoke", "decided"))
        )
        for row, who in rows
    ]
    return [one for one in found if one.heard or one.spoke or one.decided]
