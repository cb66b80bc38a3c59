"""Indicator (показатель): a figure from registers judged against its target."""

from collections.abc import Mapping
from fractions import Fraction

from service.rules import given
from service.rules.conditions.catalogue import REGISTERS
from service.rules.conditions.wording import condition_words
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.indicators.evaluate import evaluate_indicator
from service.rules.indicators.figure import IndicatorFigure, Target, TargetStatus, is_near
from service.rules.indicators.params import COUNT, SHARE, YES_NO, Params, parse
from service.rules.kind import Kind
from service.rules.message import N_, Message, sentences
from service.rules.shares import AT_LEAST, COMPARISONS, MORE_THAN, least_count, percent_words, share_words
from service.rules.verdict import Missing, Outcome, Status, incomplete

NAME = "indicator"
_STATUSES = {
    TargetStatus.MET: Status.PASS,
    TargetStatus.NOT_MET: Status.FAIL,
    TargetStatus.NO_TARGET: Status.NOT_APPLICABLE,
    TargetStatus.NOT_DUE: Status.NOT_YET,
    TargetStatus.NOT_ASSESSED: Status.NOT_YET,
}
_JUDGED = {
    TargetStatus.MET: N_("Порог достигнут: %(target)s."),
    TargetStatus.NOT_MET: N_("Порог не достигнут: %(target)s, не хватает %(shortfall)d."),
    TargetStatus.NO_TARGET: N_("Порог положением не установлен."),
    TargetStatus.NOT_DUE: N_("Порог оценивается по итогам года: %(target)s."),
    TargetStatus.NOT_ASSESSED: N_("Порог не оценить: %(target)s."),
}
_OF = {
    "people": N_("работников по основному месту работы"),
    "organisations": N_("организаций"),
    "teams": N_("управленческих команд"),
    "units": N_("объединений и сообществ"),
    "cycles": N_("циклов мониторинга"),
    "roadmap": N_("пунктов дорожной карты"),
    "associations": N_("методических объединений"),
    "meetings": N_("проведённых заседаний"),
    "quarters": N_("прошедших кварталов"),
    "services": N_("методических служб"),
    "required_documents": N_("обязательных документов"),
}
_AT_LEAST_ONE = {
    "cycles": N_("есть хотя бы один цикл мониторинга"),
    "roadmap": N_("есть хотя бы один пункт дорожной карты"),
}
_OTHER_ONE = N_("есть хотя бы одна запись")
_FORMS = {
    SHARE: N_("Доля %(of)s."),
    COUNT: N_("Число %(of)s."),
    YES_NO: N_("Ответ «да», если %(one)s."),
}
_FORMS_COUNTED = {
    SHARE: N_("Доля %(of)s, у которых %(counted)s."),
    COUNT: N_("Число %(of)s, у которых %(counted)s."),
    YES_NO: N_("Ответ «да», если %(one)s, где %(counted)s."),
}
_PERIODS = {
    "calendar_year": N_("Берём записи с 1 января по день отчёта."),
    "school_year": N_("Берём записи с 1 сентября по день отчёта."),
    "since": N_("Берём записи с %(since)s по день отчёта."),
}


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Compute the figure and judge it; expected is the least numerator that meets the target."""
    as_of = given.day(facts, "as_of")
    if as_of is None:
        return incomplete((missing_fact("as_of", facts_of(params)["as_of"]),), {})
    figure = evaluate_indicator(params, {name: _rows(facts, name) for name in REGISTERS}, as_of)
    return outcome(params, figure)


def _rows(facts: Facts, name: str) -> list[Mapping[str, object]]:
    value = facts.get(name)
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, (list, tuple)) else []


def outcome(params: Params, figure: IndicatorFigure) -> Outcome:
    """Turn a figure into an outcome; the figure itself stands in the operands."""
    expected = _expected(figure)
    shortfall = max(0, expected - (figure.numerator or 0)) if expected is not None else 0
    judged = _JUDGED[figure.target_status]
    target = target_words(params.indicator, figure.target) if figure.target else ""
    said = sentences(_count(params, figure), Message(judged, {"target": target, "shortfall": shortfall}))
    failed = figure.target_status is TargetStatus.NOT_MET
    return Outcome(
        status=_STATUSES[figure.target_status],
        operands={
            "numerator": figure.numerator,
            "denominator": figure.denominator,
            "value_status": figure.value_status,
            "target_status": figure.target_status,
            "near": is_near(figure),
        },
        expected=expected,
        actual=figure.numerator,
        shortfall=shortfall if failed else 0,
        missing=tuple(
            Missing(item.code, Message("неизвестно у записей: %(count)d", {"count": item.count}))
            for item in figure.missing
        ),
        message=said,
        remedy=Message("Посмотрите список за числом: кого ещё нет в числителе.") if failed else None,
    )


def _expected(figure: IndicatorFigure) -> int | None:
    target = figure.target
    if target is None or figure.numerator is None or target.op not in (AT_LEAST, MORE_THAN):
        return None
    return least_count(target.value, target.op, 1 if figure.denominator is None else figure.denominator)


def _count(params: Params, figure: IndicatorFigure) -> Message:
    if figure.numerator is None:
        return Message("Значение не вычислить: не хватает сведений.")
    if params.indicator == YES_NO:
        return Message("Да.") if figure.numerator else Message("Нет.")
    if figure.denominator is None:
        return Message("Всего %(numerator)d.", {"numerator": figure.numerator})
    if figure.denominator == 0:
        return Message("Показатель неприменим: считать не из чего.")
    words = {"numerator": figure.numerator, "denominator": figure.denominator}
    return Message("%(numerator)d из %(denominator)d.", words)


def target_words(form: str, target: Target) -> Message:
    """Return a target in words: a percentage for a share, a number for a count, «да» for yes/no."""
    if form == YES_NO:
        return Message("да")
    words = share_words if form == COUNT else percent_words
    return words(target.value, target.op)


def facts_of(params: Params) -> dict[str, FactType]:
    """Return the small register of the subject and the date."""
    facts = {
        name: FactType(FactKind.RECORDS, register.title, required=False)
        for name, register in REGISTERS.items()
    }
    return {
        "as_of": FactType(FactKind.DATE, N_("на какую дату")),
        params.subject.name: facts[params.subject.name],
    } | facts


def describe(params: Params) -> Message:
    """Say what is counted, of whom, in what time, and the target, each in a sentence of its own."""
    return sentences(*formula(params))


def formula(params: Params) -> list[Message]:
    """Return the sentences of the definition: what is counted, of whom, the period, the target."""
    subject = params.subject.name
    words: dict[str, object] = {"of": Message(_OF[subject])}
    words["one"] = Message(_AT_LEAST_ONE.get(subject, _OTHER_ONE))
    if params.numerator:
        words["counted"] = condition_words(params.numerator)
    forms = _FORMS_COUNTED if params.numerator else _FORMS
    said = [Message(forms[params.indicator], words)]
    if params.population:
        among = {"where": condition_words(params.population)}
        told = (
            N_("Считаем от тех, у кого %(where)s.") if subject == "people" else N_("Берём те, где %(where)s.")
        )
        said.append(Message(told, among))
    if params.window_field and params.window in _PERIODS:
        said.append(Message(_PERIODS[params.window], {"since": params.since}))
    return [*said, _goal(params)]


def _goal(params: Params) -> Message:
    if params.informational:
        return Message("Показатель справочный, порога нет.")
    steps = _targets(params)
    if not steps:
        return Message("Порог положением не установлен.")
    if len(steps) == 1 or len({value for _, value in params.targets}) > 1:
        return Message("Порог: %(steps)s.", {"steps": steps})
    years = [year for year, _ in params.targets]
    words = {
        "first": str(years[0]),
        "last": str(years[-1]),
        "target": target_words(params.indicator, Target(params.target_op, params.targets[0][1])),
    }
    return Message("Порог на каждый год с %(first)s по %(last)s: %(target)s.", words)


def _targets(params: Params) -> list[Message]:
    if params.target is not None:
        return [target_words(params.indicator, Target(params.target_op, params.target))]
    return [
        Message(
            "в %(year)s году – %(target)s",
            {"year": str(year), "target": target_words(params.indicator, Target(params.target_op, value))},
        )
        for year, value in params.targets
    ]


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child asks for less than the parent; None when it does not."""
    if _definition(child) != _definition(parent):
        return Message("Считается другое: сравнить с прежним показателем нельзя.")
    if (parent.target is not None or parent.targets) and COMPARISONS.index(
        child.target_op
    ) != COMPARISONS.index(parent.target_op):
        return Message("Порог сравнивается иначе.")
    if parent.target is not None and _lower(parent.target_op, child.target, parent.target):
        return Message("Порог слабее прежнего.")
    own = dict(child.targets)
    for year, value in parent.targets:
        if _lower(parent.target_op, child.target if child.target is not None else own.get(year), value):
            return Message("Порог на %(year)d год слабее прежнего.", {"year": year})
    return None


def _lower(op: str, child: Fraction | None, parent: Fraction) -> bool:
    if child is None:
        return True
    return child < parent if op in (AT_LEAST, MORE_THAN) else child > parent


def _definition(params: Params) -> tuple[object, ...]:
    return (
        params.indicator,
        params.subject.name,
        params.window,
        params.window_field,
        params.population,
        params.numerator,
        params.since,
    )


KIND = Kind(NAME, N_("показатель"), parse, describe, weaker, facts_of, evaluate)
