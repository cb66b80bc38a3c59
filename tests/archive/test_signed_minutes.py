"""Signed minutes in another deployment: the same file, the same digest, the same signatures."""

from pathlib import Path

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.app import create_app
from service.cli.scopes import command_scope
from service.config import Settings
from service.documents import files
from service.documents.letterhead import letterhead
from service.jobs.chain import chain, first_break
from service.meetings.model.minutes import Minutes, Signature
from service.meetings.model.voting import Decision, Vote
from tests.accounts import browser_as, token_for
from tests.archive.moving import bring, engine_of, export, tenant_id
from tests.client import Browser
from tests.meetings.after import closed, let_sign, reviewed, sign
from tests.meetings.council import Council
from tests.setup.test_arms import PNG, sent


def told(settings: Settings, minutes_id: int) -> list[object]:
    """What stands signed: the minutes with their file, signatures, votes and decisions."""
    with command_scope(settings, "luga") as scope:
        row = scope.db.execute(select(Minutes).where(Minutes.id == minutes_id)).scalar_one()
        file = files.stored(scope, row.pdf_id or 0)
        signatures = scope.db.execute(select(Signature).where(Signature.minutes_id == minutes_id)).scalars()
        votes = scope.db.execute(select(Vote.person_id, Vote.choice).order_by(Vote.id)).all()
        decisions = scope.db.execute(
            select(Decision.outcome, Decision.verdict_id).order_by(Decision.id)
        ).all()
        return [
            row.state,
            row.number,
            row.pdf_sha256,
            files.intact(file, row.pdf_sha256 or ""),
            file.content,
            sorted((one.person_id, one.sha256, one.signed_at) for one in signatures),
            votes,
            decisions,
        ]


def arms_of(settings: Settings) -> str:
    """The coat of arms of the letterhead."""
    with command_scope(settings, "luga") as scope:
        return letterhead(scope).arms


def test_signed_minutes_are_the_same_elsewhere(
    app: Flask, settings: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    council = Council(app, "luga").seated(5)
    browser_as(app, "luga", "administrator").post("/luga/settings/card/arms", 200, **sent(PNG))
    let_sign(council)
    row = reviewed(council, closed(council, present=5))
    sign(council, row)
    with engine_of(settings.database_platform_url) as platform:
        assert chain(platform)
    said = export(settings, "luga", tmp_path / "luga.zip")
    assert bring(elsewhere, tmp_path / "luga.zip").rows == said.rows
    heads = [arms_of(one) for one in (settings, elsewhere)]
    assert heads[0] and heads[0] == heads[1], "the coat of arms goes along"
    before, after = told(settings, row.id), told(elsewhere, row.id)
    assert after == before and before[0] == "signed" and before[3] is True and len(before[5]) == 1  # type: ignore[arg-type]
    with engine_of(elsewhere.database_platform_url) as platform:
        chain(platform)
        with Session(platform) as db:
            assert first_break(db, tenant_id(elsewhere, "luga")) is None
    moved = create_app(elsewhere)
    moved.extensions["shell"].redis.flushdb()
    browser, token = Browser(moved), token_for(moved, "luga", "administrator")
    paper = browser.client.get(f"/api/v1/luga/minutes/{row.id}/paper.pdf", headers=token)
    assert (paper.status_code, paper.data[:5]) == (200, b"%PDF-")
    moved.extensions["shell"].engine.dispose()
