"""Declarative kinds: a register (журнал), a process (процесс) and a list (перечень); no verdict."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.rules.kind import Kind, no_facts
from service.rules.message import N_, Message, listed
from service.rules.reader import Item, Reader


@dataclass(frozen=True)
class Params:
    """Entries (fields, actions or items), the code of the records, the actor and the rule in words."""

    items: tuple[Item, ...]
    records: str = ""
    actor: str = ""
    statement: str = ""


def parse_register(mapping: Mapping[str, object]) -> Params:
    """Read the parameters of a register strictly."""
    reader = Reader(mapping)
    params = Params(
        items=reader.items("fields", ()),
        records=reader.code("records"),
        statement=reader.text("statement", ""),
    )
    reader.done()
    return params


def parse_process(mapping: Mapping[str, object]) -> Params:
    """Read the parameters of a process strictly."""
    reader = Reader(mapping)
    params = Params(
        items=reader.items("actions", ()),
        actor=reader.text("actor", ""),
        statement=reader.text("statement", ""),
    )
    reader.done()
    return params


def parse_list(mapping: Mapping[str, object]) -> Params:
    """Read the parameters of a list strictly; its items may carry further strings."""
    reader = Reader(mapping)
    params = Params(items=reader.items("items", free=True))
    reader.done()
    return params


def describe(params: Params) -> Message:
    """Say what is declared."""
    titles = [item.title for item in params.items]
    if params.statement:
        return Message("%(statement)s", {"statement": params.statement})
    if titles:
        return Message("Предусмотрено: %(titles)s.", {"titles": listed(titles)})
    return Message("Ведутся записи.")


def weaker(parent: Params, child: Params) -> Message | None:
    """Say which entry of the parent the child drops; None when it only adds."""
    kept = {item.code for item in child.items}
    for item in parent.items:
        if item.code not in kept:
            return Message("Убрано: %(title)s.", {"title": item.title})
    return Message("Ведутся другие записи.") if child.records != parent.records else None


REGISTER = Kind("register", N_("журнал"), parse_register, describe, weaker, no_facts, add_only=True)
PROCESS = Kind("process", N_("процесс"), parse_process, describe, weaker, no_facts, add_only=True)
LIST = Kind("list", N_("перечень"), parse_list, describe, weaker, no_facts, add_only=True)
