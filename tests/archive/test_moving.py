"""A tenant taken to another deployment: the same rows, figures, digests, chain and files."""

import hashlib
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import func, make_url, select
from sqlalchemy.orm import Session, undefer

from service.archive import contents
from service.archive.numbering import HISTORY
from service.cli.scopes import command_scope
from service.comparison.actions.publishing import intact
from service.comparison.model import Publication, PublicationFigure
from service.config import Settings
from service.documents.model import StoredFile
from service.jobs.chain import chain, first_break
from service.monitoring.figures import count
from service.monitoring.rules import canonical
from service.people import storage
from service.people.model.persons import Person
from tests.archive.moving import STAFF_LIST, Rows, bring, counts, engine_of, export, rows, tenant_id
from tests.database import database, settings_for, superuser
from tests.isolation.pair import SLUG_A, fill_pair

SLUGS = ("ust-koksa", "luga", "pervomaisky", "oktyabrsky", "leningrad")
ADDED = {"mms.audit": 1}
"""What the import itself leaves behind: its line in the tenant's log."""


def comparable(found: Rows) -> Rows:
    """Rows without what must differ: the tenant's number, accounts' numbers, what stays behind."""
    tables = {table.fullname: table for table in contents.tables()}
    said: Rows = {}
    for place, kept in found.items():
        if place in tables:
            gone = {"tenant_id", "region_id", "origin"} | contents.account_columns(tables[place])
            said[place] = {
                number: {name: value for name, value in row.items() if name not in gone}
                for number, row in kept.items()
            }
    for row in said.get(HISTORY, {}).values():
        row["old"] = {name: row["old"][name] for name in row["old"] if name in ("valid", "name", "version")}
    return said


def told(settings: Settings, slug: str) -> dict[str, Any]:
    """What a tenant's figures and digests say, asked through the service's own code."""
    with command_scope(settings, slug) as scope:
        found = count(scope.db, canonical(scope.profile), [scope.tenant.id], date(2025, 12, 31))
        published = scope.db.execute(select(Publication).order_by(Publication.id)).scalars().all()
        figures = scope.db.execute(select(PublicationFigure)).scalars().all()
        files = scope.db.execute(select(StoredFile).options(undefer(StoredFile.content))).scalars()
        return {
            "figures": {
                code: (one.figure.numerator, one.figure.denominator, one.counts)
                for code, one in found.get(scope.tenant.id, {}).items()
            },
            "publications": [
                (
                    one.digest,
                    one.previous_digest,
                    intact(one, [f for f in figures if f.publication_id == one.id]),
                )
                for one in published
            ],
            "files": [(one.id, one.sha256, hashlib.sha256(one.content).hexdigest()) for one in files],
        }


