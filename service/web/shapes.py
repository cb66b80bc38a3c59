"""Shapes that several modules give by the API: an earlier state of a record, a verdict of a rule."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from marshmallow import Schema, fields

from service.core.language import N_, render
from service.rules.verdict import Verdict


class PastRecord(Schema):
    """An earlier state of a record: what it said, from when to when it was held true, who changed it."""

    values = fields.Dict(keys=fields.Str(), metadata={"description": N_("Что стояло в записи.")})
    version = fields.Int()
    known_from = fields.DateTime(metadata={"description": N_("С какого времени это считалось верным.")})
    known_to = fields.DateTime(metadata={"description": N_("До какого времени это считалось верным.")})
    operation = fields.Str(metadata={"description": N_("Чем кончилось: update – правка, delete – удаление.")})
    changed_by = fields.Str(metadata={"description": N_("Кто изменил; пусто, если программа.")})
    changed = fields.List(fields.Str(), metadata={"description": N_("Поля, которые изменились.")})


HIDDEN = frozenset({"tenant_id", "sort_key", "search_key"})
"""What the tables keep for themselves."""


def past_record(
    old: Mapping[str, Any], known_to: datetime, operation: str, who: str, changed: Iterable[str]
) -> dict[str, Any]:
    """An earlier state as `PastRecord` writes it; `old` is the row as the history keeps it."""
    return {
        "values": {name: value for name, value in old.items() if name not in HIDDEN},
        "version": int(old.get("version") or 1),
        "known_from": datetime.fromisoformat(old["recorded_at"]),
        "known_to": known_to,
        "operation": operation,
        "changed_by": who,
        "changed": sorted(changed),
    }


class MissingFact(Schema):
    """A fact or a condition that is missing."""

    code = fields.Str()
    message = fields.Dict(keys=fields.Str(), values=fields.Str())


class VerdictRecord(Schema):
    """What a rule says of given facts, with the clause it rests on."""

    api_name = "Verdict"
    rule = fields.Str()
    status = fields.Str(metadata={"enum": ["pass", "fail", "warn", "not_yet", "not_applicable", "waived"]})
    severity = fields.Str(metadata={"enum": ["hard", "soft"]})
    clause = fields.Str(metadata={"description": N_("Пункт положения.")})
    act = fields.Str()
    quote = fields.Str(metadata={"description": N_("Слова положения.")})
    operands = fields.Dict(keys=fields.Str(), metadata={"description": N_("Что сравнивалось.")})
    expected = fields.Raw(metadata={"type": ["integer", "string", "null"]})
    actual = fields.Raw(metadata={"type": ["integer", "string", "null"]})
    shortfall = fields.Int(allow_none=True)
    missing = fields.List(fields.Nested(MissingFact))
    reading = fields.Str(allow_none=True, metadata={"description": N_("Настройка, по которой решено.")})
    message = fields.Dict(keys=fields.Str(), values=fields.Str())
    remedy = fields.Dict(keys=fields.Str(), values=fields.Str(), allow_none=True)
    profile_version = fields.Str()


def verdict_record(verdict: Verdict) -> dict[str, Any]:
    """A verdict as `VerdictRecord` writes it."""
    return verdict.to_dict(render)
