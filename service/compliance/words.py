"""Words of compliance: states in signs and words, what was found in the language of the reader."""

from collections.abc import Mapping
from typing import Any

from service.compliance.rules.states import State
from service.core.language import N_, current_language, translate

STATE_WORDS: Mapping[str, tuple[str, str]] = {
    State.MET: ("ok", N_("✓ соблюдено")),
    State.SOON: ("warn", N_("~ скоро")),
    State.OVERDUE: ("bad", N_("! просрочено")),
    State.NO_DATA: ("none", N_("… нет данных")),
    State.OFF: ("", N_("— не применяется")),
    State.WAIVED: ("info", N_("○ снято решением")),
}
UNCHECKED = N_("Это правило ещё не проверяли.")


def words_of(said: Mapping[str, Any] | None, language: str | None = None) -> str:
    """Stored words in a language; the reader's own without one."""
    chosen = language or current_language()
    if not said:
        return translate(UNCHECKED, chosen)
    return str(said.get(chosen) or said.get("ru") or "")
