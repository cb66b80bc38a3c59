"""Minimum (минимальное число): at least so many members, at creation or always."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.rules import given
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.message import N_, Message, counted
from service.rules.reader import Reader
from service.rules.verdict import Outcome, Status, incomplete

NAME = "minimum"
CREATION, ALWAYS = "creation", "always"
_TITLES = {
    "members": N_("число членов"),
    "teachers": N_("число педагогов этого предмета или направления"),
    "meetings": N_("число заседаний"),
    "participants": N_("число участников"),
    "scheduled_meetings": N_("число заседаний в графике"),
    "sessions": N_("число занятий"),
    "questions": N_("число вопросов в извещении"),
    "recommendations": N_("число адресных рекомендаций"),
    "representations": N_("число представлений"),
    "decisions": N_("число решений"),
    "parties": N_("число сторон"),
}
_OTHER = N_("число")
_FORMS = {  # one, a few, many
    "members": (N_("%(count)d член"), N_("%(count)d члена"), N_("%(count)d членов")),
    "teachers": (N_("%(count)d педагог"), N_("%(count)d педагога"), N_("%(count)d педагогов")),
    "meetings": (N_("%(count)d заседание"), N_("%(count)d заседания"), N_("%(count)d заседаний")),
    "participants": (N_("%(count)d участник"), N_("%(count)d участника"), N_("%(count)d участников")),
    "scheduled_meetings": (N_("%(count)d заседание"), N_("%(count)d заседания"), N_("%(count)d заседаний")),
    "sessions": (N_("%(count)d занятие"), N_("%(count)d занятия"), N_("%(count)d занятий")),
    "questions": (N_("%(count)d вопрос"), N_("%(count)d вопроса"), N_("%(count)d вопросов")),
    "recommendations": (
        N_("%(count)d рекомендация"),
        N_("%(count)d рекомендации"),
        N_("%(count)d рекомендаций"),
    ),
    "representations": (
        N_("%(count)d представление"),
        N_("%(count)d представления"),
        N_("%(count)d представлений"),
    ),
    "decisions": (N_("%(count)d решение"), N_("%(count)d решения"), N_("%(count)d решений")),
    "parties": (N_("%(count)d сторона"), N_("%(count)d стороны"), N_("%(count)d сторон")),
}
_OTHER_FORMS = (N_("%(count)d"), N_("%(count)d"), N_("%(count)d"))
_PEOPLE = ("members", "teachers", "participants")


@dataclass(frozen=True)
class Params:
    """The number, the fact that is counted, and when it is asked for."""

    count: int
    of: str
    when: str


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly."""
    reader = Reader(mapping)
    params = Params(
        count=reader.integer("count"),
        of=reader.code("of", "members"),
        when=reader.choice("when", (CREATION, ALWAYS), ALWAYS),
    )
    reader.done()
    return params


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge the number; what exists already and shrank below a number asked at creation is only at risk."""
    operands = {name: facts[name] for name in (params.of, "existing") if name in facts}
    actual = given.integer(facts, params.of)
    if actual is None:
        return incomplete((missing_fact(params.of, facts_of(params)[params.of]),), operands, params.count)
    shortfall = max(0, params.count - actual)
    stands = params.when == CREATION and given.flag(facts, "existing") is True
    words = {"actual": amount(actual, params.of), "count": params.count, "shortfall": shortfall}
    if not shortfall:
        status, said = Status.PASS, Message("Сейчас %(actual)s, этого достаточно: нужно %(count)d.", words)
    elif stands:
        status = Status.WARN
        said = Message("Осталось %(actual)s, а для создания нужно было %(count)d.", words)
    else:
        status = Status.FAIL
        said = Message("Сейчас %(actual)s, нужно %(count)d: не хватает %(shortfall)d.", words)
    return Outcome(
        status=status,
        operands=operands,
        expected=params.count,
        actual=actual,
        shortfall=shortfall,
        message=said,
        remedy=_remedy(params.of) if shortfall else None,
    )


def amount(number: int, of: str) -> Message:
    """Say a number of what is counted: «9 педагогов»."""
    return counted(number, *_forms(of))


def _forms(of: str) -> tuple[str, str, str]:
    return _FORMS.get(of, _OTHER_FORMS)


def _remedy(of: str) -> Message:
    if of in _PEOPLE:
        return Message("Привлеките недостающих или объедините близкие направления.")
    return Message("Добавьте недостающее и внесите запись.")


def title(of: str) -> str:
    """Return the message id that names what is counted."""
    return _TITLES.get(of, _OTHER)


def facts_of(params: Params) -> dict[str, FactType]:
    """Return the counted number and whether the thing exists already."""
    return {
        params.of: FactType(FactKind.INTEGER, title(params.of)),
        "existing": FactType(FactKind.FLAG, N_("уже создано"), required=False),
    }


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    _, one, many = _forms(params.of)  # after «не менее» one is said like a few: «1 члена»
    words = {"amount": counted(params.count, one, many, many)}
    if params.when == CREATION:
        return Message("Для создания нужно не менее %(amount)s.", words)
    return Message("Нужно не менее %(amount)s.", words)


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child asks for less than the parent; None when it does not."""
    if child.of != parent.of:
        return Message("Считается другое: сравнить с прежней нормой нельзя.")
    if child.count < parent.count:
        return Message("%(child)d вместо %(parent)d.", {"child": child.count, "parent": parent.count})
    if child.when == CREATION and parent.when == ALWAYS:
        return Message("Норма проверяется только при создании вместо постоянной проверки.")
    return None


KIND = Kind(NAME, N_("минимальное число"), parse, describe, weaker, facts_of, evaluate)
