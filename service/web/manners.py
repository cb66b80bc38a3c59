"""What every address of the API holds its caller to: an answer they can read, parameters that exist."""

from flask import Flask, Response, current_app, g, request

from service.core.errors import Problem
from service.web.api import description_of
from service.web.forms import load
from service.web.requests import is_api, request_id


class NotAcceptable(Problem):
    """The caller takes no kind of answer that this address gives."""

    status = 406
    code = "not_acceptable"
    msgid = "Этот адрес отвечает только так: %(kind)s. Проверьте заголовок Accept."


def register_manners(app: Flask) -> None:
    """Hook the checks in; they run after the guard, so that nobody learns more from them than from it."""
    app.before_request(check_asked)
    app.after_request(sign_answer)


def check_asked() -> None:
    """Check what the address is asked for; the values wait in `g.asked`."""
    if not is_api() or request.endpoint is None or request.method == "OPTIONS":
        return
    known = description_of(current_app.view_functions[request.endpoint])
    if request.accept_mimetypes and not request.accept_mimetypes[known.kind]:
        raise NotAcceptable(kind=known.kind)
    g.asked = load(known.question, request.args.to_dict())


def sign_answer(response: Response) -> Response:
    """Every answer of the API names its request, so that it can be found in the logs."""
    if is_api():
        response.headers["X-Request-Id"] = request_id()
        response.vary.add("Accept-Language")
    return response
