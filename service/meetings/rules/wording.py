"""Wording of recommendations (формулировка): an advisory body recommends, it does not order."""

import re

from service.meetings.policy import MeetingPolicy
from service.rules.message import N_, Message

ORDERS = re.compile(
    r"\b(обяза(ть|ны|н|на)|приказ(ать|ываем)|поручи(ть|ла|л)|потреб(овать|уем)|запрет(ить)|предписать)\b",
    re.IGNORECASE,
)
ORDERED = N_("Решение совета носит рекомендательный характер, а слово «%(word)s» звучит как приказ.")
INSTEAD = N_("Напишите «рекомендовать».")


def ordering(kind: str, text: str, force: str = "advisory") -> Message | None:
    """The warning about an advisory decision worded as an order; None where the wording is right."""
    if force != "advisory" or kind not in ("recommendation", "proposal"):
        return None
    found = ORDERS.search(text)
    return Message(ORDERED, {"word": found.group(0)}) if found else None


def warned(policy: MeetingPolicy, kind: str, text: str | None) -> Message | None:
    """The same warning about what is not decided yet, where the regulation makes decisions advisory."""
    if not text or not policy.established("decision_force"):
        return None
    return ordering(kind, text, policy.force(kind))
