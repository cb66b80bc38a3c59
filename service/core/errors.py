"""Errors that a person can read: one class per answer the service gives."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

UNKNOWN_ASKED = "access.unknown_asked"
"""The event of a refusal to whoever asked for a record that is not there for them (чужой номер)."""


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one field of what came in; `msgid` is a Russian sentence."""

    field: str
    msgid: str
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Trace:
    """What the audit log keeps of a refusal (след отказа): an event, the record it concerns, codes."""

    event: str
    subject: object | None = None
    detail: Mapping[str, Any] = dataclasses.field(default_factory=dict)


class Problem(Exception):
    """An answer other than success, with words for the person and a code for programs.

    A `verdict` is what a rule said, where a rule refuses; a `trace` is written to the audit log after the
    rollback, by whoever answers (`service/tenancy/tracing.py`). One that `keeps` takes nothing back: what was
    written before it stays, marked as the refusal says.
    """

    status = 400
    code = "bad_request"
    msgid = "Запрос не понят."
    verdict: Any = None
    trace: Trace | None = None
    keeps = False

    def __init__(
        self,
        msgid: str | None = None,
        *,
        fields: tuple[FieldProblem, ...] = (),
        **params: object,
    ) -> None:
        self.msgid = msgid or type(self).msgid
        self.params: Mapping[str, object] = params
        self.fields = fields
        super().__init__(self.msgid % params if params else self.msgid)


class NotFound(Problem):
    """The thing does not exist for this tenant; another tenant's thing reads the same."""

    status = 404
    code = "not_found"
    msgid = "Такой записи нет."


class Forbidden(Problem):
    """The actor may not do this in this tenant."""

    status = 403
    code = "forbidden"
    msgid = "У вас нет права на это действие. Обратитесь к администратору района."


class Unauthenticated(Problem):
    """Nobody is signed in, or the token is not valid."""

    status = 401
    code = "unauthenticated"
    msgid = "Войдите, чтобы продолжить."


class Invalid(Problem):
    """What came in breaks a rule of its form; `fields` names where."""

    status = 422
    code = "invalid"
    msgid = "Проверьте поля: не всё заполнено верно."


class Conflict(Problem):
    """Somebody changed the record first; `current` holds the version that won."""

    status = 409
    code = "conflict"
    msgid = "Запись изменил другой человек. Сравните версии и сохраните ещё раз."

    def __init__(
        self,
        msgid: str | None = None,
        *,
        fields: tuple[FieldProblem, ...] = (),
        current: object = None,
        **params: object,
    ) -> None:
        super().__init__(msgid, fields=fields, **params)
        self.current = current


class TooLarge(Problem):
    """A file or a list is over its limit."""

    status = 413
    code = "too_large"
    msgid = "Файл больше допустимого."


class TooMany(Problem):
    """Too many tries in too little time."""

    status = 429
    code = "too_many"
    msgid = "Слишком много попыток. Подождите и попробуйте ещё раз."


class Unavailable(Problem):
    """A part the service depends on is away for now; `part` names it where the page says more."""

    part = ""

    status = 503
    code = "unavailable"
    msgid = "Служба временно недоступна. Ничего не потеряно, попробуйте через минуту."


class Suspended(Unavailable):
    """The operator has suspended the tenant (работа района приостановлена): nobody works in it for now."""

    part = "tenant"
    code = "tenant_suspended"
    msgid = "Работа района здесь приостановлена. Записи целы; возобновляет её оператор службы."


class DatabaseAway(Unavailable):
    """The database does not answer; what was sent is not written."""

    part = "database"
