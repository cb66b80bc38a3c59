"""Below a binding layer (обязательный слой) no rule may be weakened; both files are named."""

from collections.abc import Iterator

from service.profiles.entries import RuleEntry, SettingEntry
from service.profiles.kinds import refused
from service.profiles.overlay import Overlay, set_value
from service.profiles.place import Place
from service.profiles.reader import LayerFile
from service.profiles.steps import split_target
from service.rules.catalogue import KINDS, parse_params, weaker
from service.rules.message import N_, Message


def check_binding(
    district: LayerFile, region: LayerFile, laid: Overlay | None, above: Overlay | None
) -> None:
    """Compare every rule that the district's files change with the region's rule of the same id."""
    if laid is None or above is None:
        return
    act = district.content.act
    if act and act.replaces == "all":
        place = district.place("act").at("replaces")
        place.report(
            N_("обязательный слой региона нельзя заменить целиком: %(where)s"), where=region.root.where
        )
    bound = {rule.id for rule in region.content.rules}
    for place, rule in _changed(district, region, laid):
        if rule.id in bound:
            reason = weakened(above.rules[rule.id].entry, rule)
            if reason:
                where = region.place("rule", rule.id).where
                place.report(
                    N_("ослаблено правило региона (%(where)s): %(reason)s"), where=where, reason=reason
                )


def weakened(parent: RuleEntry, child: RuleEntry) -> Message | None:
    """Say why a rule is weaker than the one it replaces; None when it is as strong or stronger."""
    if parent.silent or parent.kind not in KINDS or refused(parent):
        return None
    if child.silent:
        return Message(N_("silent снимает правило"))
    if child.kind != parent.kind:
        return Message(N_("другой вид правила: «%(child)s» вместо «%(parent)s»"), _kinds(parent, child))
    if parent.severity == "hard" and child.severity == "soft":
        return Message(N_("строгое правило (hard) стало мягким (soft)"))
    if refused(child):
        return None
    return weaker(
        child.kind,
        parse_params(parent.kind, parent.params, parent.id),
        parse_params(child.kind, child.params, child.id),
    )


def _kinds(parent: RuleEntry, child: RuleEntry) -> dict[str, object]:
    return {"parent": parent.kind, "child": child.kind}


def set_apart(district: LayerFile, region: LayerFile) -> list[SettingEntry]:
    """Give the district's settings that do not merely repeat one that the region offers."""
    offered = region.content.settings
    return [setting for setting in district.content.settings if setting not in offered]


def _changed(district: LayerFile, region: LayerFile, laid: Overlay) -> Iterator[tuple[Place, RuleEntry]]:
    """Give the rules that the district writes, and those its own settings can turn into."""
    for rule in district.content.rules:
        yield district.place("rule", rule.id), rule
    for setting in set_apart(district, region):
        for target in setting.sets:
            yield from _options(district.place("setting", setting.id), setting, target, laid)


def _options(
    place: Place, setting: SettingEntry, target: str, laid: Overlay
) -> Iterator[tuple[Place, RuleEntry]]:
    found = split_target(target, laid.rules)
    if found is None:
        return
    rule_id, path = found
    for number, option in enumerate(setting.options):
        try:
            yield place.at("options", number), set_value(laid.rules[rule_id].written, path, option)
        except KeyError:
            return  # reported with the setting
