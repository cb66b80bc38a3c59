"""One way for every button of a meeting's page: do it, go back; refused: the page again, with the reason."""

from collections.abc import Callable
from typing import Any

from flask import g, redirect
from werkzeug.wrappers import Response

from service.core.errors import Forbidden, NotFound, Problem
from service.web.forms import Form, typed
from service.web.show import form_with

Answer = str | Response | tuple[str, int]


def done(act: Callable[[dict[str, Any]], Any], back: str, again: Callable[[Form], str]) -> Answer:
    """Do something with what was typed and go to `back`; a refusal shows `again` with its words.

    What another may not do or see is answered as everywhere; what a refusal keeps is kept.
    """
    values = typed()
    try:
        act(values)
        g.scope.db.flush()
    except (Forbidden, NotFound):
        raise
    except Problem as problem:
        if problem.keeps:
            g.commit_anyway = True
        else:
            g.scope.db.rollback()
        return again(form_with(values, problem)), problem.status
    return redirect(back)
