"""An archive whose rows break a rule of meetings is refused in the words of that rule (I4)."""

import hashlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from service.archive import contents, manifest
from service.archive.manifest import BadArchive
from service.config import Settings
from service.core.language import render
from service.meetings.refusals import WORDS
from service.rules.message import Message
from tests.archive.moving import bring, everything, export
from tests.meetings.after import closed, let_sign, reviewed, sign
from tests.meetings.council import Council

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def signed(app: Flask, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of Luga with one meeting, its votes and its signed minutes."""
    council = Council(app, "luga").seated(5)
    let_sign(council)
    sign(council, reviewed(council, closed(council, present=5)))
    path = tmp_path_factory.mktemp("archive") / "luga.zip"
    export(settings, "luga", path)
    return path


def rewritten(path: Path, table: str, target: Path, **changed: Any) -> Path:
    """The archive with every row of a table changed, sealed as if nobody had touched it."""
    name = f"tables/{table}.jsonl"
    with zipfile.ZipFile(path) as opened:
        parts = {one: opened.read(one) for one in opened.namelist()}
    rows: Rows = [{**json.loads(line), **changed} for line in parts[name].splitlines()]
    content = b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
    said, digest = manifest.read(parts[contents.MANIFEST]), hashlib.sha256(content).hexdigest()
    listed = tuple(
        replace(one, sha256=digest, size=len(content)) if one.name == name else one for one in said.parts
    )
    parts |= {name: content, contents.MANIFEST: manifest.written(replace(said, parts=listed))}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for one, data in parts.items():
            made.writestr(one, data)
    return target


@pytest.mark.parametrize(
    ("rule", "table", "changed"),
    [
        ("meeting_quorum", "mms.verdict", {"status": "fail", "severity": "hard"}),
        ("signature_digest", "mms.signature", {"sha256": "0" * 64}),
        ("uq_vote_tenant_id_round_id_person_id", "mms.vote", {"person_id": 1}),
    ],
)
def test_rows_that_break_a_rule_are_refused_in_its_words(
    signed: Path, elsewhere: Settings, tmp_path: Path, rule: str, table: str, changed: dict[str, Any]
) -> None:
    before = everything(elsewhere)
    with pytest.raises(BadArchive) as refused:
        bring(elsewhere, rewritten(signed, table, tmp_path / "broken.zip", **changed))
    assert WORDS[rule] in render(Message(refused.value.msgid, refused.value.params), "ru")
    assert everything(elsewhere) == before
