"""Findings as they are stored (запись итога): words, evidence, a digest to compare by."""

import hashlib
import json
from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

from service.compliance.rules.states import Finding, Part
from service.core.language import render
from service.rules.message import Message
from service.rules.verdict import LANGUAGES

SIMPLE = (str, int, date, type(None))


def told(finding: Finding) -> dict[str, Any]:
    """State, next day, words with evidence, and the digest of all that."""
    found = {
        "message": said(finding.message),
        "remedy": said(finding.remedy),
        "parts": [_part(one) for one in finding.parts],
    }
    day = finding.next_on.isoformat() if finding.next_on else None
    whole = {"state": finding.state, "next_on": day, "found": found}
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True)
    return {**whole, "digest": hashlib.sha256(text.encode()).hexdigest()[:32]}


def _part(one: Part) -> dict[str, Any]:
    return {
        "state": one.state,
        "message": said(one.message),
        "title": one.title,
        "place": one.place,
        "key": one.key,
    }


def said(message: Any) -> dict[str, str] | None:
    """Words in every language; what was pronounced before has them already."""
    if message is None:
        return None
    if isinstance(message, Message):
        return {language: render(message, language) for language in LANGUAGES}
    if isinstance(message, Mapping):
        return {language: str(message.get(language) or message.get("ru") or "") for language in LANGUAGES}
    parts = [said(one) or {} for one in message]
    return {language: " ".join(one.get(language, "") for one in parts) for language in LANGUAGES}


def key_of(finding: Finding) -> Hashable | None:
    """Something equal for findings that are told alike; None where that is not easily seen."""
    if finding.remedy is not None or any(one.message is not None for one in finding.parts):
        return None
    message = finding.message
    if not isinstance(message, Message) or not all(
        isinstance(value, SIMPLE) for value in message.params.values()
    ):
        return None
    parts = tuple((one.state, one.title, one.place, tuple(one.key.items())) for one in finding.parts)
    return finding.state, finding.next_on, message.msgid, tuple(message.params.items()), parts
