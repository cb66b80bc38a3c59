"""The SQL back end of conditions (условия): set-based, many tenants at once, bound parameters only.

SQL's own three-valued logic is Kleene's, so comparisons, AND, OR and NOT go over as they are. A test for
existence becomes one grouped read of its register, joined by tenant and subject: true where a record
fits, null where only records with unknown facts might, false where neither.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from service.rules.conditions.explain import atom_code, atoms
from service.rules.conditions.grammar import All, Any, Compare, Condition, Exists, Not
from service.rules.conditions.registers import AS_OF, Field, FieldType, Offer, Register
from service.rules.conditions.windows import first_day
from service.rules.errors import RuleError
from service.rules.message import Message

Offers = Mapping[str, Offer]
Inner = Callable[[Condition], str]
_TYPES = {
    FieldType.INTEGER: "bigint",
    FieldType.DATE: "date",
    FieldType.FLAG: "boolean",
    FieldType.CODE: "text",
    FieldType.CODES: "text",
}
_SIGNS = {"eq": "=", "ne": "<>", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
_SETS = {"in": "= ANY", "not_in": "<> ALL"}
_ARRAYS = {"contains_any": "&&", "contains_all": "@>"}


class NotOffered(RuleError):
    """No module offers the register or the field that a definition needs; nothing is guessed in its place."""


@dataclass
class Builder:
    """Collects bound parameters and the joins that existence tests need while one statement is written."""

    offers: Offers
    subject: Register
    as_of: date
    params: dict[str, object] = field(default_factory=dict)
    fields: dict[str, Field] = field(default_factory=dict)
    joins: list[Exists] = field(default_factory=list)

    def bind(self, value: object) -> str:
        """Bind a value and return its placeholder; an equal value of the same type is bound once."""
        bound = list(value) if isinstance(value, tuple) else value
        for name, known in self.params.items():
            if type(known) is type(bound) and known == bound:
                return f":{name}"
        name = f"p{len(self.params)}"
        self.params[name] = bound
        return f":{name}"

    def truth(self, condition: Condition | None) -> str:
        """Return the SQL of a condition over the subject `s`: true, false, or null when unknown."""
        if condition is None:
            return "true"
        if isinstance(condition, Compare):
            self.fields[condition.field.name] = condition.field
            return self.compare(condition, "s")
        if isinstance(condition, Exists):
            if condition not in self.joins:
                self.joins.append(condition)
            alias = f"e{self.joins.index(condition)}"
            return f"(CASE WHEN {alias}.id IS NULL THEN false ELSE {alias}.found END)"
        return self.combine(condition, self.truth)

    def combine(self, condition: All | Any | Not, inner: Inner) -> str:
        """Return the SQL of a combination of conditions."""
        if isinstance(condition, Not):
            return f"(NOT {inner(condition.part)})"
        word = " AND " if isinstance(condition, All) else " OR "
        return "(" + word.join(inner(part) for part in condition.parts) + ")"

    def compare(self, condition: Compare, alias: str) -> str:
        """Return the SQL of a comparison; the column name comes from the catalogue, the value is bound."""
        column = f"{alias}.f_{condition.field.name}"
        if condition.op == "is_null":
            return f"({column} IS NULL)" if condition.value else f"({column} IS NOT NULL)"
        kind = _TYPES[condition.field.type]
        if condition.op in _SIGNS:
            return f"({column} {_SIGNS[condition.op]} CAST({self.bind(condition.value)} AS {kind}))"
        array = f"CAST({self.bind(condition.value)} AS {kind}[])"
        if condition.op in _SETS:
            return f"({column} {_SETS[condition.op]}({array}))"
        return f"({column} {_ARRAYS[condition.op]} {array})"

    def unknown(self, condition: Condition | None) -> dict[str, str]:
        """Return, by reported code, the SQL that says whether a fact under this code is unknown."""
        found: dict[str, list[str]] = {}
        for atom in atoms(condition):
            if not (isinstance(atom, Compare) and atom.op == "is_null"):
                found.setdefault(atom_code(atom), []).append(f"{self.truth(atom)} IS NULL")
        return {code: "(" + " OR ".join(parts) + ")" for code, parts in found.items()}

    def source(self, window: str, window_field: str, since: date | None) -> str:
        """Return the subject `s` with its joins; call it after every condition has been written."""
        lines = [
            f"FROM {self.rows(self.subject.name, self.subject, self.fields, window, window_field, since)} s"
        ]
        for number, test in enumerate(self.joins):
            alias = f"e{number}"
            lines.append(f"LEFT JOIN {self._grouped(test)} {alias}")
            lines.append(f"  ON {alias}.tenant_id = s.tenant_id AND {alias}.id = s.id")
        return "\n".join(lines)

    def rows(
        self,
        path: str,
        register: Register,
        fields: Mapping[str, Field],
        window: str,
        window_field: str,
        since: date | None,
    ) -> str:
        """Return a derived table of a register: tenant_id, id and the fields in use, limited to a window."""
        offer = self._offer(path)
        columns = [f"{offer.tenant} AS tenant_id", f"{offer.key} AS id"]
        columns += [f"{self._expression(offer, name)} AS f_{name}" for name in fields]
        limits = [f"{offer.tenant} = ANY(:tenants)"]
        limits += [f"({offer.where})"] if offer.where else []
        limits += self._limits(offer, register, window, window_field, since)
        return "\n".join(
            ["(SELECT " + ", ".join(columns), f" FROM {offer.source}", " WHERE " + " AND ".join(limits) + ")"]
        )

    def _limits(
        self, offer: Offer, register: Register, window: str, window_field: str, since: date | None
    ) -> list[str]:
        if window == AS_OF and register.life:
            return [f"({offer.life})"] if offer.life else []
        if not window_field:
            return []
        if window_field == register.time_key and offer.time_key:
            key = offer.time_key
        else:
            key = self._expression(offer, window_field)
        first = first_day(window, self.as_of, since)
        limits = [f"{key} <= CAST(:as_of AS date)"]
        return [*limits, f"{key} >= CAST({self.bind(first)} AS date)"] if first else limits

    def _grouped(self, test: Exists) -> str:
        register = test.register
        used: dict[str, Field] = {}
        fits = self._where(test.where, used)
        inner = self.rows(
            f"{self.subject.name}.{register.name}", register, used, test.window, register.time_key, test.since
        )
        lines = [f"(SELECT x.tenant_id, x.id, bool_or({fits}) AS found", f" FROM {inner} x"]
        if test.where is not None:
            lines.append(f" WHERE {fits} IS NOT FALSE")
        return "\n".join([*lines, " GROUP BY x.tenant_id, x.id)"])

    def _where(self, condition: Condition | None, used: dict[str, Field]) -> str:
        if condition is None:
            return "true"
        if isinstance(condition, Compare):
            used[condition.field.name] = condition.field
            return self.compare(condition, "x")
        if isinstance(condition, Exists):
            raise NotOffered(condition.register.name, Message("Вложенные реестры не поддерживаются."))
        return self.combine(condition, lambda part: self._where(part, used))

    def _offer(self, path: str) -> Offer:
        if path not in self.offers:
            raise NotOffered(path, Message("Этого реестра нет: показатель посчитать не из чего."))
        return self.offers[path]

    def _expression(self, offer: Offer, name: str) -> str:
        if name not in offer.fields:
            raise NotOffered(f"{offer.register}.{name}", Message("Этого поля в реестре нет."))
        return offer.fields[name]
