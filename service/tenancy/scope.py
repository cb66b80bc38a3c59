"""The scope of a piece of work: who, which tenant, under which rules, when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from service.core import clock
from service.core.errors import Forbidden
from service.profiles.profile import Profile
from service.tenancy.context import TenantSession
from service.tenancy.model import ACTING_FOR, ASKED_BY, Audit, Outbox, Tenant


@dataclass(frozen=True)
class Held:
    """An office held today in one body (должность в органе); a `body_id` of None is every such body."""

    office: str
    body: str
    body_id: int | None


@dataclass(frozen=True)
class Actor:
    """Who acts in this tenant; `organisations` narrows a school's people to their school.

    `offices` follow from the dated compositions of bodies and give rights in that body only. `acting_for` are
    the accounts of absent people whose roles are held in their stead (замещение); somebody who `owes_factor`
    may do nothing in the tenant before a second step of signing in is set up.
    """

    account_id: int | None = None
    name: str = ""
    roles: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    organisations: frozenset[int] | None = None
    offices: frozenset[Held] = frozenset()
    token_id: int | None = None
    acting_for: tuple[int, ...] = ()
    owes_factor: bool = False

    def holds(self, office: str, body: str, body_id: int) -> bool:
        """Whether the actor holds an office in one body: Held("chair", "council", 3)."""
        here = (held for held in self.offices if held.office == office and held.body in (body, ""))
        return any(held.body_id in (body_id, None) for held in here)

    @property
    def signed_in(self) -> bool:
        """Whether a person or a token stands behind this actor."""
        return self.account_id is not None or bool(self.roles)


@dataclass(frozen=True)
class Scope:
    """First argument of every action and query; built by the web and job shells only."""

    db: TenantSession
    tenant: Tenant
    actor: Actor
    profile: Profile
    now: datetime
    request_id: str | None = None
    events: list[str] = field(default_factory=list, compare=False)

    @property
    def today(self) -> date:
        """Today in the tenant's time zone."""
        return clock.today(self.now, self.tenant.time_zone)

    def can(self, permission: str) -> bool:
        """Whether the actor holds a permission in this tenant."""
        return permission in self.actor.permissions

    def allow(self, permission: str) -> None:
        """Raise Forbidden unless the actor holds the permission."""
        if not self.can(permission):
            raise Forbidden()

    def record(
        self,
        event: str,
        subject: object | None = None,
        *,
        fields: Sequence[str] = (),
        detail: Mapping[str, Any] | None = None,
        payload: Mapping[str, Any] | None = None,
    ) -> None:
        """Write an event to the audit log and the outbox in the present transaction.

        `fields` are names, never values; `detail` holds numbers and codes, no personal data.
        """
        if subject is not None:
            self.db.flush()
        subject_id = getattr(subject, "id", None)
        self.db.add(
            Audit(
                actor_id=self.actor.account_id,
                event=event,
                subject_type=getattr(subject, "__tablename__", None),
                subject_id=subject_id,
                fields=sorted(fields),
                detail={**self._on_behalf(), **(detail or {})},
                request_id=self.request_id,
            )
        )
        self.db.add(
            Outbox(
                event=event,
                actor_id=self.actor.account_id,
                payload={"subject_id": subject_id, **(payload or {}), **self.asked_by()},
            )
        )
        self.events.append(event)

    def asked_by(self) -> dict[str, Any]:
        """What a job that follows is told beside its payload: the request, and on whose behalf."""
        said = {ASKED_BY: self.request_id, ACTING_FOR: list(self.actor.acting_for)}
        return {name: value for name, value in said.items() if value}

    def _on_behalf(self) -> dict[str, Any]:
        """The key behind the act, or the absent people whom the actor stands in for."""
        by_token = {} if self.actor.token_id is None else {"token": self.actor.token_id}
        return {**by_token, ACTING_FOR: list(self.actor.acting_for)} if self.actor.acting_for else by_token
