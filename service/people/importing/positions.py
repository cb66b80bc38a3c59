"""Positions (должности) by their titles: the group a position belongs to, and what else a title carries."""

import re

from service.people.importing.facts import PositionCode

DEPUTY = re.compile(r"\bзам(еститель|\.|\b)|\bзавуч")
HEAD = re.compile(
    r"^((и\.? ?о\.?|врио|вр\. ?и\. ?о\.?|исполняющ\w+ обязанности)\s*)?"
    r"(директор|заведующ(ий|ая|его|ей)(?! \S)|заведующ\w+ (детск|доу|мбдоу|мдоу|мкдоу|мадоу|дошкольн)|"
    r"начальник(?! \S)|руководитель(?! \S)|руководитель (образовательной )?организации|директора)"
)
UNIT_HEAD = re.compile(r"\b(заведующ|руководитель|начальник)\w* (структурн|отдел|филиал|подразделен)")
NOT_TEACHING = re.compile(
    r"\b(помощник воспитател|младш\w+ воспитател|ассистент|бухгалтер|секретар|водител|повар|завхоз|сторож|"
    r"вахт|лаборант|уборщи|дворник|рабоч|кладовщик|делопроизвод|медицинск|медсестр|специалист по|инженер|"
    r"кастелянш|гардеробщ|прачк|машинист|оператор|слесар|электрик|кочегар|юрис|экономист|программист|контрактн|"
    r"системн\w+ администратор|заведующ\w+ (хозяйств|библиотек|складом|столовой))|^библиотекар"
)
TEACHING = re.compile(
    r"учител|воспитател|педагог|преподавател|методист|логопед|дефектолог|психолог|тьютор|вожат|тренер|"
    r"концертмейстер|музыкальн\w+ руководител|инструктор по (физ|труд)|мастер произв|руководител\w+ физ"
)
HIGHER = re.compile(r"высш|бакалавр|магистр|специалитет|аспирантур|\bво\b")
VOCATIONAL = re.compile(
    r"средн\w+[ -]*(специальн|проф)|\bспо\b|ср\.? ?[-/]?(спец|проф)|начальн\w+ проф|"
    r"училищ|колледж"
)
GENERAL = re.compile(r"средн\w+ *(общ|\(полн|полн|$)|основн\w+ общ")


def position_code(title: str | None) -> PositionCode | None:
    """The group of a position by its title; None when the title says nothing certain.

    Heads of units of a school stay undecided: their group depends on the tenant's regulation.
    """
    text = " ".join((title or "").lower().split())
    if not text:
        return None
    if text.startswith("советник директора"):
        return PositionCode.TEACHER
    if DEPUTY.search(text):
        return PositionCode.DEPUTY_HEAD
    if UNIT_HEAD.search(text):
        return None
    if HEAD.search(text):
        return PositionCode.HEAD
    if NOT_TEACHING.search(text):
        return PositionCode.STAFF
    return PositionCode.TEACHER if TEACHING.search(text) else None


def education_code(text: str | None) -> str | None:
    """The level of education (уровень образования): higher, vocational, general; None when unclear."""
    lowered = (text or "").lower()
    if VOCATIONAL.search(lowered) and not HIGHER.search(lowered):
        return "vocational"
    if HIGHER.search(lowered):
        return "higher"
    return "general" if GENERAL.search(lowered) else None
