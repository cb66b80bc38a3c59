"""Who stands in for whom (замещения): now and in days to come."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from service.access.model import Account, FactorPolicy, Substitution
from service.core.columns import life
from service.core.errors import NotFound
from service.tenancy.context import TenantSession

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Standing:
    """A substitution with the names of both; days inclusive."""

    row: Substitution
    absent: str
    substitute: str

    @property
    def first_day(self) -> date | None:
        """The first day of it."""
        return self.row.valid.lower

    @property
    def last_day(self) -> date | None:
        """The last day of it."""
        upper = self.row.valid.upper
        return upper - DAY if upper else None


def substitutions(db: TenantSession, since: date) -> list[Standing]:
    """Substitutions that last on a date or begin later, the earliest first."""
    absent, substitute = aliased(Account), aliased(Account)
    chosen = (
        select(Substitution, absent.name, substitute.name)
        .join(absent, absent.id == Substitution.absent_id)
        .join(substitute, substitute.id == Substitution.substitute_id)
        .where(Substitution.valid.overlaps(life(since)))
        .order_by(Substitution.valid, Substitution.id)
    )
    return [Standing(row[0], row[1], row[2]) for row in db.execute(chosen)]


def substitution(db: TenantSession, substitution_id: int) -> Substitution:
    """One substitution; raises NotFound."""
    chosen = select(Substitution).where(Substitution.id == substitution_id)
    found = db.execute(chosen).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def of_account(db: TenantSession, account_id: int, since: date) -> list[Substitution]:
    """Substitutions, lasting or to come, that an account gives or takes."""
    mine = or_(Substitution.absent_id == account_id, Substitution.substitute_id == account_id)
    chosen = select(Substitution).where(mine, Substitution.valid.overlaps(life(since)))
    return list(db.execute(chosen.order_by(Substitution.id)).scalars())


def required_roles(db: TenantSession) -> frozenset[str]:
    """Roles that need the second step in this tenant."""
    latest = select(FactorPolicy.roles).order_by(FactorPolicy.id.desc()).limit(1)
    return frozenset(db.execute(latest).scalar() or ())
