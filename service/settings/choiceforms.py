"""The form of one setting (форма настройки): its options, or a field made from the type of its value."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.core.errors import FieldProblem
from service.core.language import N_
from service.profiles.profile import Profile, Setting
from service.profiles.steps import split_target
from service.profiles.values import allowed, as_fraction, spoken
from service.profiles.versions import plain_value
from service.rules.shapes.conditions import draw_test, read_test
from service.rules.shapes.drawing import draw_part
from service.rules.shapes.entries import ITEM
from service.rules.shapes.node import Node
from service.rules.shapes.reading import first, read_value
from service.rules.shapes.shape import (
    Choice,
    Day,
    Many,
    MonthDay,
    Number,
    Part,
    Record,
    Rows,
    Scalar,
    Shape,
    Share,
    Table,
    Test,
    Words,
)
from service.settings.ruleforms import pressed

VALUE, REASON = "value", "reason"
NEEDED = N_("Выберите значение.")
WHY = N_("Напишите, почему выбрано это значение.")
NOT_TAKEN = N_("Настройка не принимает такого значения.")
_MONTH_DAY = re.compile(r"\d{2}-\d{2}")
_YES_NO = (("yes", N_("да")), ("no", N_("нет")))
_TITLE = N_("Значение")


@dataclass(frozen=True)
class ChoiceForm:
    """What is chosen of a setting, and why; `value` None is nothing yet."""

    setting: Setting
    subject: str
    value: Any
    reason: str

    @property
    def node(self) -> Node:
        """The field of a setting without options."""
        shape = shape_of(self.setting)
        part = Part(VALUE, _TITLE, shape, required=True)
        if isinstance(shape, Test):
            return draw_test(VALUE, part, self.subject, self.value)
        shown = ("yes" if self.value else "no") if isinstance(self.value, bool) else self.value
        return draw_part(VALUE, part, shown)

    @property
    def chosen(self) -> int | None:
        """The place of the chosen option."""
        options = self.setting.options
        return options.index(self.value) if self.value in options else None

    @property
    def content(self) -> dict[str, Any]:
        """The choice as a version keeps it."""
        return {"setting": self.setting.id, VALUE: plain_value(self.value), REASON: self.reason}

    def problems(self) -> tuple[FieldProblem, ...]:
        """What is missing or not taken."""
        found = []
        if self.value is None:
            found.append(FieldProblem(VALUE, NEEDED))
        elif not allowed(self.setting, self.value):
            found.append(FieldProblem(VALUE, NOT_TAKEN))
        if not self.reason:
            found.append(FieldProblem(REASON, WHY))
        return tuple(found)


def shape_of(setting: Setting) -> Shape:
    """The shape of a setting's value: by its type, else by its default."""
    default = setting.default
    kind = setting.type
    if isinstance(default, bool) or kind == "boolean":
        return Choice(_YES_NO)
    if isinstance(default, int) or kind == "integer":
        return Number(0)
    if isinstance(default, date) or kind == "date":
        return Day()
    if isinstance(default, Mapping) or kind == "table":
        return Test("") if _condition(default) else _TABLE
    if isinstance(default, Sequence) and not isinstance(default, str) or kind == "list":
        return _listed(default or ())
    text = str(default or "")
    if kind == "fraction" or as_fraction(text) is not None:
        return Share()
    return MonthDay() if _MONTH_DAY.fullmatch(text) else Words()


_TABLE = Table(
    Part("key", N_("Что"), Words(), required=True),
    Part("value", _TITLE, Scalar(), required=True),
    N_("Добавить строку"),
)


def _condition(value: Any) -> bool:
    return isinstance(value, Mapping) and any(
        one in value for one in ("all", "any", "not", "exists", "field")
    )


def _listed(value: Sequence[Any]) -> Shape:
    if any(isinstance(one, Mapping) for one in value):
        return Rows(Record(ITEM, rest=True), N_("Добавить строку"))
    return Many((), open=True, numbers=any(isinstance(one, int) for one in value))


def subject_of(profile: Profile, setting: Setting) -> str:
    """The register that a condition of a setting speaks of: that of the rule it sets."""
    for target in setting.sets:
        found = split_target(target, profile.rules)
        if found:
            subject = getattr(profile.rules[found[0]].params, "subject", None)
            return subject.name if subject else "candidate"
    return "candidate"


def form_of(profile: Profile, setting: Setting, written: Mapping[str, Any] | None) -> ChoiceForm:
    """The form of a setting with what is chosen in the draft, else with what is in force."""
    value = setting.value if written is None else written.get(VALUE)
    reason = setting.reason if written is None else str(written.get(REASON, ""))
    return ChoiceForm(setting, subject_of(profile, setting), value, reason)


def read_form(before: ChoiceForm, sent: Mapping[str, Sequence[str]]) -> ChoiceForm:
    """The form as it was sent."""
    turned = pressed(sent)
    reason = first(turned, REASON)
    options = before.setting.options
    if options:
        place = first(turned, VALUE)
        known = place.isdecimal() and int(place) < len(options)
        return ChoiceForm(before.setting, before.subject, options[int(place)] if known else None, reason)
    shape = shape_of(before.setting)
    if isinstance(shape, Test):
        return ChoiceForm(before.setting, before.subject, read_test(VALUE, before.subject, turned), reason)
    value = read_value(VALUE, shape, turned, {})
    if shape == Choice(_YES_NO):
        value = None if value is None else value == "yes"
    return ChoiceForm(before.setting, before.subject, value, reason)


def labelled(setting: Setting, value: Any) -> str:
    """The label of an option, empty where it has none."""
    return setting.labels.get(spoken(value), "")
