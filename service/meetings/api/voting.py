"""The API of voting: rounds opened by the rules, votes, the decision that follows."""

from typing import Any

from flask import Blueprint, g

from service.core.language import N_
from service.meetings.actions import voting
from service.meetings.api import telling
from service.meetings.names import MeetingsPermission
from service.meetings.schema import drafts, proceedings
from service.web.api import PREFIX, accepts, returns
from service.web.guard import requires

VOTING = Blueprint("api_voting", __name__, url_prefix=f"{PREFIX}/<slug>")
ONE = "/rounds/<int:round_id>"
CARD = proceedings.RoundCard()


@VOTING.post("/agenda-items/<int:item_id>/rounds")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.RoundDraft())
@returns(
    CARD,
    status=201,
    summary=N_("Открыть голосование по вопросу"),
    about=N_(
        "Список голосующих фиксируется. Правила отказывают с code rule_broken: нет кворума для решений."
    ),
)
def open_round(item_id: int, body: dict[str, Any]) -> Any:
    """Open a round on a question."""
    row = voting.open_round(g.scope, item_id, body["voting"])
    g.scope.db.flush()
    return telling.round_card(row.id)


@VOTING.get(ONE)
@requires(MeetingsPermission.READ)
@returns(CARD, summary=N_("Тур голосования со списком голосующих"))
def get(round_id: int) -> Any:
    """A round with its electorate."""
    return telling.round_card(round_id)


@VOTING.post(f"{ONE}/vote")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.VoteDraft())
@returns(
    CARD,
    summary=N_("Подать голос"),
    about=N_(
        "Член голосует лично. Ключ доступа – не человек: за члена им голосовать нельзя, такая попытка"
        " остаётся в журнале; поднятые руки записывает секретарь."
    ),
)
def vote(round_id: int, body: dict[str, Any]) -> Any:
    """Cast one vote."""
    voting.cast(g.scope, round_id, body["choice"], body["person_id"])
    g.scope.db.flush()
    return telling.round_card(round_id)


@VOTING.post(f"{ONE}/votes")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.HandsDraft())
@returns(CARD, summary=N_("Записать поднятые руки открытого голосования"))
def votes(round_id: int, body: dict[str, Any]) -> Any:
    """Write down raised hands."""
    voting.cast_all(g.scope, round_id, {one["person_id"]: one["choice"] for one in body["votes"]})
    g.scope.db.flush()
    return telling.round_card(round_id)


@VOTING.post(f"{ONE}/close")
@requires(MeetingsPermission.TAKE_PART)
@returns(CARD, summary=N_("Закрыть голосование: итог следует из голосов и правила"))
def close(round_id: int) -> Any:
    """Close a round."""
    voting.close_round(g.scope, round_id)
    g.scope.db.flush()
    return telling.round_card(round_id)
