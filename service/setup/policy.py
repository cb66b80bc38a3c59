"""The steps of a first day (шаги настройки): their order, what each is for, when it counts as done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from service.core.language import N_


@dataclass(frozen=True)
class Facts:
    """What stands in a tenant already: counts, and whether it described itself or has an act of its own."""

    described: bool = False
    own_act: bool = False
    units: int = 0
    unit_heads: int = 0
    organisations: int = 0
    people: int = 0
    users: int = 0
    worded: bool = False
    templates: int = 0
    opened: bool = False


class State(StrEnum):
    """How far a step is."""

    DONE = "done"
    LATER = "later"
    OPEN = "open"


@dataclass(frozen=True)
class Step:
    """One step: its code, where it is done, and from what it follows that it is done."""

    code: str
    title: str
    about: str
    endpoint: str
    verb: str
    done: Callable[[Facts], bool]
    beside: tuple[tuple[str, str], ...] = ()
    """Further pages that belong to the step: where, and what the link says."""


STEPS = (
    Step("card", N_("Название и бланк"),
         N_("Как называется служба, реквизиты и герб для документов, языки и часовой пояс."),
         "setup_card.page", N_("Заполнить"), lambda facts: facts.described),
    Step("rules", N_("Правила"),
         N_("Что действует сейчас и чьё оно, что осталось решить. Есть свой акт – внесите его."),
         "rule_drafts.listing", N_("Внести акт"), lambda facts: facts.own_act,
         (("rules.listing", N_("Прочитать правила")), ("rule_versions.choices", N_("Открытые вопросы")))),
    Step("people", N_("Организации и педагоги"),
         N_("Школы, сады и их работники: из таблицы Excel или со страниц школ."),
         "people.import_new", N_("Загрузить"), lambda facts: facts.organisations > 0 and facts.people > 0),
    Step("units", N_("Подразделения и руководители"),
         N_("Из чего состоит служба и кто за что отвечает."),
         "structure.tree", N_("Внести"), lambda facts: facts.units > 0 and facts.unit_heads > 0),
    Step("users", N_("Кто работает в системе"),
         N_("Пригласите методистов, директоров и тьюторов школ и дайте им роли."),
         "users.users", N_("Пригласить"), lambda facts: facts.users > 1),
    Step("words", N_("Слова района"),
         N_("Если у вас говорят «РМО» вместо «методическое объединение», система скажет так же."),
         "setup_words.page", N_("Назвать"), lambda facts: facts.worded),
    Step("templates", N_("Бланки документов"),
         N_("Свои шаблоны Word для извещений и протоколов. Без них документы выходят по ГОСТ."),
         "document_templates.listing", N_("Загрузить"), lambda facts: facts.templates > 0),
    Step("portal", N_("Открытая страница"),
         N_("Что увидят жители и педагоги без входа: вы решаете, какие разделы открыть."),
         "open_page.page", N_("Выбрать"), lambda facts: facts.opened),
    Step("check", N_("Проверка"),
         N_("Что положение требует и чего пока нет: одна страница со всеми правилами."),
         "regulation.page", N_("Проверить"), lambda facts: False),
)  # fmt: skip
CODES = frozenset(step.code for step in STEPS)


def state_of(step: Step, facts: Facts, marks: Mapping[str, str]) -> State:
    """How far a step is: what was entered speaks first, then what the administrator said of it."""
    if step.done(facts) or marks.get(step.code) == State.DONE:
        return State.DONE
    return State.LATER if marks.get(step.code) == State.LATER else State.OPEN
