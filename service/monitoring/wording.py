"""Words of the records behind an indicator (записи показателя): kinds, facts that are missing."""

from service.core.language import N_
from service.rules.conditions.catalogue import REGISTERS

KINDS = {
    "general": N_("Общеобразовательная"),
    "preschool": N_("Дошкольная"),
    "additional": N_("Дополнительного образования"),
    "other": N_("Другая"),
    "association": N_("Методическое объединение"),
    "ordinary": N_("Очередное"),
    "extraordinary": N_("Внеочередное"),
    "repeat": N_("Повторное"),
    "professional": N_("Профессиональное сообщество"),
    "network": N_("Сетевое сообщество"),
    "municipal": N_("Муниципальная методическая служба"),
    "service_document": N_("Документ методической службы"),
    "regulation": N_("Положение об объединении"),
    "analysis": N_("Анализ работы объединения"),
    "plan": N_("План объединения"),
    "data_bank": N_("Банк данных о педагогах"),
    "needs": N_("Профессиональные потребности педагогов"),
    "young_plan": N_("План работы с молодыми и вновь прибывшими"),
    "programmes": N_("Учебные программы и их обеспечение"),
}
"""Words for kinds of organisations, units, meetings; what is not listed is a person's position as written."""

FACTS = {"age": N_("дата рождения")}
"""What to enter where a fact is computed; other facts are entered as they are named."""


def fact_words(code: str, subject: str) -> str:
    """What is missing, in words: the fact to enter, else the field or register the code names."""
    register = REGISTERS[subject]
    if code in FACTS:
        return FACTS[code]
    if code in register.fields:
        return register.fields[code].title
    return register.tables[code].title if code in register.tables else code
