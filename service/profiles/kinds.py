"""Checks of a rule against the closed catalogue of kinds (виды правил)."""

from service.profiles.entries import RuleEntry
from service.profiles.fields import report_unknown
from service.profiles.place import Place
from service.profiles.reader import LayerFile
from service.rules.catalogue import KINDS, RULES, parse_params
from service.rules.errors import BadParams
from service.rules.message import N_


def check_kinds(layer: LayerFile) -> None:
    """Check kind and parameters of every rule of a layer."""
    for rule in layer.content.rules:
        check_kind(layer.place("rule", rule.id), rule)


def check_kind(place: Place, rule: RuleEntry) -> None:
    """Check one rule: a known kind, one that its id allows, and parameters which the kind accepts."""
    kind = KINDS.get(rule.kind)
    if kind is None:
        report_unknown(place.at("kind"), rule.kind, KINDS)
        return
    spec = RULES.get(rule.id)
    if spec and rule.kind not in spec.kinds:
        allowed = ", ".join(spec.kinds)
        place.at("kind").report(
            N_("у правила «%(rule)s» бывает только вид: %(allowed)s"), rule=rule.id, allowed=allowed
        )
    elif rule.silent and rule.params:
        place.at("params").report(N_("положение молчит (silent = true), а параметры записаны"))
    elif not rule.silent:
        refusal = refused(rule)
        if refusal:
            _report(place.at("params"), refusal)


def refused(rule: RuleEntry) -> BadParams | None:
    """Try to read the parameters; give the refusal of the kind, or None."""
    try:
        parse_params(rule.kind, rule.params, rule.id)
    except BadParams as error:
        return error
    return None


def _report(place: Place, refusal: BadParams) -> None:
    """Report a refusal at the exact parameter, unless a plainer fault already stands there."""
    for step in refusal.key.replace("[", ".").replace("]", "").split(".") if refusal.key else ():
        place = place.at(int(step) if step.isdigit() else step)
    if not any((found.file, found.key) == (place.document.file, place.key) for found in place.problems):
        place.report(refusal.message.msgid, **refusal.message.params)
