"""The steps of demonstration data: rules of the shipped profiles, accounts for every role, records."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import groupby
from random import Random

import click
from sqlalchemy import Engine, select

from service.access.model import Account, Membership
from service.access.names import SCHOOL, Role
from service.access.secrets import hash_password
from service.cli.demo_login import Login
from service.cli.demo_records import publications
from service.cli.demo_records.people import make_people
from service.cli.demo_records.registers import make_registers
from service.cli.demo_records.samples import write_samples
from service.cli.demo_records.structure import make_structure
from service.cli.scopes import command_scope
from service.cli.tenants import SHIPPED, apply_files, checked_directory
from service.config import Settings
from service.core import clock
from service.core.columns import life
from service.modules import CARDS
from service.people.model.organisations import Organisation
from service.people.model.persons import Employment
from service.settings.queries import ProfileStore
from service.tenancy.context import PlatformSession, TenantSession, make_engine
from service.tenancy.model import Tenant
from service.tenancy.scope import Actor, Scope
from service.web.module import grants_by_role

PASSWORD = "metod-2026-demo"  # noqa: S105 - printed to whoever starts a demonstration
DISTRICT = {
    Role.ADMINISTRATOR: "Администратор",
    Role.METHODIST: "Методист",
    Role.APPROVER: "Начальник управления",
    Role.SCHOOL_HEAD: "Директор школы",
    Role.SCHOOL_TUTOR: "Тьютор школы",
    Role.TEACHER: "Педагог",
    Role.AUDITOR: "Аудитор",
}
REGION = {
    Role.ADMINISTRATOR: "Администратор",
    Role.INSTITUTE_ANALYST: "Аналитик института",
    Role.AUDITOR: "Аудитор",
}
ENTRANCES = {Role.ADMINISTRATOR, Role.INSTITUTE_ANALYST}


def apply_profiles(settings: Settings) -> list[Login]:
    """Write the shipped profiles as versions and make their tenants."""
    apply_files(settings.database_platform_url or settings.database_url, checked_directory(SHIPPED))
    return []


def make_accounts(settings: Settings) -> list[Login]:
    """One account a role in every tenant; a second run finds them.

    Returned, to be printed: every role of the first municipality, then the administrators and analysts.
    """
    engine = make_engine(settings.database_url, pool_size=1)
    try:
        with PlatformSession(engine) as db:
            tenants = list(db.execute(select(Tenant).order_by(Tenant.kind, Tenant.slug)).scalars())
        hashed = hash_password(PASSWORD)
        made = [_accounts_of(engine, tenant, hashed) for tenant in tenants]
    finally:
        engine.dispose()
    shown = [made[_richest(tenants)]] if made else []
    others = [login for logins in made for login in logins if login.role in ENTRANCES and logins not in shown]
    return [*(login for logins in shown for login in logins), *others]


def _richest(tenants: list[Tenant]) -> int:
    """The tenant to show every role of: the municipality that speaks most languages."""
    return max(
        range(len(tenants)), key=lambda at: (tenants[at].kind == "municipality", len(tenants[at].locales))
    )


def _accounts_of(engine: Engine, tenant: Tenant, hashed: str) -> list[Login]:
    made = []
    with TenantSession(engine, tenant.id) as db, db.begin():
        school, person = _school_and_teacher(db)
        for role, title in (REGION if tenant.kind == "region" else DISTRICT).items():
            email = f"{role}@{tenant.slug}.demo"
            account = db.execute(select(Account).where(Account.email == email)).scalar_one_or_none()
            if account is None:
                account = Account(email=email, name=f"{title}, {tenant.title()}", password_hash=hashed)
                db.add(account)
                db.flush()
            held = select(Membership.id).where(Membership.account_id == account.id, Membership.role == role)
            if db.execute(held).first() is None:
                since = clock.today(clock.now(), tenant.time_zone) - timedelta(days=1)
                given = Membership(account_id=account.id, role=role, valid=life(since))
                given.organisation_id = school if role in SCHOOL else None
                given.person_id = person if role == Role.TEACHER else None
                db.add(given)
            made.append(Login(role=str(role), tenant=tenant.slug, name=email, password=PASSWORD))
    return made


def _school_and_teacher(db: TenantSession) -> tuple[int | None, int | None]:
    """The school and the teacher whose accounts are made; None before there are any."""
    school = db.execute(select(Organisation.id).order_by(Organisation.id).limit(1)).scalar_one_or_none()
    working = select(Employment.person_id).where(Employment.position == "teacher")
    return school, db.execute(working.order_by(Employment.id).limit(1)).scalar_one_or_none()


def make_records(settings: Settings) -> list[Login]:
    """Schools, invented people and their records in every municipality that has none yet."""
    engine = make_engine(settings.database_url, pool_size=1)
    try:
        with PlatformSession(engine) as platform:
            found = list(platform.execute(select(Tenant).where(Tenant.kind == "municipality")).scalars())
        for tenant in found:
            with TenantSession(engine, tenant.id) as db, db.begin():
                _records_of(db, tenant)
        return []
    finally:
        engine.dispose()


def _records_of(db: TenantSession, tenant: Tenant) -> None:
    random = Random(tenant.slug)  # noqa: S311 - the same invented people at every start
    today = clock.today(clock.now(), tenant.time_zone)
    district = make_people(db, random, "alt" in tenant.locales, today)
    if district is not None:
        make_registers(db, random, district, today)


def make_structures(settings: Settings) -> list[Login]:
    """The units that each regulation names, in every tenant that has none yet."""
    engine = make_engine(settings.database_url, pool_size=1)
    try:
        with PlatformSession(engine) as db:
            slugs = list(db.execute(select(Tenant.slug).order_by(Tenant.id)).scalars())
    finally:
        engine.dispose()
    for slug in slugs:
        with command_scope(settings, slug) as scope:
            make_structure(scope)
    return []


def make_publications(settings: Settings) -> list[Login]:
    """Agreements and published figures of every municipality with records."""
    engine = make_engine(settings.database_url, pool_size=1)
    profiles, held = ProfileStore(), grants_by_role(CARDS)[Role.ADMINISTRATOR]
    actor = Actor(name="mms", roles=frozenset({Role.ADMINISTRATOR}), permissions=held)
    try:
        with PlatformSession(engine) as platform:
            wanted = select(Tenant).where(Tenant.kind == "municipality")
            found = list(platform.execute(wanted.order_by(Tenant.region_id, Tenant.id)).scalars())
        for place, tenant in _numbered(found):
            with TenantSession(engine, tenant.id) as db, db.begin():
                now = clock.now()
                load = partial(profiles.profile, db, tenant)
                today = clock.today(now, tenant.time_zone)
                scope = Scope(db=db, tenant=tenant, actor=actor, profile=load(today), now=now)
                publications.make_publications(scope, place, load)
        return []
    finally:
        engine.dispose()


def _numbered(tenants: list[Tenant]) -> Iterator[tuple[int, Tenant]]:
    """Municipalities with their numbers, which begin again in every region."""
    for _, group in groupby(tenants, key=lambda one: one.region_id):
        yield from enumerate(group, start=1)


def make_samples(settings: Settings) -> list[Login]:
    """Files to try the import with, beside the data."""
    for path in write_samples(settings.data / "samples"):
        click.echo(f"  {path}")
    return []
