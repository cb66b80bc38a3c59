"""Two versions of a layer are compared entry by entry and key by key."""

from pathlib import Path

from service.profiles.changes import Action, KeyChange, compare
from service.profiles.entries import Content
from tests.profiles.trees import CHOICE_OF_BASE, DISTRICT, NOTICE, QUORUM, read

LIST = """
[[rule]]
id = "structure.directions"
kind = "list"
title = "Направления"
params = { items = [{ code = "one", title = "Первое" }, { code = "two", title = "Второе" }] }
clause = "п. 3"
quote = "первое"
"""


def content(root: Path, text: str) -> Content:
    return read(root, district=DISTRICT + text).layers["rayon"].content


def test_added_removed_and_changed(tmp_path: Path) -> None:
    old = content(tmp_path, QUORUM + NOTICE)
    new = content(tmp_path, QUORUM.replace("2/3", "3/4") + CHOICE_OF_BASE)
    assert [(change.section, change.id, change.action) for change in compare(old, new)] == [
        ("rule", "council.decision_quorum", Action.CHANGED),
        ("rule", "council.notice", Action.REMOVED),
        ("setting", "council.decision_base", Action.ADDED),
    ]
    assert compare(old, new)[0].keys == (KeyChange("params.share", "2/3", "3/4"),)


def test_items_are_matched_by_code(tmp_path: Path) -> None:
    new = LIST.replace('{ code = "one", title = "Первое" }, ', "").replace("Второе", "Иное")
    [change] = compare(content(tmp_path, LIST), content(tmp_path, new))
    assert [key.key for key in change.keys] == ["params.items.one", "params.items.two.title"]


def test_nothing_changed(tmp_path: Path) -> None:
    spelled = NOTICE + 'severity = "soft"\n'
    assert compare(content(tmp_path, QUORUM + NOTICE), content(tmp_path, spelled + QUORUM)) == ()


def test_the_act_is_compared_too(tmp_path: Path) -> None:
    old, new = content(tmp_path, ""), content(tmp_path, 'number = "12"\n')
    [change] = compare(old, new)
    assert str(change) == "~ act\n    number: — -> 12"
