"""Which layers take part in a tenant's profile on a day: base < region < district, each by its date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from service.profiles.entries import BASE, TenantCard
from service.profiles.problems import Problem, ProfileError
from service.profiles.versions import Version
from service.rules.message import N_, Message

MODEL, BINDING, OWN = "model", "binding", "own"
LATEST = date.max  # the day on which every version already adopted is in force


@dataclass(frozen=True, slots=True)
class Stratum:
    """One layer in the pile: its level, the version in force and how its rules are labelled."""

    level: str
    version: Version
    kind: str
    source_label: Message | None = None


@dataclass(frozen=True, slots=True)
class Pile:
    """The layers of one tenant on a day, from the weakest to the strongest."""

    slug: str
    on: date
    card: TenantCard | None
    strata: tuple[Stratum, ...]


def pile(slug: str, on: date, versions: Iterable[Version]) -> Pile:
    """Choose the versions in force and order them; raises `ProfileError` for an unknown tenant or region."""
    by_owner = _by_owner(versions)
    card = _card(slug, by_owner)
    strata = _of(BASE, by_owner, on, "base", OWN)
    if card is None:
        return Pile(slug, on, card, strata)
    if card.kind == "region":
        return Pile(slug, on, card, (*strata, *_region(slug, by_owner, on)))
    if card.region not in by_owner:
        raise _refusal(slug, N_("неизвестный регион «%(region)s»"), region=card.region)
    region = _region(card.region, by_owner, on)
    own = _of(slug, by_owner, on, "district", OWN)
    if own and own[0].version.act and own[0].version.act.replaces == "all":
        region = tuple(stratum for stratum in region if stratum.kind != MODEL)
    region = tuple(stratum for stratum in region if stratum.version.owner != slug)  # it is the model itself
    return Pile(slug, on, card, (*strata, *region, *own))


def in_force(versions: Sequence[Version], on: date) -> Version | None:
    """Find the version in force on a day; an act that has lost force leaves none."""
    started = [version for version in versions if version.effective_from <= on]
    if not started:
        return None
    version = max(started, key=lambda item: (item.effective_from, item.number))
    end = version.act.effective_to if version.act else None
    return None if end and end < on else version


def _by_owner(versions: Iterable[Version]) -> dict[str, list[Version]]:
    """Group versions; two of one owner that start on one day are refused."""
    grouped: dict[str, list[Version]] = {}
    for version in versions:
        for other in grouped.setdefault(version.owner, []):
            if other.effective_from == version.effective_from:
                raise _refusal(
                    version.owner,
                    N_("два акта действуют с %(date)s: редакции %(first)s и %(second)s"),
                    date=version.effective_from,
                    first=other.name,
                    second=version.name,
                )
        grouped[version.owner].append(version)
    return grouped


def _card(slug: str, by_owner: dict[str, list[Version]]) -> TenantCard | None:
    if slug == BASE:
        return None
    if slug not in by_owner:
        raise _refusal(slug, N_("неизвестный район или регион «%(slug)s»"), slug=slug)
    return max(by_owner[slug], key=lambda version: version.number).content.tenant


def _of(
    owner: str, by_owner: dict[str, list[Version]], on: date, level: str, kind: str
) -> tuple[Stratum, ...]:
    version = in_force(by_owner.get(owner, ()), on)
    return (Stratum(level, version, kind),) if version else ()


def _region(slug: str, by_owner: dict[str, list[Version]], on: date) -> tuple[Stratum, ...]:
    """Give the region's layer; a model puts the rules of the district it is made of beneath its own."""
    own = in_force(by_owner[slug], on)
    if own is None or own.content.layer is None:
        return (Stratum("region", own, OWN),) if own else ()
    layer = own.content.layer
    if layer.kind == BINDING:
        return (Stratum("region", own, BINDING),)
    origin = in_force(by_owner.get(layer.of, ()), on)
    strata = (Stratum("region", own, MODEL),)
    if origin is None or origin.content.tenant is None:
        return strata
    label = Message(N_("образец: %(name)s"), {"name": origin.content.tenant.title})
    return (Stratum("region", origin, MODEL, label), *strata)


def _refusal(key: str, msgid: str, **params: object) -> ProfileError:
    return ProfileError([Problem("", 0, key, Message(msgid, params))])
