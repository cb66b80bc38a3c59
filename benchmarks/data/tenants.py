"""Regions and municipalities with rules of their own: copies of the shipped regions, drafts below them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg

from benchmarks.data import skew
from benchmarks.sizes import Size
from service.profiles.versions import content_from_data, content_hash

SHIPPED = ("altai-republic", "leningrad", "tomsk", "kemerovo", "khmao")
FIRST_DAY = date(2020, 1, 1)
ZONE = "Europe/Moscow"
MODELS = """
SELECT t.slug, v.content FROM platform.profile_version v
JOIN platform.tenant t ON t.id = v.owner_id WHERE t.kind = 'region'
"""


@dataclass(frozen=True)
class District:
    """A municipality to make: its place in the country, how much it holds."""

    number: int
    slug: str
    region: str
    teachers: int
    organisations: int
    trainings: int
    routes: int
    pairs: int


def districts(size: Size) -> list[District]:
    """Every municipality of a size, in the order of their numbers."""
    weights = skew.teachers(size)
    # Every municipality has some schools, the rest follows the number of teachers.
    few = max(2, size.organisations // size.municipalities // 4)
    more = skew.shares(size.organisations - few * size.municipalities, weights)
    parts = zip(
        weights,
        [few + one for one in more],
        skew.shares(size.trainings, weights),
        skew.shares(size.routes, weights),
        skew.shares(size.pairs, weights),
        strict=True,
    )
    return [
        District(number, f"m-{number}", f"r-{number % size.regions}", *values)
        for number, values in enumerate(parts)
    ]


def write(connection: psycopg.Connection, listed: Sequence[District]) -> dict[str, int]:
    """Write the tenants of these districts with their regions and versions; returns ids by slug."""
    regions = list(dict.fromkeys(one.region for one in listed))
    models = dict(connection.execute(MODELS).fetchall())
    contents = {slug: _region(slug, models[SHIPPED[_number(slug) % len(SHIPPED)]]) for slug in regions}
    ids = _tenants(connection, contents, {})
    below = {one.slug: _draft(one) for one in listed}
    ids |= _tenants(connection, below, ids)
    _versions(connection, {**contents, **below}, ids)
    return ids


def _number(slug: str) -> int:
    return int(slug.partition("-")[2])


def _region(slug: str, model: dict[str, Any]) -> dict[str, Any]:
    name = f"Область {_number(slug) + 1}"
    card = {**model["tenant"], "slug": slug, "name": {"ru": name}, "locales": ["ru"], "time_zone": ZONE}
    return {**model, "tenant": card}


def _draft(one: District) -> dict[str, Any]:
    card = {"slug": one.slug, "kind": "municipality", "region": one.region}
    card |= {"name": {"ru": f"Район {one.number + 1}"}, "locales": ["ru"], "time_zone": ZONE}
    return {"tenant": card}


def _tenants(
    connection: psycopg.Connection, contents: dict[str, dict[str, Any]], above: dict[str, int]
) -> dict[str, int]:
    columns = "slug, kind, region_id, name, locales, time_zone, status, demo"
    with connection.cursor() as cursor, cursor.copy(f"COPY platform.tenant ({columns}) FROM STDIN") as copy:
        for content in contents.values():
            card = content["tenant"]
            name = json.dumps(card["name"], ensure_ascii=False)
            copy.write_row(
                (card["slug"], card["kind"], above.get(card.get("region", "")), name, card["locales"],
                 card["time_zone"], "active", False)
            )  # fmt: skip
    found = connection.execute("SELECT slug, id FROM platform.tenant WHERE slug = ANY(%s)", (list(contents),))
    return dict(found.fetchall())


def _versions(
    connection: psycopg.Connection, contents: dict[str, dict[str, Any]], ids: dict[str, int]
) -> None:
    columns = "owner_id, number, effective_from, content, content_sha256, source"
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY platform.profile_version ({columns}) FROM STDIN") as copy:
            for slug, content in contents.items():
                digest = content_hash(content_from_data(content))
                text = json.dumps(content, ensure_ascii=False)
                copy.write_row((ids[slug], 1, FIRST_DAY, text, digest, "file"))


def chosen(listed: Iterable[District]) -> dict[str, District]:
    """The districts that scenarios look at: the one of median size, and the largest."""
    ordered = sorted(listed, key=lambda one: (one.teachers, one.number))
    with_act = [one for one in ordered if _number(one.region) % len(SHIPPED) == 0] or ordered
    return {"median": with_act[len(with_act) // 2], "largest": ordered[-1]}
