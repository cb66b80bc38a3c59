"""An archive that is not what it says is refused in words, and nothing is written anywhere."""

import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from service.archive import contents, manifest
from service.archive.manifest import BadArchive
from service.config import Settings
from service.core import revisions
from tests.archive.moving import bring, counts, everything, tenant_id
from tests.database import superuser

PERSONS = "tables/mms.person.jsonl"
Change = Callable[[dict[str, bytes]], None]


@pytest.fixture(scope="module")
def parts(luga: Path) -> dict[str, bytes]:
    """The files of a good archive."""
    with zipfile.ZipFile(luga) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(parts: dict[str, bytes], path: Path) -> Path:
    """An archive of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return path


def told(parts: dict[str, bytes]) -> dict[str, Any]:
    """What the manifest says."""
    found: dict[str, Any] = json.loads(parts[contents.MANIFEST])
    return found


def retold(**changes: Any) -> Change:
    """Say something else in the manifest, the seal as it was."""

    def change(parts: dict[str, bytes]) -> None:
        parts[contents.MANIFEST] = json.dumps({**told(parts), **changes}).encode()

    return change


def resealed(**changes: Any) -> Change:
    """Say something else in the manifest and seal it anew."""

    def change(parts: dict[str, bytes]) -> None:
        said = replace(manifest.read(parts[contents.MANIFEST]), **changes)
        parts[contents.MANIFEST] = manifest.written(said)

    return change


def altered(name: str) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        parts[name] = parts[name].replace(b"1", b"2", 1)

    return change


def without(name: str) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        del parts[name]

    return change


def with_more(parts: dict[str, bytes]) -> None:
    parts["tables/mms.person_more.jsonl"] = b"{}\n"


CASES: dict[str, tuple[Change, str]] = {
    "another format": (retold(format=2), "Архив другого формата: 2"),
    "something else": (retold(kind="photos"), "Это не архив района"),
    "a manifest changed by hand": (retold(product="9.9"), "печать не сходится"),
    "a seal of another": (retold(seal="0" * 64), "печать не сходится"),
    "no manifest": (without(contents.MANIFEST), "нет целой описи"),
    "a letter changed": (altered(PERSONS), PERSONS),
    "a file taken out": (without(PERSONS), PERSONS),
    "a file put in": (with_more, "person_more"),
    "a newer release": (resealed(schema="9999"), "выпуском новее этого"),
    "an impossible number": (resealed(highest={"mms.person": 2**62}), "изменён или повреждён"),
}


@pytest.mark.parametrize("name", CASES)
def test_an_archive_that_does_not_hold_is_refused(
    name: str, parts: dict[str, bytes], filled: Settings, tmp_path: Path
) -> None:
    change, words = CASES[name]
    changed = dict(parts)
    change(changed)
    path, before = packed(changed, tmp_path / "bad.zip"), everything(filled)
    with pytest.raises(BadArchive) as refused:
        bring(filled, path, "newcomer")
    assert words in str(refused.value)
    assert everything(filled) == before


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.9, 0.999])
def test_an_archive_cut_short_is_refused(kept: float, luga: Path, filled: Settings, tmp_path: Path) -> None:
    content = luga.read_bytes()
    path, before = tmp_path / "cut.zip", everything(filled)
    path.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(BadArchive):
        bring(filled, path, "newcomer")
    assert everything(filled) == before


def test_another_seal_than_the_one_told_is_refused(luga: Path, filled: Settings) -> None:
    with pytest.raises(BadArchive, match="Печать архива другая"):
        bring(filled, luga, "newcomer", seal="0" * 64)


def test_a_tenant_with_rows_is_not_written_over(luga: Path, filled: Settings) -> None:
    before = everything(filled)
    with pytest.raises(BadArchive, match="только в пустой район"):
        bring(filled, luga)
    assert everything(filled) == before


def test_a_region_that_is_not_here_and_rules_that_differ_are_refused(luga: Path, elsewhere: Settings) -> None:
    name = make_url(elsewhere.database_url).database or ""
    with superuser(name) as admin:
        admin.execute("UPDATE platform.tenant SET slug = 'gone' WHERE slug = 'leningrad'")
        with pytest.raises(BadArchive, match="Региона «leningrad» здесь нет"):
            bring(elsewhere, luga)
        admin.execute("UPDATE platform.tenant SET slug = 'leningrad' WHERE slug = 'gone'")
        admin.execute(
            "UPDATE platform.profile_version SET content = jsonb_set(content, '{layer,note}', '\"x\"')"
            " WHERE owner_id = (SELECT id FROM platform.tenant WHERE slug = 'leningrad') AND false"
        )
        admin.execute(
            "DELETE FROM platform.profile_version WHERE owner_id ="
            " (SELECT id FROM platform.tenant WHERE slug = 'leningrad')"
        )
        with pytest.raises(BadArchive, match="Правила «leningrad» здесь другие"):
            bring(elsewhere, luga)
    assert set(counts(elsewhere, "luga").values()) == {0}


def test_a_failure_in_the_middle_leaves_nothing(
    parts: dict[str, bytes], elsewhere: Settings, tmp_path: Path
) -> None:
    """The last table holds a row that the database refuses: rows, accounts, files are as before."""
    changed, rows = dict(parts), parts["tables/mms.publication_figure.jsonl"].splitlines()
    broken = {**json.loads(rows[-1]), "publication_id": 2**40}
    content = b"\n".join([*rows[:-1], json.dumps(broken, ensure_ascii=False).encode()]) + b"\n"
    changed["tables/mms.publication_figure.jsonl"] = content
    said = manifest.read(changed[contents.MANIFEST])
    digest = manifest.hashlib.sha256(content).hexdigest()
    listed = tuple(
        replace(one, sha256=digest, size=len(content))
        if one.name.endswith("publication_figure.jsonl")
        else one
        for one in said.parts
    )
    changed[contents.MANIFEST] = manifest.written(replace(said, parts=listed))
    before = everything(elsewhere)
    with pytest.raises(BadArchive, match="База не приняла строки архива: publication_figure"):
        bring(elsewhere, packed(changed, tmp_path / "broken.zip"))
    assert everything(elsewhere) == before
    assert not list(elsewhere.files.rglob("*.*")) and not any(
        one.is_file() for one in elsewhere.files.rglob("*")
    )
    assert tenant_id(elsewhere, "luga")


def test_an_older_archive_leaves_new_columns_their_defaults(
    parts: dict[str, bytes], elsewhere: Settings, tmp_path: Path
) -> None:
    """An archive made before a migration added a column is loaded by the release that has it."""
    name, changed = "tables/mms.audit.jsonl", dict(parts)
    rows = [json.loads(line) for line in parts[name].splitlines()]
    for row in rows:
        del row["origin"]
    content = b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
    changed[name] = content
    said = manifest.read(changed[contents.MANIFEST])
    digest = manifest.hashlib.sha256(content).hexdigest()
    listed = tuple(
        replace(one, sha256=digest, size=len(content)) if one.name == name else one for one in said.parts
    )
    older = str(revisions.newest() and "0011")
    changed[contents.MANIFEST] = manifest.written(replace(said, parts=listed, schema=older))
    assert bring(elsewhere, packed(changed, tmp_path / "older.zip")).rows == said.rows
    shutil.rmtree(elsewhere.files, ignore_errors=True)
