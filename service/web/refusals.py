"""Refusals as the description tells them (отказы): one shape, the same words at every address."""

from collections.abc import Iterator
from typing import Any

from apispec import APISpec

from service.core.language import N_, gettext
from service.web.api import Described
from service.web.guard import Guard

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": N_("Код для программы.")},
        "detail": {"type": "string", "description": N_("Что не так, словами на языке запроса.")},
        "request_id": {"type": "string", "description": N_("Имя запроса в журналах службы.")},
        "fields": {
            "type": "array",
            "description": N_("Что не так с каждым полем."),
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
        "verdict": {
            "type": "object",
            "description": N_("Что сказало правило положения, если отказало оно: code – rule_broken."),
        },
        "current": {
            "type": "object",
            "description": N_("Запись, какова она сейчас: её успел изменить другой."),
        },
    },
}
WORDS = {
    400: N_("Тело запроса не читается."),
    401: N_("Ключа нет, он отозван или истёк."),
    403: N_("У роли этого ключа нет такого права."),
    404: N_("Такого адреса или такой записи нет."),
    406: N_("Заголовок Accept не допускает ответа, который даёт этот адрес."),
    409: N_("Запись успел изменить другой или она уже в другом состоянии."),
    413: N_("Тело запроса больше допустимого."),
    415: N_("Тело запроса не того вида."),
    422: N_("Значения не подходят: поле fields называет каждое."),
    429: N_("Слишком часто. Повторите через время из заголовка Retry-After."),
    503: N_("Служба или её база временно недоступны. Ничего не записано."),
}
DEFAULT = N_("Любой другой отказ.")


def write(spec: APISpec) -> None:
    """Write the shape of a refusal and the answers made of it."""
    spec.components.schema("Problem", PROBLEM)
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for code, said in WORDS.items():
        spec.components.response(_name(code), {"description": gettext(said), "content": content})
    spec.components.response("Refusal", {"description": gettext(DEFAULT), "content": content})


def of(known: Described, guard: Guard, method: str, *, takes_argument: bool) -> dict[str, Any]:
    """The refusals an address may answer with, by status."""
    codes = sorted(set(_codes(known, guard, method, takes_argument)))
    found: dict[str, Any] = {str(code): {"$ref": f"#/components/responses/{_name(code)}"} for code in codes}
    return {**found, "default": {"$ref": "#/components/responses/Refusal"}}


def _codes(known: Described, guard: Guard, method: str, takes_argument: bool) -> Iterator[int]:
    yield from (406, 422, 503)
    if not guard.public:
        yield from (401, 403)
    if takes_argument:
        yield 404
    if known.body is not None or known.upload is not None:
        yield from (400, 413, 415)
    if known.matched or method == "DELETE":
        yield 409
    if known.upload is not None:
        yield 429


def _name(code: int) -> str:
    return f"Refusal{code}"
