"""The JSON API's manners: what a view accepts and returns, lists, entity tags and versions, conflicts."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Response, g, request
from marshmallow import Schema
from sqlalchemy.orm.exc import StaleDataError

from service.core.errors import Conflict, Invalid, Problem
from service.core.language import N_
from service.core.paging import Page
from service.rules.message import Message
from service.web.asked import ListQuestion, Question, asked_date, asked_page
from service.web.forms import load

__all__ = ["accepts", "asked_date", "asked_page", "described", "matched", "or_present", "plain", "returns"]

View = TypeVar("View", bound=Callable[..., Any])
PREFIX = "/api/v1"
JSON, MULTIPART = "application/json", "multipart/form-data"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BAD_MATCH = N_("Заголовок If-Match: номер версии записи в кавычках.")


class NotJson(Problem):
    """What came in says of itself that it is no JSON."""

    status = 415
    code = "not_json"
    msgid = "Нужен JSON: заголовок Content-Type: application/json."


class NotForm(Problem):
    """A file must come as a form."""

    status = 415
    code = "not_form"
    msgid = "Файл присылают формой: заголовок Content-Type: multipart/form-data."


@dataclass(frozen=True)
class Described:
    """What OpenAPI says of a view: summary, what comes in, what goes out; `kind` is its media type."""

    summary: Message
    about: Message | None = None
    body: Schema | None = None
    upload: Schema | None = None
    query: Schema | None = None
    answer: Schema | None = None
    many: bool = False
    status: int = 200
    kind: str = JSON
    matched: bool = False
    """Whether If-Match says which state the caller has seen."""

    @property
    def question(self) -> Schema:
        """What the address may be asked."""
        return self.query or (ListQuestion() if self.many else Question())


def description_of(view: Callable[..., Any]) -> Described:
    """What is said of a view; one that says nothing is described by its docstring."""
    found: Described | None = getattr(view, "described", None)
    return found or Described(Message((view.__doc__ or view.__name__).strip().splitlines()[0].rstrip(".")))


def _said(words: str | Message) -> Message:
    return words if isinstance(words, Message) else Message(words)


def _mark(view: Any, known: Described, **more: Any) -> None:
    view.described = replace(known, **more)


def accepts(
    *, body: Schema | None = None, query: Schema | None = None, upload: Schema | None = None
) -> Callable[[View], View]:
    """Read the JSON body and the query by schemas and pass them as `body` and `query`.

    A body with a `version` may leave it to the If-Match header. An `upload` is a form; the view reads it.
    """

    def wrap(view: View) -> View:
        versioned = body is not None and "version" in body.fields

        @wraps(view)
        def checked(*args: Any, **kwargs: Any) -> Any:
            if query is not None:
                kwargs["query"] = g.asked
            if body is not None:
                kwargs["body"] = load(body, _json())
                if versioned and kwargs["body"].get("version") is None:
                    kwargs["body"]["version"] = matched()
            if upload is not None and request.mimetype != MULTIPART:
                raise NotForm()
            return view(*args, **kwargs)

        _mark(
            checked, description_of(view), body=body, query=query, upload=upload,
            matched=versioned and request_changes(view),
        )  # fmt: skip
        return checked  # type: ignore[return-value]

    return wrap


def request_changes(view: Callable[..., Any]) -> bool:
    """Whether a view answers with something other than a new record: then a version may be named."""
    return description_of(view).status != 201


def returns(
    answer: Schema,
    *,
    summary: str | Message,
    about: str | Message = "",
    many: bool = False,
    status: int = 200,
) -> Callable[[View], View]:
    """Write what the view gives by a schema: one object, or a Page as {items, next, total}."""

    def wrap(view: View) -> View:
        @wraps(view)
        def written(*args: Any, **kwargs: Any) -> Response:
            given = view(*args, **kwargs)
            content = _page(given, answer) if many else answer.dump(given)
            return _answer(content, status)

        _mark(
            written, description_of(view), answer=answer, many=many, status=status,
            summary=_said(summary), about=_said(about) if about else None,
        )  # fmt: skip
        return written  # type: ignore[return-value]

    return wrap


def described(
    *, summary: str | Message, about: str | Message = "", status: int = 200, kind: str = JSON, **more: Any
) -> Callable[[View], View]:
    """Say what a view is that makes its answer itself: a file, or nothing at all."""

    def mark(view: View) -> View:
        told = _said(about) if about else None
        _mark(
            view, description_of(view), summary=_said(summary), about=told, status=status, kind=kind, **more
        )
        return view

    return mark


def _page(given: Any, answer: Schema) -> dict[str, Any]:
    if isinstance(given, Page):
        return {"items": answer.dump(given.items, many=True), "next": _next(given), "total": given.total}
    listed = list(given)
    asked = asked_page()
    shown = listed[asked.offset : asked.offset + asked.size] if _paged() else listed
    page = Page(shown, len(listed), asked)
    return {
        "items": answer.dump(shown, many=True),
        "next": _next(page) if _paged() else None,
        "total": len(listed),
    }


def _paged() -> bool:
    """Whether a list that is made whole was asked for by pages."""
    return "page" in g.asked or "size" in g.asked


def _next(page: Page[Any]) -> str | None:
    if page.next is None:
        return None
    place = {"page": page.next, "size": page.paging.size}
    asked = [(name, value) for name, value in request.args.items(multi=True) if name not in place]
    return f"{request.path}?{urlencode([*asked, *place.items()])}"


def _answer(content: Any, status: int) -> Response:
    """Answer with an entity tag; an unchanged content costs nothing to ask again.

    The tag of a record begins with its version, so that it may come back in If-Match.
    """
    body = json.dumps(content, ensure_ascii=False, default=str)
    response = Response(body, status=status, mimetype=JSON)
    version = content.get("version") if isinstance(content, dict) else None
    reading = request.method in ("GET", "HEAD")
    if reading or isinstance(version, int):
        digest = hashlib.sha256(body.encode()).hexdigest()[:32]
        response.set_etag(f"{version}.{digest}" if isinstance(version, int) else digest)
    if reading:
        response.headers["Cache-Control"] = "private, no-cache"
        response.make_conditional(request)
    return response


def matched() -> int | None:
    """The version that If-Match names, None without it; raises Invalid for anything else."""
    said = request.headers.get("If-Match", "").strip()
    if not said or said == "*":
        return None
    number = said.removeprefix("W/").strip('"').partition(".")[0]
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Invalid(BAD_MATCH)
    return int(number)


def or_present(act: Callable[[], Any], present: Callable[[], Mapping[str, Any]]) -> Any:
    """Do it; on a conflict the answer carries the record as it stands now, as `present` writes it."""
    try:
        return act()
    except (Conflict, StaleDataError) as conflict:
        g.scope.db.rollback()
        raise Conflict(current=present()) from conflict


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


def plain(content: Any, status: int = 200) -> Response:
    """A JSON answer without a schema, for shapes the rules define themselves."""
    return _answer(content, status)
