"""People in another deployment: the card, the log and substitutions name the same ones by other numbers."""

from pathlib import Path
from typing import Any

import psycopg
from psycopg.types.json import Jsonb
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from service.config import Settings
from service.jobs.chain import chain, first_break
from tests.archive.moving import bring, engine_of, export, tenant_id
from tests.database import superuser

REQUISITES = {"ru": {"authority": "Администрация"}, "alt": {"authority": "Администрация Jер"}}
WORDS = {"ru": {"unit.imc": "Методкабинет"}}
EMAILS = ["absent@moved.test", "substitute@moved.test"]


def admin_of(settings: Settings) -> Any:
    """The superuser's connection."""
    return superuser(make_url(settings.database_url).database or "")


def stand_in(admin: psycopg.Connection, tenant: int) -> None:
    """One person stands in for another, and the log says so; the district has a card of its own."""
    absent, acting = (
        (
            admin.execute(
                "INSERT INTO platform.account (email, name) VALUES (%s, %s) RETURNING id", [email, email]
            ).fetchone()
            or (0,)
        )[0]
        for email in EMAILS
    )
    admin.execute(
        "INSERT INTO mms.substitution (tenant_id, absent_id, substitute_id) VALUES (%s, %s, %s)",
        [tenant, absent, acting],
    )
    admin.execute(
        "INSERT INTO mms.audit (tenant_id, event, actor_id, subject_type, subject_id, detail)"
        " VALUES (%s, 'tried', %s, 'account', %s, %s)",
        [tenant, acting, absent, Jsonb({"acting_for": [absent], "substitute": acting, "role": "member"})],
    )
    admin.execute(
        "UPDATE platform.tenant SET requisites = %s, words = %s, described_at = now() WHERE id = %s",
        [Jsonb(REQUISITES), Jsonb(WORDS), tenant],
    )


def linked(settings: Settings, slug: str) -> int | None:
    """Link what is not linked yet; the first link that does not hold."""
    with engine_of(settings.database_platform_url) as platform:
        while chain(platform):
            pass
        with Session(platform) as db:
            return first_break(db, tenant_id(settings, slug))


def test_people_are_the_same_and_the_card_comes_along(
    filled: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    with admin_of(filled) as admin:
        stand_in(admin, tenant_id(filled, "oktyabrsky"))
    assert linked(filled, "oktyabrsky") is None
    export(filled, "oktyabrsky", tmp_path / "a.zip")
    bring(elsewhere, tmp_path / "a.zip")
    here = tenant_id(elsewhere, "oktyabrsky")
    with admin_of(elsewhere) as admin:
        known = dict(
            admin.execute(
                "SELECT email, id FROM platform.account WHERE email = ANY (%s)", [EMAILS]
            ).fetchall()
        )
        absent, acting = (known[email] for email in EMAILS)
        found = admin.execute(
            "SELECT absent_id, substitute_id FROM mms.substitution WHERE tenant_id = %s", [here]
        ).fetchall()
        assert found == [(absent, acting)]
        logged = admin.execute(
            "SELECT actor_id, subject_id, detail FROM mms.audit WHERE tenant_id = %s AND event = 'tried'",
            [here],
        ).fetchone()
        said = {"acting_for": [absent], "substitute": acting, "role": "member"}
        assert logged == (acting, absent, said)
        card = admin.execute(
            "SELECT requisites, words, described_at IS NOT NULL FROM platform.tenant WHERE id = %s", [here]
        ).fetchone()
        assert card == (REQUISITES, WORDS, True)
    assert linked(elsewhere, "oktyabrsky") is None, "the chain covers the numbers that it was made of"
    export(elsewhere, "oktyabrsky", tmp_path / "b.zip")
    bring(elsewhere, tmp_path / "b.zip", "oktyabrsky-vtoroy")
    assert linked(elsewhere, "oktyabrsky-vtoroy") is None, "and does after a second move"
