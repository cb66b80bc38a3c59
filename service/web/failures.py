"""Problems become pages or problem+json, in the caller's language, never with a trace."""

import json
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from service.core.errors import (
    UNKNOWN_ASKED,
    Conflict,
    DatabaseAway,
    Invalid,
    NotFound,
    Problem,
    TooLarge,
    Trace,
    Unavailable,
)
from service.core.language import N_, current_language, fill, translate
from service.tenancy.tracing import keep_trace
from service.web.requests import is_api, request_id
from service.web.shapes import verdict_record

log = structlog.get_logger()
PAGES = frozenset({403, 404, 409, 413, 429, 500, 503})
"""Answers with a page of their own in templates/errors."""
WAIT = {429: "600", 503: "30"}
"""Seconds after which it is worth to try again."""
SWALLOWED = 100 * 1024 * 1024
"""Bytes of an upload over the limit that are read only to be thrown away."""
AWAY = ("08", "25006", "25P03", "53", "57P")
"""SQLSTATE: connection lost, read-only or overloaded server, shut down, transaction timed out."""
BUSY = ("40", "55P03", "57014")
"""SQLSTATE: two changes crossed, somebody holds a lock, a statement took too long."""
UNFIT = ("22001", "22003", "22007", "22008", "22021", "22P05")
"""SQLSTATE: a value too long, too large, or with signs the database cannot hold."""


def register_failures(app: Flask) -> None:
    """Answer every failure with words."""
    app.register_error_handler(Problem, answer)
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(HTTPException, http_failure)
    app.register_error_handler(StaleDataError, lambda _: answer(Conflict()))
    app.register_error_handler(DBAPIError, database_failure)
    app.register_error_handler(PoolTimeout, lambda _: answer(DatabaseAway()))
    app.register_error_handler(Exception, unexpected)


def words(problem: Problem) -> str:
    """The problem in the language of the request."""
    language = current_language()
    return fill(translate(problem.msgid, language), problem.params, language)


def answer(problem: Problem) -> Response:
    """A Problem as a page or as problem+json."""
    if problem.keeps:
        g.commit_anyway = True
    elif g.get("db") is not None:
        g.db.rollback()
        _note_unknown(problem)
        keep_trace(g.get("scope"), problem)
    response = problem_json(problem) if is_api() else problem_page(problem)
    if problem.status == 401 and is_api():
        response.headers["WWW-Authenticate"] = "Bearer"
    if problem.status in WAIT:
        response.headers["Retry-After"] = WAIT[problem.status]
    return response


def _note_unknown(problem: Problem) -> None:
    """Who asks for a record that is not there for them stays in their tenant's log (council.md edge 80).

    A neighbour's number and nobody's leave the same line: the tenant's session sees neither. Visitors leave
    none, and an address that names no record is no attempt at one.
    """
    scope = g.get("scope")
    if not isinstance(problem, NotFound) or problem.trace or scope is None or not scope.actor.signed_in:
        return
    asked = {name: value for name, value in (request.view_args or {}).items() if isinstance(value, int)}
    if asked:
        problem.trace = Trace(UNKNOWN_ASKED, None, {"asked": request.endpoint, **asked})


def problem_page(problem: Problem) -> Response:
    """A Problem as a page; when even that page fails, as a line of text."""
    template = f"errors/{problem.status}.html" if problem.status in PAGES else "errors/problem.html"
    try:
        body = render_template(template, problem=problem, message=words(problem))
    except Exception as error:  # noqa: BLE001 - the answer to a failure must not fail
        log.error("failure_page", status=problem.status, request_id=g.get("request_id"), exc_info=error)
        return Response(words(problem), status=problem.status, mimetype="text/plain")
    return Response(body, status=problem.status, mimetype="text/html")


def problem_json(problem: Problem) -> Response:
    """RFC 9457 problem details with a code and field errors."""
    language = current_language()
    content: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "code": problem.code,
        "detail": words(problem),
        "request_id": request_id(),
    }
    if problem.fields:
        content["fields"] = [
            {"field": one.field, "message": fill(translate(one.msgid, language), one.params, language)}
            for one in problem.fields
        ]
    if problem.verdict is not None:
        content["verdict"] = verdict_record(problem.verdict)
    if isinstance(problem, Conflict) and isinstance(problem.current, dict):
        content["current"] = problem.current
    body = json.dumps(content, ensure_ascii=False, default=str)
    return Response(body, status=problem.status, mimetype="application/problem+json")


def stale_form(_error: CSRFError) -> Response:
    """The form's protection ran out: the page offers to send what was typed again."""
    return answer(Problem("Страница была открыта слишком долго. Вернитесь и отправьте форму ещё раз."))


def http_failure(error: HTTPException) -> Response:
    """Werkzeug's own failures in our words; a redirect passes through."""
    code = error.code or 500
    if code < 400:
        redirected: Response = error.get_response()  # type: ignore[assignment]
        return redirected
    if code == 413:
        swallow_body()
    known: dict[int, type[Problem]] = {404: NotFound, 413: TooLarge}
    problem = known[code]() if code in known else Problem(_http_words(code))
    problem.status = code
    problem.code = known[code].code if code in known else f"http_{code}"
    response = answer(problem)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def swallow_body() -> None:
    """Read what is still being sent, up to a bound: a browser reads no answer before it has sent all."""
    left = min(request.content_length or 0, SWALLOWED)
    body = request.environ["wsgi.input"]
    while left > 0 and (part := body.read(min(left, 64 * 1024))):
        left -= len(part)


def _http_words(code: int) -> str:
    if code == 405:
        return "Этот адрес так не вызывают."
    if code in (400, 415, 422):
        return "Запрос не понят."
    return "Запрос не выполнен."


def database_failure(error: DBAPIError) -> Response:
    """A lost database says so and recovers; a broken constraint is the sender's data; the rest is ours."""
    state = str(getattr(error.orig, "sqlstate", None) or "")
    lost = isinstance(error, OperationalError) and (not state or state.startswith(AWAY))
    if error.connection_invalidated or lost or state.startswith(AWAY):
        return answer(DatabaseAway())
    if state.startswith(BUSY):
        log.warning("busy", state=state, endpoint=request.endpoint, request_id=g.get("request_id"))
        return answer(Unavailable(BUSY_WORDS))
    if state in UNFIT or (isinstance(error, DataError) and not state):
        return answer(Invalid(_constraint_words(state)))
    if state.startswith("23"):
        log.info("constraint", state=state, request_id=g.get("request_id"))
        return answer(Invalid(_constraint_words(state)))
    return unexpected(error)


BUSY_WORDS = N_("Служба занята: запись держит другое действие. Ничего не сохранено, попробуйте через минуту.")


def _constraint_words(state: str) -> str:
    if state == "23P01":
        return "Сроки пересекаются с другой записью. Закройте прежнюю запись и повторите."
    if state == "23505":
        return "Такая запись уже есть."
    if state == "23503":
        return "Связанной записи нет или на эту запись ссылаются другие."
    return "Значение не подходит этому полю."


def unexpected(error: Exception) -> Response:
    """Our own fault: logged by type and place, shown without details."""
    log.error("unexpected", endpoint=request.endpoint, request_id=g.get("request_id"), exc_info=error)
    problem = Problem("Ошибка на нашей стороне. Введённое не сохранено, попробуйте ещё раз.")
    problem.status = 500
    problem.code = "internal"
    return answer(problem)
