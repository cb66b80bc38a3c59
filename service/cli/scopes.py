"""The shell of commands (оболочка команд): a Scope for one tenant, committed when the command ends well."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import select

from service.access.names import Role
from service.config import Settings
from service.core import clock
from service.core.errors import Problem
from service.core.language import fill, translate
from service.modules import CARDS
from service.people.model.organisations import Organisation
from service.settings.queries import ProfileStore
from service.tenancy.context import PlatformSession, TenantSession, make_engine
from service.tenancy.model import Tenant
from service.tenancy.scope import Actor, Scope
from service.web.module import grants_by_role


@contextmanager
def command_scope(settings: Settings, slug: str) -> Iterator[Scope]:
    """A scope with an administrator's rights; raises ClickException for an unknown tenant or a refusal."""
    engine = make_engine(settings.database_url, pool_size=1)
    try:
        with PlatformSession(engine) as platform:
            tenant = platform.execute(select(Tenant).where(Tenant.slug == slug)).scalar_one_or_none()
            platform.expunge_all()
        if tenant is None:
            raise click.ClickException(translate("Района или региона «%(slug)s» нет.") % {"slug": slug})
        with TenantSession(engine, tenant.id) as db:
            now = clock.now()
            profile = ProfileStore().standing(db, tenant, clock.today(now, tenant.time_zone))
            held = grants_by_role(CARDS)[Role.ADMINISTRATOR]
            actor = Actor(name="mms", roles=frozenset({Role.ADMINISTRATOR}), permissions=held)
            yield Scope(db=db, tenant=tenant, actor=actor, profile=profile, now=now)
            db.commit()
    except Problem as problem:
        raise click.ClickException(words_of(problem)) from problem
    finally:
        engine.dispose()


def organisation_of(scope: Scope, code: str | None) -> int | None:
    """The organisation with a code, None without one; raises ClickException for an unknown code."""
    if code is None:
        return None
    found = scope.db.execute(select(Organisation.id).where(Organisation.code == code)).scalar_one_or_none()
    if found is None:
        raise click.ClickException(f"Организации с кодом «{code}» нет.")
    return found


def words_of(problem: Problem) -> str:
    """The refusal with its fields, in Russian."""
    said = [fill(translate(problem.msgid), problem.params, "ru")]
    said += [f"{one.field}: {fill(translate(one.msgid), one.params, 'ru')}" for one in problem.fields]
    return "\n".join(said)
