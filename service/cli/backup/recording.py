"""Remembering that a copy was made (отметка о копии), for the operator's page; a copy is whole without it."""

import click
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from service.cli.backup import manifest
from service.cli.backup.making import Made
from service.config import Settings
from service.operators.model import BackupMade
from service.tenancy.context import make_engine


def record(settings: Settings, made: Made) -> None:
    """Write down when the last copy was made; where the platform's role has no address, nobody does."""
    if not settings.database_platform_url:
        return
    engine = make_engine(settings.database_platform_url, pool_size=1)
    try:
        with Session(engine) as db, db.begin():
            db.add(BackupMade(revision=manifest.read(made.path).revision, rows=made.rows))
    except SQLAlchemyError as error:
        click.echo(type(error).__name__, err=True)
    finally:
        engine.dispose()