def test_every_demonstration_tenant_is_the_same_elsewhere(
    filled: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    for slug in SLUGS:
        said = export(filled, slug, tmp_path / f"{slug}.zip")
        before = rows(filled, slug)
        loaded = bring(elsewhere, tmp_path / f"{slug}.zip", seal=said.seal)
        assert loaded.rows == said.rows == sum(len(before[one.fullname]) for one in contents.tables())
        after = rows(elsewhere, slug)
        added = {
            place: len(found) - len(before[place])
            for place, found in after.items()
            if place not in contents.LEFT_OUT and len(found) != len(before[place])
        }
        assert added == ADDED
        del after["mms.audit"][max(after["mms.audit"])]
        assert comparable(after) == comparable(before)
        assert told(elsewhere, slug) == told(filled, slug)
        assert all(whole for _, _, whole in told(elsewhere, slug)["publications"])
    with engine_of(elsewhere.database_platform_url) as platform:
        while chain(platform):
            pass
        with Session(platform) as db:
            assert [first_break(db, tenant_id(elsewhere, slug)) for slug in SLUGS] == [None] * len(SLUGS)
    mine = tenant_id(elsewhere, "luga")
    keys = storage.keys(elsewhere.files, mine)
    assert [storage.fetch(elsewhere.files, mine, key) for key in keys] == [STAFF_LIST]
    people = {row["name"] for row in accounts_named(elsewhere, "luga")}
    assert people and not any(name.startswith("Чужой") for name in people), "numbers of accounts were mapped"


def accounts_named(settings: Settings, slug: str) -> list[dict[str, Any]]:
    """Accounts that a tenant's log and memberships name."""
    with superuser(make_url(settings.database_url).database or "") as admin:
        with admin.cursor(row_factory=psycopg.rows.dict_row) as cursor:
            return cursor.execute(
                "SELECT a.name, a.password_hash FROM platform.account a WHERE a.id IN (SELECT account_id FROM"
                " mms.membership WHERE tenant_id = %(t)s UNION SELECT actor_id FROM mms.audit"
                " WHERE tenant_id = %(t)s AND actor_id IS NOT NULL)",
                {"t": tenant_id(settings, slug)},
            ).fetchall()


def test_a_row_of_every_table_travels_and_new_numbers_begin_after(
    elsewhere: Settings, tmp_path: Path
) -> None:
    with database() as name, superuser(name) as admin:
        source = settings_for(name, tmp_path / "source")
        fill_pair(admin)
        said = export(source, SLUG_A, tmp_path / "a.zip")
        assert {part.name for part in said.parts if part.rows} >= {
            contents.file_of(table) for table in contents.tables()
        }
        bring(elsewhere, tmp_path / "a.zip")
        before, after = rows(source, SLUG_A), rows(elsewhere, SLUG_A)
    del after["mms.audit"][max(after["mms.audit"])]
    assert comparable(after) == comparable(before)
    with command_scope(elsewhere, SLUG_A) as scope:
        highest = scope.db.execute(select(func.max(Person.id))).scalar_one()
        made = Person(last_name="Новая", first_name="Анна", sort_key="новая", search_key="новая")
        scope.db.add(made)
        scope.db.flush()
        assert made.id > highest


def test_a_new_address_is_another_tenant_of_the_same_database(filled: Settings, luga: Path) -> None:
    before = counts(filled, "luga")
    loaded = bring(filled, luga, "luga-kopia")
    try:
        assert loaded.slug == "luga-kopia"
        assert told(filled, "luga-kopia") == told(filled, "luga")
        with command_scope(filled, "luga-kopia") as scope:
            assert scope.profile.rules.keys() == _rules(filled, "luga")
        assert counts(filled, "luga") == before
    finally:
        with superuser(make_url(filled.database_url).database or "") as admin:
            admin.execute("UPDATE platform.tenant SET status = 'suspended' WHERE slug = 'luga-kopia'")


def _rules(settings: Settings, slug: str) -> Any:
    with command_scope(settings, slug) as scope:
        return scope.profile.rules.keys()


def test_nothing_that_opens_anything_is_in_an_archive(filled: Settings, luga: Path) -> None:
    with zipfile.ZipFile(luga) as opened:
        text = "".join(
            opened.read(name).decode() for name in opened.namelist() if not name.startswith("files/")
        )
    with superuser(make_url(filled.database_url).database or "") as admin:
        secrets = admin.execute(
            "SELECT password_hash FROM platform.account WHERE password_hash IS NOT NULL"
            " UNION SELECT digest FROM platform.one_time_link UNION SELECT digest FROM platform.sign_in"
        ).fetchall()
    assert len(secrets) > 0
    assert not [one for (one,) in secrets if one in text]
    assert not any(word in text for word in ("password", "totp", "$argon2"))


@pytest.mark.parametrize("slug", ["ust-koksa"])
def test_an_export_sees_one_moment(filled: Settings, slug: str, tmp_path: Path) -> None:
    first = export(filled, slug, tmp_path / "one.zip")
    second = export(filled, slug, tmp_path / "two.zip")
    assert [part.sha256 for part in first.parts] == [part.sha256 for part in second.parts]
