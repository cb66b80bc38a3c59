"""`mms recount`: count every decision of a tenant again from its votes (пересчёт решений)."""

import click

from service.cli.runtime import configured
from service.cli.scopes import command_scope
from service.meetings.actions import recounting
from service.settings.queries import ProfileStore


@click.command()
@click.option("--tenant", "slug", required=True, help="Район или регион.")
def recount(slug: str) -> None:
    """Пересчитать решения по голосам и правилам дня решения. Ничего не меняет; расхождение – код 1."""
    with configured() as settings, command_scope(settings, slug) as scope:
        store = ProfileStore()
        found = recounting.recount(scope, lambda day: store.profile(scope.db, scope.tenant, day))
        unlike = [one for one in found if not one.same]
        for one in unlike:
            row, votes = one.decision, one.votes
            stands = f"{row.outcome} {row.votes_for}/{row.votes_against}/{row.votes_abstained}"
            counted = f"{one.outcome} {votes['for']}/{votes['against']}/{votes['abstain']}"
            click.echo(f"Решение {row.id}: записано {stands}, по голосам {counted}")
    click.echo(f"Решений: {len(found)}, расходится: {len(unlike)}.")
    if unlike:
        raise SystemExit(1)
