"""What the pages of drafts share: the words for their fields, a refusal on the page it came from."""

from collections.abc import Callable
from typing import Any

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response

from service.core.errors import Forbidden, NotFound, Problem
from service.core.language import N_
from service.settings.model import RulePreview
from service.web.forms import Form, typed
from service.web.show import form_with

Answer = str | Response | tuple[str, int]
LABELS = {
    "title": N_("О чём проект"),
    "relation": N_("Что делает акт"),
    "act_kind": N_("Вид акта"),
    "act_number": N_("Номер"),
    "act_date": N_("Дата акта"),
    "act_title": N_("Название акта"),
    "act_issuer": N_("Кто принял"),
    "effective_from": N_("Действует с"),
    "sure": N_("Подтверждение"),
}
RELATIONS = {
    "amends": N_("вносит изменения в действующий акт"),
    "listed": N_("новый акт: заменяет правила по одному, остальное по образцу или региону"),
    "all": N_("новый акт: заменяет образец региона целиком"),
}


def polled_in_vain(preview: RulePreview | None) -> bool:
    """Whether a page that waits for a preview has nothing to wait for any more."""
    return "HX-Request" in request.headers and (preview is None or preview.state != "queued")


def anew() -> Response:
    """Let the browser load the whole page."""
    return Response(headers={"HX-Refresh": "true"})


def taken_back(draft_id: int, act: Callable[[], None], again: Callable[[Form], str]) -> Answer:
    """Take something out of a draft and go back to it; a refusal shows the entry `again` with its words."""
    try:
        act()
    except NotFound:
        raise
    except Problem as problem:
        g.scope.db.rollback()
        return again(form_with({}, problem)), problem.status
    return redirect(url_for("rule_drafts.card", draft_id=draft_id))


def tried(act: Callable[[dict[str, Any]], Response], again: Callable[[Form], str]) -> Answer:
    """Do something with what was typed; a refusal shows `again` with its words."""
    values = typed()
    try:
        return act(values)
    except (Forbidden, NotFound):
        raise
    except Problem as problem:
        g.scope.db.rollback()
        return again(form_with(values, problem)), problem.status
