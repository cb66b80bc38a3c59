"""Words of minutes for codes (слова протокола): forms, ways of voting, outcomes, force, sheets."""

from collections.abc import Mapping

from service.rules.message import N_

FORMS: Mapping[str, str] = {
    "in_person": N_("очная"),
    "correspondence": N_("заочная"),
    "hybrid": N_("очно-заочная"),
}
TOLD_BY: Mapping[str, str] = {
    "mail": N_("электронная почта"),
    "paper": N_("на бумаге под подпись"),
    "messenger": N_("мессенджер"),
    "phone": N_("телефон"),
}
"""How a notice reaches a member."""
METHODS: Mapping[str, str] = {
    "open": N_("открыто"),
    "secret": N_("тайно"),
    "sheets": N_("опросными листами"),
}
OUTCOMES: Mapping[str, str] = {
    "adopted": N_("Решение принято"),
    "rejected": N_("Решение не принято"),
    "recorded": N_("Решение записано: правила его принятия регламент не устанавливает"),
    "not_held": N_("Голосование не состоялось: нет кворума для решений"),
}
TAKEN = frozenset({"adopted", "recorded"})
SENDABLE = frozenset({"proposal", "recommendation"})
"""Kinds of decisions that go to the authority."""
FORCE: Mapping[str, str] = {
    "advisory": N_("Решение носит рекомендательный характер"),
    "binding": N_("Решение обязательно"),
}
OWN = frozenset({"procedural", "plan", "election"})
"""Kinds of decisions by which a body arranges its own work: there is nobody to recommend anything to."""


def inward(kind: str, force: str) -> bool:
    """Whether a decision concerns the body alone, so that nothing is said of its being advisory."""
    return kind in OWN and force == "advisory"


CHOICES: Mapping[str, str] = {
    "for": N_("за"),
    "against": N_("против"),
    "abstain": N_("воздержался"),
    "": N_("не голосовал"),
}
CHANNELS: Mapping[str, str] = {
    "room": N_("очно"),
    "remote": N_("дистанционно"),
    "sheet": N_("опросный лист"),
}
GUESTS: Mapping[str, str] = {
    "authority": N_("представитель органа управления образованием"),
    "science": N_("представитель научной организации"),
    "education": N_("представитель образовательной организации"),
    "public": N_("представитель общественной организации"),
    "media": N_("редакция средства массовой информации"),
    "expert": N_("эксперт"),
}
SHEETS: Mapping[str, str] = {
    "pending": N_("ждёт второй проверки"),
    "valid": N_("учтён"),
    "late": N_("получен после срока"),
    "spoiled": N_("испорчен"),
    "duplicate": N_("повторный"),
    "replaced": N_("заменён новым"),
    "superseded": N_("голос в зале"),
    "conflict": N_("расхождение"),
    "rejected": N_("отклонён"),
    "void": N_("аннулирован"),
}
RECEIVED: Mapping[str, str] = {"online": N_("в системе"), "paper": N_("на бумаге")}
FIGURES: Mapping[str, str] = {
    "valid": "valid",
    "late": "late",
    "superseded": "superseded",
    "duplicate": "duplicate",
    "replaced": "duplicate",
    "not_returned": "not_returned",
}
"""Into which figure of the register a sheet falls by what became of it; others are spoiled."""
