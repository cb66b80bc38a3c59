"""Parameters of an indicator (показатель): what is counted, in what time, and against which target."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from service.rules.conditions.catalogue import REGISTERS
from service.rules.conditions.grammar import Condition
from service.rules.conditions.grammar import parse as parse_condition
from service.rules.conditions.registers import SINCE, WINDOWS, FieldType, Register
from service.rules.errors import BadParams
from service.rules.message import Message
from service.rules.reader import Reader
from service.rules.shares import AT_LEAST, COMPARISONS, MORE_THAN, parse_fraction

SHARE, COUNT, YES_NO = "share", "count", "yes_no"
FORMS = (SHARE, COUNT, YES_NO)
UNITS = {SHARE: "percent", COUNT: "pieces", YES_NO: "yes_no"}
EACH_COLLECTION, YEAR_END = "each_collection", "year_end"
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Params:
    """A definition: form, subject with its window, population and numerator, target or targets by year.

    `short` names a column; by the denominator of the indicator `per` a count is compared.
    """

    code: str
    canonical: str
    indicator: str
    unit: str
    subject: Register
    window: str
    window_field: str
    population: Condition | None
    numerator: Condition | None
    since: date | None
    target_op: str
    target: Fraction | None
    targets: tuple[tuple[int, Fraction], ...]
    cumulative: bool
    assessed: str
    informational: bool
    short: str = ""
    per: str = ""


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly; every refusal names its key."""
    reader = Reader(mapping)
    form = reader.choice("indicator", FORMS)
    subject = REGISTERS[reader.choice("subject", tuple(REGISTERS))]
    since = reader.date("since") if reader.has("since") else None
    op, target, targets = _read_targets(reader, form)
    window, window_field = _read_window(reader, subject, since)
    params = Params(
        code=reader.text("code"),
        canonical=reader.text("canonical", ""),
        indicator=form,
        unit=reader.choice("unit", (UNITS[form],), UNITS[form]),
        subject=subject,
        window=window,
        window_field=window_field,
        population=_read_condition(reader, "population", subject, since),
        numerator=_read_condition(reader, "numerator", subject, since),
        since=since,
        target_op=op,
        target=target,
        targets=targets,
        cumulative=reader.flag("cumulative", False),
        assessed=reader.choice("assessed", (EACH_COLLECTION, YEAR_END), EACH_COLLECTION),
        informational=reader.flag("informational", False),
        short=reader.text("short", ""),
        per=reader.text("per", ""),
    )
    reader.done()
    _check(params)
    return params


def _check(params: Params) -> None:
    if params.indicator == SHARE and params.numerator is None:
        raise BadParams("numerator", Message("У доли должен быть числитель."))
    if params.per and params.indicator != COUNT:
        raise BadParams("per", Message("На сколько приходится, говорят только о количестве."))
    if params.informational and (params.target is not None or params.targets):
        raise BadParams("informational", Message("У справочного показателя не бывает порога."))


def _read_window(reader: Reader, subject: Register, since: date | None) -> tuple[str, str]:
    window = reader.choice("window", WINDOWS, subject.window)
    field = reader.text("window_field", subject.time_key)
    if window not in subject.windows:
        raise BadParams(
            "window", Message("Окно не подходит реестру. Подходят: %(known)s.", {"known": subject.windows})
        )
    if field and (field not in subject.fields or subject.fields[field].type is not FieldType.DATE):
        raise BadParams("window_field", Message("Нужно поле с датой из этого реестра."))
    if window == SINCE and since is None:
        raise BadParams("since", Message("Для окна since нужна дата начала."))
    return window, field


def _read_condition(reader: Reader, key: str, subject: Register, since: date | None) -> Condition | None:
    value = reader.raw(key)
    if value is None:
        return None
    try:
        return parse_condition(value, subject, since)
    except BadParams as refusal:
        raise refusal.under(key) from None


def _read_targets(reader: Reader, form: str) -> tuple[str, Fraction | None, tuple[tuple[int, Fraction], ...]]:
    if reader.has("target") and reader.has("targets"):
        raise BadParams("targets", Message("Порог задаётся либо одним значением, либо по годам."))
    if reader.has("target"):
        try:
            inner = Reader(reader.raw("target"))
            op, value = inner.choice("op", COMPARISONS, AT_LEAST), _amount("value", inner.raw("value"), form)
            inner.done()
        except BadParams as refusal:
            raise refusal.under("target") from None
        return op, value, ()
    op = reader.choice("target_op", COMPARISONS, AT_LEAST)
    if not reader.has("targets"):
        return op, None, ()
    return op, None, _steps(reader.raw("targets"), op, form)


def _steps(value: object, op: str, form: str) -> tuple[tuple[int, Fraction], ...]:
    if not isinstance(value, Mapping) or not value:
        raise BadParams("targets", Message("Нужна таблица: год и порог."))
    steps = []
    for name, amount in value.items():
        key = f"targets.{name}"
        if not str(name).isdigit() or not _FIRST_YEAR <= int(name) <= _LAST_YEAR:
            raise BadParams(key, Message("Нужен год вида 2025."))
        steps.append((int(name), _amount(key, amount, form)))
    steps.sort()
    rising = op in (AT_LEAST, MORE_THAN)
    for (_, before), (year, after) in zip(steps, steps[1:], strict=False):
        if after < before if rising else after > before:
            raise BadParams(f"targets.{year}", Message("Порог ослабевает: каждый год он не слабее прошлого."))
    return tuple(steps)


def _amount(key: str, value: object, form: str) -> Fraction:
    amount = parse_fraction(value) if isinstance(value, str) else None
    if amount is None:
        raise BadParams(key, Message("Нужна дробь в виде строки, например «1/10»."))
    if form != COUNT and amount > 1:
        raise BadParams(
            key,
            Message("Доля «%(value)s» должна быть больше нуля и не больше единицы.", {"value": str(value)}),
        )
    if form == COUNT and amount.denominator != 1:
        raise BadParams(key, Message("У количества порог – целое число."))
    return amount
