"""Checks across layers: regions and models exist, settings reach parameters, bindings hold."""

from collections.abc import Mapping

from service.profiles.binding import check_binding
from service.profiles.entries import BASE
from service.profiles.kinds import check_kinds
from service.profiles.overlay import Overlay, overlay
from service.profiles.place import Place
from service.profiles.problems import ProfileError
from service.profiles.reader import LayerFile
from service.profiles.setting_checks import check_choices, check_settings
from service.profiles.strata import LATEST, pile
from service.profiles.versions import Version, version_of
from service.rules.message import N_


def check_layers(layers: Mapping[str, LayerFile]) -> None:
    """Check every layer alone and then in its pile; problems land in the list the places carry."""
    for layer in layers.values():
        _check_owner(layer, layers)
        check_kinds(layer)
    versions = tree_versions(layers)
    for slug, layer in layers.items():
        laid = _laid(slug, versions)
        if laid is not None:
            check_settings(layer, laid)
            check_choices(layer, laid)
    for slug, layer in layers.items():
        card = layer.content.tenant
        region = layers.get(card.region) if card and card.region else None
        if region and region.content.layer and region.content.layer.kind == "binding":
            check_binding(layer, region, _laid(slug, versions), _laid(region.content.owner, versions))


def tree_versions(layers: Mapping[str, LayerFile]) -> list[Version]:
    """Give every layer of the files as its first version."""
    return [version_of(layer.content) for layer in layers.values()]


def _laid(slug: str, versions: list[Version]) -> Overlay | None:
    """Merge the layers of one owner without settings that lead nowhere; None when its region is unknown."""
    try:
        return overlay(pile(slug, LATEST, versions))
    except ProfileError:
        return None


def _check_owner(layer: LayerFile, layers: Mapping[str, LayerFile]) -> None:
    """Check how the layer stands among the others."""
    content = layer.content
    card, place = content.tenant, layer.place("layer")
    if card and card.region and card.region not in layers:
        layer.place("tenant").at("region").report(N_("неизвестный регион «%(region)s»"), region=card.region)
    if card and card.kind == "region":
        _check_region(layer, layers, place)
    elif content.layer:
        place.report(N_("раздел [layer] бывает только у региона"))
    if content.owner != BASE:
        _check_sources(layer, layers)


def _check_region(layer: LayerFile, layers: Mapping[str, LayerFile], place: Place) -> None:
    written = layer.content.layer
    if written is None:
        if ("layer", "") not in layer.places:
            place.report(N_('региону нужен раздел [layer] с kind = "binding" или kind = "model"'))
        return
    if written.kind == "binding":
        if written.of:
            place.at("of").report(N_("ключ of бывает только у образца"))
        if layer.content.act is None and ("act", "") not in layer.places:
            layer.root.report(N_("обязательному слою нужен раздел [act]: акт региона"))
        return
    origin = layers.get(written.of)
    if not written.of:
        place.at("of").report(N_("образцу нужен ключ of: район, чьи правила он несёт"))
    elif origin is None or not origin.content.tenant or origin.content.tenant.kind != "municipality":
        place.at("of").report(N_("неизвестный район «%(slug)s»"), slug=written.of)


def _check_sources(layer: LayerFile, layers: Mapping[str, LayerFile]) -> None:
    """A rule of a regulation names its clause; silence and a rule repeated from the base need none."""
    base = layers[BASE].content.rules if BASE in layers else ()
    for rule in layer.content.rules:
        if not rule.silent and not rule.clause and rule not in base:
            layer.place("rule", rule.id).at("clause").report(N_("у правила нет пункта clause и цитаты quote"))
    if layer.content.rules and layer.content.act is None and ("act", "") not in layer.places:
        layer.root.report(N_("есть правила, но нет раздела [act] с актом, на котором они основаны"))
