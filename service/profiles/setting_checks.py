"""Checks of settings (настройки): each reaches a parameter, and every option is one that the rule accepts."""

from typing import Any

from service.profiles.entries import RuleEntry, SettingEntry
from service.profiles.kinds import refused
from service.profiles.overlay import Overlay, set_value
from service.profiles.place import Place
from service.profiles.reader import LayerFile
from service.profiles.steps import split_target, value_at
from service.profiles.values import allowed
from service.rules.catalogue import KINDS
from service.rules.message import N_


def check_settings(layer: LayerFile, laid: Overlay) -> None:
    """Check every setting of a layer against the rules of its pile."""
    for setting in layer.content.settings:
        place = layer.place("setting", setting.id)
        for target in setting.sets:
            _check_target(place, setting, target, laid)


def _check_target(place: Place, setting: SettingEntry, target: str, laid: Overlay) -> None:
    found = split_target(target, laid.rules)
    if found is None:
        place.at("sets").report(N_("«%(target)s» не ведёт ни к одному правилу"), target=target)
        return
    rule_id, path = found
    rule = laid.rules[rule_id].written
    if rule.silent:
        place.at("sets").report(N_("правило «%(rule)s» молчит, настраивать нечего"), rule=rule_id)
    elif rule.kind in KINDS and not refused(rule):
        _check_values(place, setting, target, rule, path)


def _check_values(
    place: Place, setting: SettingEntry, target: str, rule: RuleEntry, path: tuple[str, ...]
) -> None:
    """Try the default and every option on the rule."""
    for key, value in _values(setting):
        try:
            refusal = refused(set_value(rule, path, value))
        except KeyError:
            place.at("sets").report(N_("«%(target)s» не ведёт ни к одному параметру"), target=target)
            return
        if refusal:
            place.at(*key).report(
                N_("правило «%(rule)s» не принимает «%(value)s»: %(reason)s"),
                rule=rule.id,
                value=value,
                reason=refusal.message,
            )
    written = value_at(rule.params, path)
    if written is not None and setting.default is not None and written != setting.default:
        place.at("default").report(
            N_("по умолчанию «%(value)s», а в правиле «%(rule)s» записано «%(written)s»"),
            value=setting.default,
            rule=rule.id,
            written=written,
        )


def _values(setting: SettingEntry) -> list[tuple[tuple[str | int, ...], Any]]:
    """List the default and the options with their keys; the default only where no option equals it."""
    options: list[tuple[tuple[str | int, ...], Any]] = [
        (("options", number), option) for number, option in enumerate(setting.options)
    ]
    if setting.default is not None and setting.default not in setting.options:
        options.append((("default",), setting.default))
    return options


def check_choices(layer: LayerFile, laid: Overlay) -> None:
    """Check every chosen value: the setting exists and allows it."""
    for choice in layer.content.choices:
        place = layer.place("choice", choice.setting)
        found = laid.settings.get(choice.setting)
        if found is None:
            place.at("setting").report(N_("неизвестная настройка «%(value)s»"), value=choice.setting)
        elif not allowed(found.entry, choice.value):
            place.at("value").report(
                N_("настройка «%(setting)s» не принимает «%(value)s»"),
                setting=choice.setting,
                value=choice.value,
            )
