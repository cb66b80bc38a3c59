"""From dated versions to the effective profile (действующий профиль) of a tenant on a day."""

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType

from service.profiles.entries import BASE
from service.profiles.overlay import LaidRule, LaidSetting, overlay
from service.profiles.problems import Problem, ProfileError
from service.profiles.profile import Applied, Note, Profile, Rule, Setting
from service.profiles.strata import Pile, Stratum, pile
from service.profiles.versions import Version
from service.rules.catalogue import KINDS, parse_params
from service.rules.errors import BadParams
from service.rules.message import N_, Message
from service.rules.verdict import Severity


def effective(slug: str, on: date, versions: Iterable[Version]) -> Profile:
    """Lay base < region < district, each by the version in force on the day, and type the result.

    `versions` must hold those of the base layer (owner `base`), of the tenant, of its region and of the
    district of which a model region is made; others are ignored.  Raises `ProfileError` with every fault.
    """
    chosen = pile(slug, on, versions)
    laid = overlay(chosen)
    problems: list[Problem] = []
    for setting, target in laid.astray:
        message = Message(N_("«%(target)s» не ведёт ни к одному параметру"), {"target": target})
        problems.append(Problem(setting.stratum.version.name, 0, setting.entry.id, message))
    rules = {rule_id: _rule(rule, problems) for rule_id, rule in laid.rules.items()}
    if problems:
        raise ProfileError(problems)
    return Profile(
        slug=slug,
        version=_name(chosen),
        on=on,
        card=chosen.card,
        rules=MappingProxyType({rule_id: rule for rule_id, rule in rules.items() if rule}),
        settings=MappingProxyType({key: _setting(setting) for key, setting in laid.settings.items()}),
        notes=MappingProxyType(
            {
                key: Note(
                    entry.id,
                    entry.title,
                    entry.clause,
                    entry.text,
                    entry.source,
                    _citation(stratum),
                    stratum.level,
                    stratum.version.owner,
                    stratum.source_label,
                )
                for key, (entry, stratum) in laid.notes.items()
            }
        ),
        layers=tuple(_applied(stratum) for stratum in chosen.strata),
    )


def _name(chosen: Pile) -> str:
    """Name the tenant's own version in force; number 0 while it has adopted none."""
    for stratum in chosen.strata:
        if stratum.version.owner == chosen.slug and stratum.source_label is None:
            return stratum.version.name
    return f"{chosen.slug}@0"


def _citation(stratum: Stratum) -> str:
    return stratum.version.act.citation if stratum.version.act else ""


def _rule(laid: LaidRule, problems: list[Problem]) -> Rule | None:
    """Type one rule; a fault is reported under its id."""
    entry, stratum = laid.entry, laid.stratum
    kind = KINDS.get(entry.kind)
    params = None
    if kind is None:
        message = Message(N_("неизвестный вид правила «%(kind)s»"), {"kind": entry.kind})
        problems.append(Problem(stratum.version.name, 0, entry.id, message))
        return None
    try:
        params = None if entry.silent else parse_params(entry.kind, entry.params, entry.id)
    except BadParams as error:
        problems.append(Problem(stratum.version.name, 0, f"{entry.id}.params.{error.key}", error.message))
        return None
    return Rule(
        id=entry.id,
        kind=entry.kind,
        params=params,
        severity=Severity(entry.severity),
        title=entry.title,
        clause=entry.clause,
        quote=entry.quote,
        act=_citation(stratum),
        layer=stratum.level,
        owner=stratum.version.owner,
        source_label=stratum.source_label,
        clause_ids=entry.clause_ids,
        silent=entry.silent,
        responsible=entry.responsible,
        written=MappingProxyType(dict(entry.params)),
        readings=laid.readings,
    )


def _setting(laid: LaidSetting) -> Setting:
    entry = laid.entry
    return Setting(
        id=entry.id,
        title=entry.title,
        note=entry.note,
        sets=entry.sets,
        value=laid.value,
        default=entry.default,
        options=entry.options,
        labels=MappingProxyType(dict(entry.labels)),
        type=entry.type,
        source=entry.source,
        layer=laid.stratum.level,
        owner=laid.stratum.version.owner,
        reading=laid.reading,
        chosen=laid.choice is not None,
        reason=laid.choice.reason if laid.choice else "",
    )


def _applied(stratum: Stratum) -> Applied:
    version = stratum.version
    card = version.content.tenant
    return Applied(
        layer=stratum.level,
        owner=version.owner,
        title=card.title if card else BASE,
        number=version.number,
        effective_from=version.effective_from,
        act=version.act,
        content_hash=version.content_hash,
        kind=stratum.kind,
        source_label=stratum.source_label,
    )
