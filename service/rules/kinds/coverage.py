"""Coverage (охват): every function, unit or level has what the regulation asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.rules import given
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.message import N_, Message, listed, sentences
from service.rules.reader import Reader
from service.rules.verdict import Missing, Outcome, Status, incomplete

NAME = "coverage"
FACTS = {
    "total": FactType(FactKind.INTEGER, N_("сколько всего")),
    "missing": FactType(FactKind.ITEMS, N_("кого или чего не хватает")),
}
_OF = {
    "functions": N_("функции"),
    "units": N_("структуры"),
    "unit_kinds": N_("виды структур"),
    "levels": N_("уровни"),
    "directions": N_("направления"),
    "organisations": N_("организации"),
    "associations": N_("объединения"),
    "teachers": N_("педагоги"),
    "young_teachers": N_("молодые педагоги"),
    "tutors": N_("тьюторы"),
    "workers": N_("работники"),
    "members": N_("члены"),
    "activities": N_("мероприятия"),
    "months": N_("месяцы"),
    "services": N_("методические службы"),
    "cycles": N_("циклы мониторинга"),
    "meetings": N_("заседания"),
    "documents": N_("документы"),
    "practices": N_("практики"),
    "young": N_("молодые педагоги"),
    "supported_teachers": N_("педагоги, которым положена поддержка"),
    "staff": N_("работники службы"),
    "persons": N_("работники"),
    "sections": N_("отделения и секции"),
    "school_heads": N_("руководители организаций"),
    "association_leaders": N_("руководители объединений"),
    "routes": N_("маршруты"),
    "plans_and_analyses": N_("планы и анализы"),
    "planned_meetings": N_("намеченные заседания"),
    "plan_items": N_("пункты плана"),
    "pages": N_("страницы сайта"),
    "notice_details": N_("сведения извещения"),
    "municipalities": N_("муниципалитеты"),
    "methodists": N_("методисты"),
    "calendar_events": N_("события календаря"),
    "active": N_("методический актив"),
    "reports": N_("отчёты педагогов"),
    "list_values": N_("значения перечня"),
}
_REQUIRE = {
    "holder": N_("исполнитель"),
    "act": N_("правовой акт"),
    "coordinator": N_("координатор"),
    "consent": N_("согласие"),
    "leader": N_("руководитель"),
    "responsible": N_("ответственный"),
    "unit": N_("структура"),
    "activity": N_("мероприятие"),
    "plan": N_("план"),
    "regulation": N_("положение"),
    "mentor": N_("наставник"),
    "support": N_("поддержка"),
    "analysis": N_("анализ"),
    "recommendation": N_("адресная рекомендация"),
    "publication": N_("публикация"),
    "source": N_("источник"),
    "cycle": N_("цикл мониторинга"),
    "expertise": N_("экспертное заключение"),
    "practice": N_("инновационная практика"),
    "diagnostics": N_("диагностика"),
    "deficit": N_("дефицит"),
    "archive": N_("дело по номенклатуре"),
    "held": N_("проведение"),
    "district_plan": N_("пункт плана района"),
    "acknowledgement": N_("ознакомление"),
    "fresh": N_("обновление"),
    "active": N_("действующая страница"),
    "service": N_("методическая служба"),
    "section": N_("раздел сайта"),
    "method_room": N_("методический кабинет"),
    "help_plan": N_("план помощи"),
    "contact": N_("ответственный за связь"),
    "association": N_("методическое объединение"),
    "assessment": N_("оценка"),
    "filled": N_("заполнение"),
    "plan_item": N_("пункт плана"),
    "mapping": N_("отражение в плане"),
    "calendar": N_("отражение в плане"),
    "page": N_("страница"),
    "documents": N_("комплект документов"),
    "curator": N_("куратор"),
    "seat": N_("место в совете"),
    "attendance": N_("присутствие"),
    "learning": N_("программа самообразования или курсы"),
}
_OTHER_OF, _OTHER_REQUIRE = N_("все"), N_("требуемое")


@dataclass(frozen=True)
class Params:
    """What is covered, with what, the units asked for by name, and the rule in words."""

    of: str
    require: str
    units: tuple[str, ...]
    statement: str


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly."""
    reader = Reader(mapping)
    params = Params(
        of=reader.code("of"),
        require=reader.code("require", "holder"),
        units=reader.codes("units", ()),
        statement=reader.text("statement", ""),
    )
    reader.done()
    return params


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge the coverage; expected is the total, actual those covered."""
    total, lacking = given.integer(facts, "total"), given.items(facts, "missing")
    absent = tuple(missing_fact(name, FACTS[name]) for name in FACTS if name not in facts)
    if absent or total is None or lacking is None:
        return incomplete(absent, {name: facts[name] for name in FACTS if name in facts}, total)
    words = {
        "of": of_words(params.of),
        "require": require_words(params.require),
        "actual": max(0, total - len(lacking)),
        "total": total,
        "titles": listed([item["title"] for item in lacking]),
    }
    if total == 0 and not lacking:
        said = Message("Проверять нечего, записей нет: %(of)s.", words)
        return Outcome(
            status=Status.NOT_APPLICABLE, operands={"total": 0}, expected=0, actual=0, message=said
        )
    covered = Message("Охвачено %(actual)d из %(total)d: %(of)s.", words)
    return Outcome(
        status=Status.FAIL if lacking else Status.PASS,
        operands={"total": total, "missing": [item["code"] for item in lacking]},
        expected=total,
        actual=max(0, total - len(lacking)),
        shortfall=len(lacking),
        missing=tuple(
            Missing(item["code"], Message("%(title)s", {"title": item["title"]})) for item in lacking
        ),
        message=sentences(covered, Message("Не хватает: %(titles)s.", words)) if lacking else covered,
        remedy=Message("Внесите недостающее: %(require)s.", words) if lacking else None,
    )


def facts_of(_: Params) -> dict[str, FactType]:
    """Return the facts of the kind."""
    return FACTS


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    if params.statement:
        return Message("%(statement)s", {"statement": params.statement})
    words = {
        "of": of_words(params.of),
        "require": require_words(params.require),
    }
    return Message("Без пропусков: %(of)s. У каждой записи требуется: %(require)s.", words)


def of_words(of: str) -> Message:
    """Name what is covered."""
    return Message(_OF.get(of, _OTHER_OF))


def require_words(require: str) -> Message:
    """Name what is asked for."""
    return Message(_REQUIRE.get(require, _OTHER_REQUIRE))


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child asks for less than the parent; None when it does not."""
    if (child.of, child.require) != (parent.of, parent.require):
        return Message("Проверяется другое: сравнить с прежним требованием нельзя.")
    dropped = [code for code in parent.units if code not in child.units]
    if dropped:
        return Message("Убраны обязательные элементы: %(codes)s.", {"codes": dropped})
    return None


KIND = Kind(NAME, N_("охват"), parse, describe, weaker, facts_of, evaluate)
