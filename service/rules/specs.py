"""The rules that modules evaluate themselves: id, kinds, facts (сведения) and title of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.rules.facts import FactKind, FactType
from service.rules.kinds import (
    annual_deadline,
    appointment,
    composition,
    deadline,
    eligibility,
    force,
    frequency,
    majority,
    minimum,
    personal,
    presiding,
    threshold,
)
from service.rules.message import N_


@dataclass(frozen=True)
class RuleSpec:
    """A rule with facts of its own: what its id promises to users, scripts and other systems."""

    id: str
    kinds: tuple[str, ...]
    facts: Mapping[str, FactType]
    title: str
    defaults: Mapping[str, object] = field(default_factory=dict)

    @property
    def module(self) -> str:
        """Return the section of the product that the rule belongs to."""
        return self.id.partition(".")[0]


_MEETING = FactType(FactKind.DATE, N_("дата заседания"))
_SENT = {"meeting_date": _MEETING, "sent_date": FactType(FactKind.DATE, N_("дата отправки"), required=False)}
_AS_OF = FactType(FactKind.DATE, N_("на какую дату"))
_HELD = {name: frequency.FACTS[name] for name in ("year", "held")}
_FREQUENCY = {**_HELD, "as_of": _AS_OF}

_SPECS = (
    RuleSpec(
        "council.meeting_quorum",
        (threshold.NAME,),
        threshold.FACTS,
        N_("Кворум заседания"),
        {"purpose": "meeting"},
    ),
    RuleSpec(
        "council.decision_quorum",
        (threshold.NAME,),
        threshold.FACTS,
        N_("Кворум для принятия решений"),
        {"purpose": "decision"},
    ),
    RuleSpec("council.majority", (majority.NAME,), majority.FACTS, N_("Большинство голосов")),
    RuleSpec("council.notice", (deadline.NAME,), _SENT, N_("Срок уведомления о заседании")),
    RuleSpec("council.materials", (deadline.NAME,), _SENT, N_("Срок рассылки материалов")),
    RuleSpec(
        "council.agenda_proposal",
        (deadline.NAME,),
        {
            "meeting_date": _MEETING,
            "submitted_date": FactType(FactKind.DATE, N_("дата внесения предложения"), required=False),
        },
        N_("Срок предложений в повестку"),
    ),
    RuleSpec("council.minutes_copy", (deadline.NAME,), _SENT, N_("Срок рассылки копии протокола")),
    RuleSpec(
        "council.composition",
        (composition.NAME,),
        {
            "roles": FactType(FactKind.COUNTS, N_("число по должностям"), required=False),
            "categories": FactType(FactKind.CODES, N_("категории членов"), required=False),
        },
        N_("Состав совета"),
    ),
    RuleSpec("council.frequency", (frequency.NAME,), _FREQUENCY, N_("Периодичность заседаний совета")),
    RuleSpec("active.frequency", (frequency.NAME,), _FREQUENCY, N_("Периодичность заседаний актива")),
    RuleSpec(
        "association.frequency", (frequency.NAME,), _FREQUENCY, N_("Периодичность заседаний объединения")
    ),
    RuleSpec("association.seminar", (frequency.NAME,), _HELD, N_("Практический семинар объединения")),
    RuleSpec("council.chairing", (presiding.NAME,), presiding.FACTS, N_("Ведение заседания совета")),
    RuleSpec("council.delegation", (personal.NAME,), personal.FACTS, N_("Личное участие в совете")),
    RuleSpec("council.decision_force", (force.NAME,), force.FACTS, N_("Сила решений совета")),
    RuleSpec(
        "association.min_members",
        (minimum.NAME,),
        {
            name: FactType(FactKind.INTEGER, minimum.title(name), required=False)
            for name in ("members", "teachers")
        },
        N_("Минимальное число членов объединения"),
    ),
    RuleSpec(
        "association.leader",
        (appointment.NAME,),
        {name: appointment.FACTS[name] for name in ("category", "elected_on", "approved_on")},
        N_("Руководитель объединения"),
    ),
    RuleSpec(
        "association.order",
        (annual_deadline.NAME,),
        {"order_date": FactType(FactKind.DATE, N_("дата приказа"), required=False)},
        N_("Ежегодный приказ об объединениях"),
    ),
    RuleSpec(
        "active.eligibility",
        (eligibility.NAME,),
        {
            "employer_type": FactType(FactKind.CODE, N_("тип организации-работодателя"), required=False),
            "groups": FactType(FactKind.CODES, N_("группы"), required=False),
            "education": FactType(FactKind.CODE, N_("образование"), required=False),
            "experience": FactType(
                FactKind.COUNTS,
                N_("стаж, полных лет"),
                ("general", "pedagogical", "speciality"),
                required=False,
            ),
            "categories": FactType(FactKind.CODES, N_("квалификационные категории"), required=False),
            "contributions": FactType(FactKind.QUANTITY, N_("число подтверждённых вкладов"), required=False),
            "representation": FactType(FactKind.PRESENCE, N_("есть представление"), required=False),
            "diagnostics": FactType(FactKind.CODES, N_("пройденные диагностики"), required=False),
        },
        N_("Требования к членам актива"),
    ),
)

RULES: dict[str, RuleSpec] = {spec.id: spec for spec in _SPECS}
