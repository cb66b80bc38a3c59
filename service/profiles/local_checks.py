"""Checks that need only one entry: dates, quotes, defaults."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Protocol

from service.profiles.entries import Act, RuleEntry, SettingEntry, TenantCard
from service.profiles.place import Place
from service.rules.message import N_

TYPES: dict[str, tuple[type, ...]] = {
    "integer": (int,),
    "boolean": (bool,),
    "text": (str,),
    "date": (date,),
    "fraction": (str,),
    "list": (list,),
    "table": (dict,),
}


def check_tenant(place: Place, card: TenantCard) -> None:
    """A municipality stands in a region, a region in none."""
    if card.kind == "municipality" and not card.region:
        place.at("region").report(N_('муниципалитету нужен регион: region = "..."'))
    if card.kind == "region" and card.region:
        place.at("region").report(N_("у региона нет ключа region"))
    if "ru" not in card.name:
        place.at("name").report(N_('нужно русское название: name = { ru = "..." }'))
    for language in set(card.name) - {"ru", "alt"}:
        place.at("name", language).report(N_("неизвестный язык «%(value)s»"), value=language)


def check_act(place: Place, act: Act) -> None:
    """The act's dates stand in order."""
    if act.date and act.effective_from and act.effective_from < act.date:
        place.at("effective_from").report(
            N_("дата вступления в силу %(start)s раньше даты акта %(date)s"),
            start=act.effective_from.isoformat(),
            date=act.date.isoformat(),
        )
    if act.effective_to and act.effective_to < act.starts:
        place.at("effective_to").report(N_("акт утрачивает силу раньше, чем вступает в неё"))


def check_rule(place: Place, rule: RuleEntry) -> None:
    """A clause is quoted, and fractions of a whole stay below one."""
    if rule.clause and not rule.quote:
        place.at("quote").report(N_("указан пункт «%(clause)s», но нет цитаты quote"), clause=rule.clause)
    if rule.quote and not rule.clause:
        place.at("clause").report(N_("есть цитата, но не указан пункт clause"))
    check_fractions(place.at("params"), rule.params)


def check_fractions(place: Place, value: object) -> None:
    """Report every fraction over one and every floating-point number, at any depth."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            check_fractions(place.at(str(key)), item)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            check_fractions(place.at(number), item)
    elif isinstance(value, float):
        place.report(N_('дробь записывается строкой, например "2/3" или "1/10"'))
    elif (share := as_fraction(value)) is not None and share > 1:
        place.report(N_("доля %(value)s больше единицы"), value=value)


def as_fraction(value: object) -> Fraction | None:
    """Read `"2/3"`; anything else is not a fraction."""
    if not isinstance(value, str):
        return None
    above, slash, below = value.partition("/")
    if not slash or not (above.isascii() and above.isdigit() and below.isascii() and below.isdigit()):
        return None
    return Fraction(int(above), int(below)) if int(below) else None


def check_setting(place: Place, setting: SettingEntry) -> None:
    """The default is one of the options and every value has the stated type."""
    if setting.options and setting.default is not None and setting.default not in setting.options:
        place.at("default").report(
            N_("значение по умолчанию «%(value)s» не входит в options"), value=setting.default
        )
    for label in set(setting.labels) - {str(option) for option in setting.options}:
        place.at("labels", label).report(
            N_("подпись к значению «%(value)s», которого нет в options"), value=label
        )
    if setting.default is None and not setting.type:
        place.at("default").report(
            N_("нет значения по умолчанию default; если его не должно быть, укажите type")
        )
    _check_type(place.at("default"), setting, setting.default)
    for number, option in enumerate(setting.options):
        _check_type(place.at("options", number), setting, option)


def _check_type(place: Place, setting: SettingEntry, value: object) -> None:
    if setting.type and value is not None and not fits(setting.type, value):
        place.report(
            N_("«%(value)s» не того вида, что указан в type: %(type)s"), value=value, type=setting.type
        )


def fits(name: str, value: object) -> bool:
    """Tell whether a value has the named type; a boolean is not an integer."""
    if isinstance(value, bool):
        return name == "boolean"
    if name == "fraction":
        return as_fraction(value) is not None
    return isinstance(value, TYPES[name])


class Choosable(Protocol):
    """What decides whether a value may be chosen: an entry as written, or a setting in force."""

    @property
    def options(self) -> tuple[Any, ...]:
        """Give the closed options; none means any value of the type."""

    @property
    def type(self) -> str:
        """Give the name of the type, if written."""

    @property
    def default(self) -> Any:
        """Give the default value."""


def allowed(setting: Choosable, value: object) -> bool:
    """Tell whether a setting takes a value: one of its options, else one of its type or of its default's."""
    if setting.options:
        return value in setting.options
    return fits(setting.type, value) if setting.type else type(value) is type(setting.default)
