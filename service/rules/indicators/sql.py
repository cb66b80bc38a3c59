"""Indicators (показатели) in SQL: one statement counts several definitions for many tenants at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any as Anything

from service.rules.conditions.grammar import Condition
from service.rules.conditions.sql import Builder, Offers
from service.rules.indicators.figure import Counts, MissingFact
from service.rules.indicators.params import Params

_NO_CODES = "CAST(ARRAY[] AS text[])"
_OPEN = "(r.pop_{n} IS NULL OR (r.pop_{n} AND r.num_{n} IS NULL))"


@dataclass(frozen=True)
class Statement:
    """SQL with named placeholders (:tenants, :as_of, :p0 ...), their values, codes of missing facts."""

    text: str
    params: Mapping[str, object]
    codes: tuple[tuple[str, ...], ...] = ()

    def counts(self, row: Mapping[str, Anything]) -> tuple[Counts, ...]:
        """Return the counts of every definition from one row (one tenant) of the result."""
        return tuple(_counts(number, codes, row) for number, codes in enumerate(self.codes))

    def no_rows(self) -> tuple[Counts, ...]:
        """Return the counts of a tenant that the result does not list: it has no rows at all."""
        return tuple(Counts(0, 0, 0, 0) for _ in self.codes)


def _counts(number: int, codes: tuple[str, ...], row: Mapping[str, Anything]) -> Counts:
    found = [MissingFact(code, row[f"m_{number}_{index}"]) for index, code in enumerate(codes)]
    return Counts(
        numerator=row[f"n_{number}"],
        denominator=row[f"d_{number}"],
        unknown=row[f"u_{number}"],
        decided=row["rows"] - row[f"u_{number}"],
        missing=tuple(item for item in found if item.count),
    )


def together(definitions: Iterable[Params]) -> list[list[Params]]:
    """Group definitions that one statement can count: the same subject in the same window."""
    groups: dict[tuple[object, ...], list[Params]] = {}
    for params in definitions:
        key = (params.subject.name, params.window, params.window_field, _own_since(params))
        groups.setdefault(key, []).append(params)
    return list(groups.values())


def _own_since(params: Params) -> date | None:
    return params.since if params.window == "since" else None


def compile_figures(
    definitions: Sequence[Params], offers: Offers, tenants: Sequence[object], as_of: date
) -> Statement:
    """Compile definitions of one group (see `together`) into one statement, one result row per tenant.

    Raises NotOffered when a register or field has no source.
    """
    builder = _builder(definitions[0], offers, as_of)
    inner, outer, listed = ["s.tenant_id"], ["r.tenant_id", 'count(*) AS "rows"'], []
    for number, params in enumerate(definitions):
        inner += [f"{builder.truth(params.population)} AS pop_{number}"]
        inner += [f"{builder.truth(params.numerator)} AS num_{number}"]
        outer += [
            f"count(*) FILTER (WHERE r.pop_{number} AND r.num_{number}) AS n_{number}",
            f"count(*) FILTER (WHERE r.pop_{number} AND r.num_{number} IS NOT NULL) AS d_{number}",
            f"count(*) FILTER (WHERE {_OPEN.format(n=number)}) AS u_{number}",
        ]
        codes = _unknown_columns(builder, params, number, inner, outer)
        listed.append(codes)
    text = [
        "SELECT " + ",\n  ".join(outer),
        "FROM (SELECT " + ",\n  ".join(inner),
        _source(builder, definitions[0]) + ") r",
        "GROUP BY r.tenant_id",
    ]
    return Statement("\n".join(text), _bound(builder, tenants), tuple(listed))


def _unknown_columns(
    builder: Builder, params: Params, number: int, inner: list[str], outer: list[str]
) -> tuple[str, ...]:
    population, numerator = builder.unknown(params.population), builder.unknown(params.numerator)
    codes = tuple(sorted(population | numerator))
    for index, code in enumerate(codes):
        column = f"{number}_{index}"
        inner += [
            f"{population.get(code, 'false')} AS pu_{column}",
            f"{numerator.get(code, 'false')} AS nu_{column}",
        ]
        open_population = f"(r.pop_{number} IS NULL AND r.pu_{column})"
        open_numerator = f"(r.pop_{number} AND r.num_{number} IS NULL AND r.nu_{column})"
        outer += [f"count(*) FILTER (WHERE {open_population} OR {open_numerator}) AS m_{column}"]
    return codes


def compile_members(params: Params, offers: Offers, tenant: object, as_of: date) -> Statement:
    """Compile the members of a figure for one tenant: rows (id, side, missing).

    `side` is "numerator", "denominator" (in the denominator only) or "unknown" (in neither number);
    `missing` are the codes of the facts that leave a row unknown.
    """
    builder = _builder(params, offers, as_of)
    population, numerator = builder.truth(params.population), builder.truth(params.numerator)
    missing = f"CASE WHEN {population} IS NULL THEN {_codes(builder, params.population)}"
    missing += f" WHEN {numerator} IS NULL THEN {_codes(builder, params.numerator)} ELSE {_NO_CODES} END"
    text = [
        "SELECT r.id, CASE WHEN r.pop_0 IS NULL OR r.num_0 IS NULL THEN 'unknown'",
        "  WHEN r.num_0 THEN 'numerator' ELSE 'denominator' END AS side, r.missing",
        f"FROM (SELECT s.id, {population} AS pop_0, {numerator} AS num_0, {missing} AS missing",
        _source(builder, params) + ") r",
        "WHERE r.pop_0 IS NOT FALSE",
        "ORDER BY r.id",
    ]
    return Statement("\n".join(text), _bound(builder, [tenant]))


def _codes(builder: Builder, condition: Condition | None) -> str:
    listed = [
        f"CASE WHEN {unknown} THEN '{code}' END" for code, unknown in builder.unknown(condition).items()
    ]
    return f"array_remove(CAST(ARRAY[{', '.join(listed)}] AS text[]), NULL)" if listed else _NO_CODES


def compile_truth(params: Params, offers: Offers, tenants: Sequence[object], as_of: date) -> Statement:
    """Compile the numerator's condition alone: rows (tenant_id, id, holds), null where facts are unknown."""
    builder = _builder(params, offers, as_of)
    holds = builder.truth(params.numerator)
    text = [f"SELECT s.tenant_id, s.id, {holds} AS holds", _source(builder, params)]
    return Statement("\n".join(text), _bound(builder, tenants))


def _builder(params: Params, offers: Offers, as_of: date) -> Builder:
    return Builder(offers, params.subject, as_of)


def _source(builder: Builder, params: Params) -> str:
    return builder.source(params.window, params.window_field, params.since)


def _bound(builder: Builder, tenants: Sequence[object]) -> dict[str, object]:
    return {**builder.params, "tenants": list(tenants), "as_of": builder.as_of}
