"""How papers name bodies and offices (названия в документах): the genitive of titles, words of offices."""

from collections.abc import Mapping

from service.core.language import N_
from service.meetings.papers.wording import say

GENITIVES: Mapping[str, str] = {
    "council": N_("методического совета"),
    "expert_council": N_("экспертного совета"),
    "association": N_("методического объединения"),
    "active": N_("методического актива"),
    "working_group": N_("рабочей группы"),
    "expert_group": N_("экспертной группы"),
}
PLAIN: Mapping[str, str] = {
    "council": "методический совет",
    "expert_council": "экспертный совет",
    "association": "методическое объединение",
    "active": "методический актив",
    "working_group": "рабочая группа",
    "expert_group": "экспертная группа",
}
OFFICES: Mapping[str, str] = {
    "chair": N_("председатель"),
    "deputy": N_("заместитель председателя"),
    "secretary": N_("ответственный секретарь"),
    "leader": N_("руководитель"),
    "member": N_("член органа"),
    "elected": N_("избран председательствующим"),
}


def genitive(kind: str, name: str) -> str:
    """«методического совета»; a name of the body's own stands after it in quotes."""
    title = say(GENITIVES[kind])
    return title if name.strip().lower() == PLAIN[kind] else f"{title} «{name.strip()}»"


def office(code: str) -> str:
    """The word of an office inside a sentence."""
    return say(OFFICES[code]) if code in OFFICES else code


def signing_office(code: str, presided: bool) -> str:
    """What stands before a signature: who presided signs as the presider, whatever the office (edge 17)."""
    return say(N_("Председательствующий")) if presided else office(code).capitalize()
