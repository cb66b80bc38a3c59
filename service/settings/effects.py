"""What other rules would mean for the records (последствия): each module tells of its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from service.core.language import LANGUAGES, N_, render
from service.profiles.profile import Profile
from service.rules.message import Message
from service.rules.verdict import Status, Verdict
from service.tenancy.scope import Scope

BROKEN, MENDED, MOVED, CHANGED = "broken", "mended", "moved", "changed"
BELOW, REACHED = "below", "reached"
CHANGES: Mapping[str, str] = {
    BROKEN: N_("станет нарушением"),
    MENDED: N_("перестанет быть нарушением"),
    BELOW: N_("порог не будет достигнут"),
    REACHED: N_("порог будет достигнут"),
    MOVED: N_("срок сдвинется"),
    CHANGED: N_("изменится"),
}
SECTIONS: Mapping[str, str] = {
    "meetings": N_("Заседания и решения"),
    "candidates": N_("Руководители и кандидаты"),
    "associations": N_("Объединения"),
    "indicators": N_("Показатели"),
    "deadlines": N_("Сроки"),
    "districts": N_("Муниципалитеты региона"),
}


@dataclass(frozen=True)
class Effect:
    """One thing that would come out differently: what it is, where it is seen, before and after.

    `endpoint` with `values` is its page; names of people never stand here, the page shows them.
    """

    section: str
    rule: str
    what: Message
    change: str
    before: Message
    after: Message
    endpoint: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The effect as it is stored and given by the API."""
        return {
            "section": self.section,
            "rule": self.rule,
            "what": said(self.what),
            "change": self.change,
            "before": said(self.before),
            "after": said(self.after),
            "endpoint": self.endpoint,
            "values": dict(self.values),
        }


Tells = Callable[[Scope, Profile, Profile], Iterable[Effect]]
"""What a module's card offers under `effects`: the old and the new rules, the same records."""


def said(message: Message) -> dict[str, str]:
    """A message in every language of the service."""
    return {language: render(message, language) for language in LANGUAGES}


def direction(before: Verdict, after: Verdict) -> str | None:
    """How a verdict would turn; None where it would say the same."""
    if before.status == after.status:
        return None
    if after.status is Status.FAIL:
        return BROKEN
    return MENDED if before.status is Status.FAIL else CHANGED
