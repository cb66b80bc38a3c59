"""The steps of demonstration data: rules of the shipped profiles, accounts for every role, records."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import groupby
from random import Random

import click
from sqlalchemy import Engine, select

from service.access.model import Account, Membership
from service.access.names import SCHOOL, Role
from service.access.secrets import hash_password
from service.cli.demo_login import ANY_SIBLING, Login
from service.cli.demo_records import associations, meetings, publications, unions
from service.cli.demo_records.coordination import make_coordination
from service.cli.demo_records.library import make_library
from service.cli.demo_records.people import make_people
from service.cli.demo_records.plans import make_service_plan
from service.cli.demo_records.registers import make_registers
from service.cli.demo_records.samples import write_samples
from service.cli.demo_records.siblings import make_sibling
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
    Role.COORDINATOR: "Координатор службы",
    Role.APPROVER: "Начальник управления",
    Role.SCHOOL_HEAD: "Директор школы",
    Role.SCHOOL_TUTOR: "Тьютор школы",
    Role.TEACHER: "Педагог",
    Role.AUDITOR: "Аудитор",
}
SIBLING = {role: DISTRICT[role] for role in (Role.ADMINISTRATOR, Role.METHODIST)}
"""Roles in a municipality that stands there for demonstration only."""
REGION = {
    Role.ADMINISTRATOR: "Администратор",
    Role.APPROVER: "Руководитель органа управления",
    Role.INSTITUTE_ANALYST: "Аналитик института",
    Role.AUDITOR: "Аудитор",
}
ENTRANCES = {Role.ADMINISTRATOR, Role.INSTITUTE_ANALYST}


def apply_profiles(settings: Settings) -> list[Login]:
    """Write the shipped profiles as versions and make their tenants."""
    apply_files(settings.database_platform_url or settings.database_url, checked_directory(SHIPPED))
    return []


def make_accounts(settings: Settings) -> list[Login]:
    """One account a role in every tenant, two in a sibling; a second run finds them.

    Returned, to be printed: every role of the first municipality, the administrators and analysts of the
    other tenants, and how the accounts of the siblings are formed.
    """
    with _tenants(settings) as (engine, tenants):
        hashed = hash_password(PASSWORD)
        made = {tenant.slug: _accounts_of(engine, tenant, hashed) for tenant in tenants}
    main = [tenant for tenant in tenants if not tenant.demo]
    shown = _richest(main) if main else None
    logins = list(made[shown.slug]) if shown else []
    for tenant in main:
        if tenant is not shown:
            logins += [login for login in made[tenant.slug] if login.role in ENTRANCES]
    if any(tenant.demo for tenant in tenants):
        logins += [_login(role, ANY_SIBLING) for role in SIBLING]
    return logins


def _richest(tenants: list[Tenant]) -> Tenant:
    """The tenant to show every role of: the municipality that speaks most languages."""
    return max(tenants, key=lambda one: (one.kind == "municipality", len(one.locales)))


def _login(role: Role, slug: str) -> Login:
    return Login(role=str(role), tenant=slug, name=f"{role}@{slug}.demo", password=PASSWORD)


def _roles_of(tenant: Tenant) -> dict[Role, str]:
    if tenant.kind == "region":
        return REGION
    return SIBLING if tenant.demo else DISTRICT


@contextmanager
def _tenants(settings: Settings) -> Iterator[tuple[Engine, list[Tenant]]]:
    """Every tenant, municipalities first, and an engine to enter them with."""
    engine = make_engine(settings.database_url, pool_size=1)
    try:
        with PlatformSession(engine) as db:
            found = list(db.execute(select(Tenant).order_by(Tenant.kind, Tenant.slug)).scalars())
        yield engine, found
    finally:
        engine.dispose()


def _accounts_of(engine: Engine, tenant: Tenant, hashed: str) -> list[Login]:
    made = []
    with TenantSession(engine, tenant.id) as db, db.begin():
        school, person = _school_and_teacher(db)
        for role, title in _roles_of(tenant).items():
            login = _login(role, tenant.slug)
            email = login.name
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
            made.append(login)
    return made


def _school_and_teacher(db: TenantSession) -> tuple[int | None, int | None]:
    """The school and the teacher whose accounts are made; None before there are any."""
    school = db.execute(select(Organisation.id).order_by(Organisation.id).limit(1)).scalar_one_or_none()
    working = select(Employment.person_id).where(Employment.position == "teacher")
    return school, db.execute(working.order_by(Employment.id).limit(1)).scalar_one_or_none()


def make_records(settings: Settings) -> list[Login]:
    """Schools, invented people and their records in every main municipality that has none yet."""
    with _tenants(settings) as (engine, tenants):
        for tenant in tenants:
            if tenant.kind == "municipality" and not tenant.demo:
                with TenantSession(engine, tenant.id) as db, db.begin():
                    _records_of(db, tenant)
    return []


def make_siblings(settings: Settings) -> list[Login]:
    """The same, of several sizes and over three years, in the municipalities for demonstration."""
    with _tenants(settings) as (engine, tenants):
        altai = {tenant.id for tenant in tenants if "alt" in tenant.locales}
        for tenant in tenants:
            if tenant.kind == "municipality" and tenant.demo:
                with TenantSession(engine, tenant.id) as db, db.begin():
                    today = clock.today(clock.now(), tenant.time_zone)
                    make_sibling(db, tenant.slug, tenant.region_id in altai, today)
    return []


def _records_of(db: TenantSession, tenant: Tenant) -> None:
    random = Random(tenant.slug)  # noqa: S311 - the same invented people at every start
    today = clock.today(clock.now(), tenant.time_zone)
    district = make_people(db, random, "alt" in tenant.locales, today)
    if district is not None:
        make_registers(db, random, district, today)


def make_structures(settings: Settings) -> list[Login]:
    """Units that each regulation names, the plan of the year, a library: in main tenants without them."""
    with _tenants(settings) as (_, tenants):
        slugs = [tenant.slug for tenant in sorted(tenants, key=lambda one: one.id) if not tenant.demo]
    for slug in slugs:
        with command_scope(settings, slug) as scope:
            make_structure(scope)
            make_service_plan(scope)
            make_library(scope)
            make_coordination(scope)
    return []


def make_meetings(settings: Settings) -> list[Login]:
    """Councils with meetings and associations in every main municipality.

    The first whose regulation has rules of a quorum gives accounts to its chair, secretary and a member.
    """
    with _tenants(settings) as (_, tenants):
        main = [one for one in tenants if one.kind == "municipality" and not one.demo]
    hashed, logins = hash_password(PASSWORD), []
    for tenant in main:
        with command_scope(settings, tenant.slug) as scope:
            meetings.make_council(scope)
            associations.make_associations(scope)
            unions.make_unions(scope)
            if not logins and scope.profile.rule("council.meeting_quorum") is not None:
                logins = [
                    Login(role=office, tenant=tenant.slug, name=email, password=PASSWORD)
                    for office, email in meetings.seat_accounts(scope, hashed)
                ]
    return logins


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
