"""Checks that need only one entry: dates, quotes, defaults."""

from collections.abc import Mapping

from service.profiles.entries import Act, RuleEntry, SettingEntry, TenantCard
from service.profiles.place import Place
from service.profiles.values import as_fraction, fits, spoken
from service.rules.message import N_
from service.rules.specs import choice_of


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


def check_setting(place: Place, setting: SettingEntry) -> None:
    """The default is one of the options and every value has the stated type."""
    if setting.options and setting.default is not None and setting.default not in setting.options:
        place.at("default").report(
            N_("значение по умолчанию «%(value)s» не входит в options"), value=setting.default
        )
    for label in set(setting.labels) - {spoken(option) for option in setting.options}:
        place.at("labels", label).report(
            N_("подпись к значению «%(value)s», которого нет в options"), value=label
        )
    if setting.default is None and not setting.type:
        place.at("default").report(
            N_("нет значения по умолчанию default; если его не должно быть, укажите type")
        )
    _check_type(place.at("default"), setting, setting.default)
    _check_understood(place, setting)
    for number, option in enumerate(setting.options):
        _check_type(place.at("options", number), setting, option)


def _check_type(place: Place, setting: SettingEntry, value: object) -> None:
    if setting.type and value is not None and not fits(setting.type, value):
        place.report(
            N_("«%(value)s» не того вида, что указан в type: %(type)s"), value=value, type=setting.type
        )


def _check_understood(place: Place, setting: SettingEntry) -> None:
    """What the meeting engine reads has only values that it understands."""
    known = choice_of(setting.id)
    if known is None:
        return
    values = [] if setting.default is None else [(place.at("default"), setting.default)]
    values += [(place.at("options", number), option) for number, option in enumerate(setting.options)]
    for where, value in values:
        if not known.accepts(value):
            where.report(
                N_("ведение заседаний не понимает «%(value)s»; бывает: %(known)s"),
                value=spoken(value),
                known=", ".join(known.options) or spoken(known.default),
            )
