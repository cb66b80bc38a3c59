"""The JSON API's manners: what a view accepts and returns, lists, conditional answers, OpenAPI 3.1."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Response, request
from marshmallow import Schema

from service.core.errors import FieldProblem, Invalid, Problem
from service.core.paging import Page, Paging, paging
from service.web.forms import load

View = TypeVar("View", bound=Callable[..., Any])
PREFIX = "/api/v1"


class NotJson(Problem):
    """What came in says of itself that it is no JSON."""

    status = 415
    code = "not_json"
    msgid = "Нужен JSON: заголовок Content-Type: application/json."


@dataclass(frozen=True)
class Described:
    """What OpenAPI says of a view: summary, what comes in, what goes out."""

    summary: str
    body: Schema | None = None
    query: Schema | None = None
    answer: Schema | None = None
    many: bool = False
    status: int = 200


def accepts(*, body: Schema | None = None, query: Schema | None = None) -> Callable[[View], View]:
    """Read the JSON body and the query by schemas and pass them as `body` and `query`."""

    def wrap(view: View) -> View:
        @wraps(view)
        def checked(*args: Any, **kwargs: Any) -> Any:
            if query is not None:
                kwargs["query"] = load(query, request.args.to_dict())
            if body is not None:
                kwargs["body"] = load(body, _json())
            return view(*args, **kwargs)

        known = getattr(view, "described", Described(summary_of(view)))
        checked.described = replace(known, body=body, query=query)  # type: ignore[attr-defined]
        return checked  # type: ignore[return-value]

    return wrap


def returns(
    answer: Schema, *, many: bool = False, status: int = 200, summary: str | None = None
) -> Callable[[View], View]:
    """Write what the view gives by a schema: one object, or a Page as {items, next, total}."""

    def wrap(view: View) -> View:
        @wraps(view)
        def written(*args: Any, **kwargs: Any) -> Response:
            given = view(*args, **kwargs)
            content = _page(given, answer) if many else answer.dump(given)
            return _answer(content, status)

        known = getattr(view, "described", Described(summary or summary_of(view)))
        written.described = replace(known, answer=answer, many=many, status=status)  # type: ignore[attr-defined]
        return written  # type: ignore[return-value]

    return wrap


def _page(given: Any, answer: Schema) -> dict[str, Any]:
    if isinstance(given, Page):
        return {"items": answer.dump(given.items, many=True), "next": _next(given), "total": given.total}
    items = list(given)
    return {"items": answer.dump(items, many=True), "next": None, "total": len(items)}


def _next(page: Page[Any]) -> str | None:
    if page.next is None:
        return None
    place = {"page": page.next, "size": page.paging.size}
    asked = [(name, value) for name, value in request.args.items(multi=True) if name not in place]
    return f"{request.path}?{urlencode([*asked, *place.items()])}"


def _answer(content: Any, status: int) -> Response:
    """Answer with an entity tag; an unchanged content costs nothing to ask again."""
    body = json.dumps(content, ensure_ascii=False, default=str)
    response = Response(body, status=status, mimetype="application/json")
    if request.method == "GET":
        response.set_etag(hashlib.sha256(body.encode()).hexdigest()[:32])
        response.headers["Cache-Control"] = "private, no-cache"
        response.make_conditional(request)
    return response


def _json() -> Mapping[str, Any]:
    """The object that was sent; raises 415, 400 or Invalid for what is none."""
    if not request.is_json:
        raise NotJson()
    try:
        content = json.loads(request.get_data())
        written = json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError):  # half a surrogate pair is a ValueError too
        raise Problem("Тело запроса не читается как JSON.") from None
    if b"\\u0000" in written:
        raise Invalid("В тексте стоит нулевой знак, хранить его нельзя.")
    if not isinstance(content, dict):
        raise Invalid("Тело запроса должно быть объектом JSON.")
    return content


def summary_of(view: Callable[..., Any]) -> str:
    """The first line of a view's docstring."""
    return (view.__doc__ or view.__name__).strip().splitlines()[0].rstrip(".")


def asked_page() -> Paging:
    """The page that the query asks for."""
    return paging(request.args.get("page", 1), request.args.get("size", 50))


def asked_date(name: str, otherwise: date) -> date:
    """A date of the query; raises Invalid naming the parameter when it is not one."""
    given = request.args.get(name)
    if not given:
        return otherwise
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise Invalid(fields=(FieldProblem(name, "Дата пишется как ГГГГ-ММ-ДД."),)) from None


def plain(content: Any, status: int = 200) -> Response:
    """A JSON answer without a schema, for shapes the rules define themselves."""
    return _answer(content, status)
