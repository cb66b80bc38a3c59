"""Words of the audit log: what an event, a field and a detail are called; no values, since none are kept."""

from collections.abc import Iterable, Mapping
from typing import Any

from service.access.names import ROLE_TITLES
from service.core.language import N_
from service.rules.message import Message
from service.web.module import Module
from service.web.register import Register

VERBS = {
    "created": N_("%(what)s: внесена запись"),
    "changed": N_("%(what)s: изменена запись"),
    "removed": N_("%(what)s: удалена запись"),
    "restored": N_("%(what)s: возвращена запись"),
    "imported": N_("%(what)s: записи загружены из файла"),
    "exported": N_("%(what)s: записи выгружены в файл"),
}
DETAILS = {
    "role": N_("роль"),
    "rows": N_("строк"),
    "bytes": N_("байт"),
    "figures": N_("показателей"),
    "created": N_("новых"),
    "changed": N_("изменённых"),
    "unchanged": N_("без изменений"),
    "refused": N_("отклонённых"),
    "function": N_("функция"),
    "roles": N_("ролей"),
    "tokens": N_("ключей"),
    "sign_ins": N_("сеансов"),
}
OWN_COLUMN = frozenset({"token", "acting_for", "absent", "substitute"})
"""Details that stand in a column of their own, or name accounts."""


def event_words(cards: Iterable[Module]) -> dict[str, Message]:
    """Every event that the modules and their registers record, in words."""
    listed = list(cards)
    found = {
        f"{register.event}.{verb}": Message(said, {"what": Message(register.title)})
        for card in listed
        for register in card.registers
        for verb, said in VERBS.items()
    }
    return found | {str(event): Message(said) for card in listed for event, said in card.events.items()}


def field_words(registers: Iterable[Register]) -> dict[tuple[str, str], Message]:
    """The title of each field by the table and the name that the log keeps."""
    return {
        (register.event, field.name): Message(field.title)
        for register in registers
        for field in register.fields
    }


def detail_words(detail: Mapping[str, Any]) -> list[tuple[Message, object]]:
    """Numbers and codes that an event carries."""
    return [
        (Message(DETAILS.get(name, name)), _value(name, value))
        for name, value in detail.items()
        if name not in OWN_COLUMN and not isinstance(value, dict | list)
    ]


def _value(name: str, value: object) -> object:
    return Message(ROLE_TITLES[str(value)]) if name == "role" and value in ROLE_TITLES else value
