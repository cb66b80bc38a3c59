"""Rules of every collegial body (коллегиальный орган), under the prefix of its kind.

The council, associations, the active and groups are judged by the same rules of their own section; where a
regulation sets no such rule, the id is still known and the verdict says that nothing is established.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.rules.facts import FactKind, FactType
from service.rules.kinds import (
    appointment,
    attribute,
    composition,
    coverage,
    deadline,
    documents,
    force,
    frequency,
    majority,
    minimum,
    personal,
    presiding,
    signatories,
    stages,
    term,
    threshold,
)
from service.rules.kinds.attribute_words import title as attribute_title
from service.rules.kinds.deadline_words import title as date_title
from service.rules.message import N_
from service.rules.specs.spec import RuleSpec

MEETING_PREFIXES = ("council", "association", "active", "group")
PROCESS = "process"
_TIMED = ("notice", "extraordinary_notice", "materials", "agenda_proposal")


def _date(name: str, required: bool = False) -> FactType:
    return FactType(FactKind.DATE, date_title(name), required=required)


def _dated(fact: str) -> dict[str, FactType]:
    return {"meeting_date": _date("meeting_date", required=True), fact: _date(fact)}


def _attribute(fact: str, kind: FactKind = FactKind.CODE) -> dict[str, FactType]:
    return {fact: FactType(kind, attribute_title(fact))}


def _counted(*names: str) -> dict[str, FactType]:
    return {name: FactType(FactKind.INTEGER, minimum.title(name), required=False) for name in names}


_SIGNED = {"signed_date": _date("signed_date", required=True)}
_ACT = {
    "present": FactType(FactKind.CODES, N_("имеющиеся документы"), required=False),
    "issuer": documents.ISSUER,
}
_REACHED = FactType(FactKind.CODES, N_("пройденные этапы"), required=False)
_SEATS = {
    "roles": FactType(FactKind.COUNTS, N_("число по должностям"), required=False),
    "categories": FactType(FactKind.CODES, N_("категории членов"), required=False),
}
_FREQUENCY = {
    "year": frequency.FACTS["year"],
    "held": frequency.FACTS["held"],
    "as_of": FactType(FactKind.DATE, N_("на какую дату")),
}


@dataclass(frozen=True)
class _Row:
    """One rule before its prefix; a title under a prefix replaces the common one."""

    name: str
    kinds: tuple[str, ...]
    facts: Mapping[str, FactType]
    title: str
    titles: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, object] = field(default_factory=dict)
    instead: Mapping[str, FactType] = field(default_factory=dict)
    prefixes: tuple[str, ...] = MEETING_PREFIXES

    def specs(self) -> list[RuleSpec]:
        """Give the rule under each of its prefixes."""
        return [
            RuleSpec(
                f"{prefix}.{self.name}",
                self.kinds,
                self.facts,
                self.titles.get(prefix, self.title),
                self.defaults,
                self.instead,
                hours=self.name in _TIMED,
            )
            for prefix in self.prefixes
        ]


_COMPOSITION = (
    _Row(
        "composition",
        (composition.NAME,),
        _SEATS,
        N_("Состав"),
        {"council": N_("Состав совета")},
    ),
    _Row("offices", (composition.NAME,), _SEATS, N_("Должности в составе")),
    _Row("composition_act", (documents.NAME,), _ACT, N_("Акт о составе")),
    _Row("creation_act", (documents.NAME,), _ACT, N_("Акт о создании")),
    _Row("unpaid", (attribute.NAME,), _attribute("paid", FactKind.FLAG), N_("Оплата участия")),
    _Row("chair_election", (majority.NAME,), majority.FACTS, N_("Избрание председателя")),
    _Row("chair_term", (term.NAME,), term.FACTS, N_("Срок полномочий председателя")),
    _Row("replacement", (presiding.NAME,), presiding.FACTS, N_("Замещение председателя")),
    _Row(
        "min_members",
        (minimum.NAME,),
        _counted("members"),
        N_("Минимальное число членов"),
        prefixes=("council", "active", "group"),
    ),
    _Row(
        "leader",
        (appointment.NAME,),
        {name: appointment.FACTS[name] for name in ("category", "elected_on", "approved_on")},
        N_("Руководитель"),
        prefixes=("active", "group"),
    ),
    _Row(
        "leader_term",
        (term.NAME,),
        term.FACTS,
        N_("Срок полномочий руководителя"),
        prefixes=("association", "active", "group"),
    ),
)
_PLAN = (
    _Row(
        "frequency",
        (frequency.NAME,),
        _FREQUENCY,
        N_("Периодичность заседаний"),
        {
            "council": N_("Периодичность заседаний совета"),
            "active": N_("Периодичность заседаний актива"),
            "association": N_("Периодичность заседаний объединения"),
        },
    ),
    _Row(
        "plan",
        (stages.NAME, documents.NAME),
        {"reached": _REACHED, "present": _ACT["present"]},
        N_("План заседаний"),
    ),
    _Row("schedule", (minimum.NAME,), _counted("meetings", "scheduled_meetings"), N_("Заседаний в плане")),
    _Row("plan_frequency", (coverage.NAME,), coverage.FACTS, N_("Исполнение плана заседаний")),
    _Row("extraordinary", (PROCESS,), {}, N_("Внеочередное заседание")),
)
_NOTICE = (
    _Row("notice", (deadline.NAME,), _dated("sent_date"), N_("Срок уведомления о заседании")),
    _Row(
        "extraordinary_notice",
        (deadline.NAME,),
        _dated("sent_date"),
        N_("Срок уведомления о внеочередном заседании"),
    ),
    _Row("notice_questions", (minimum.NAME,), _counted("questions"), N_("Вопросы в извещении")),
    _Row("notice_place", (coverage.NAME,), coverage.FACTS, N_("Дата, время и место в извещении")),
    _Row("materials", (deadline.NAME,), _dated("sent_date"), N_("Срок рассылки материалов")),
    _Row("agenda_proposal", (deadline.NAME,), _dated("submitted_date"), N_("Срок предложений в повестку")),
)
_MEETING = (
    _Row("form", (attribute.NAME,), _attribute("form", FactKind.CODES), N_("Форма заседания")),
    _Row(
        "meeting_quorum",
        (threshold.NAME,),
        threshold.FACTS,
        N_("Кворум заседания"),
        defaults={"purpose": "meeting"},
    ),
    _Row(
        "decision_quorum",
        (threshold.NAME,),
        threshold.FACTS,
        N_("Кворум для принятия решений"),
        defaults={"purpose": "decision"},
    ),
    _Row(
        "chairing",
        (presiding.NAME,),
        presiding.FACTS,
        N_("Ведение заседания"),
        {"council": N_("Ведение заседания совета")},
    ),
    _Row(
        "delegation",
        (personal.NAME,),
        personal.FACTS,
        N_("Личное участие"),
        {"council": N_("Личное участие в совете")},
    ),
    _Row("open_vote", (attribute.NAME,), _attribute("voting"), N_("Голосование на заседании")),
    _Row("sheet_vote", (attribute.NAME,), _attribute("voting"), N_("Голосование опросными листами")),
    _Row("sheet_return", (deadline.NAME,), _dated("received_date"), N_("Срок возврата опросных листов")),
    _Row("majority", (majority.NAME,), majority.FACTS, N_("Большинство голосов")),
    _Row(
        "decision_force",
        (force.NAME,),
        force.FACTS,
        N_("Сила решений"),
        {"council": N_("Сила решений совета")},
    ),
)
_MINUTES = (
    _Row("minutes_keeper", (attribute.NAME,), _attribute("keeper"), N_("Ведение протокола")),
    _Row("minutes_draft", (deadline.NAME,), _dated("drafted_date"), N_("Срок подготовки протокола")),
    _Row("minutes_signing", (deadline.NAME,), _dated("signed_date"), N_("Срок подписания протокола")),
    _Row("signatories", (signatories.NAME,), signatories.FACTS, N_("Подписи в протоколе")),
    _Row(
        "minutes_copy",
        (deadline.NAME,),
        _dated("sent_date"),
        N_("Срок рассылки копии протокола"),
        instead=_SIGNED,
    ),
    _Row(
        "dispatch",
        (deadline.NAME,),
        _dated("sent_date"),
        N_("Срок направления решений органу управления"),
        instead=_SIGNED,
    ),
    _Row(
        "publication",
        (deadline.NAME,),
        _dated("published_on"),
        N_("Срок размещения результатов заседания"),
        instead=_SIGNED,
    ),
)

MEETING_RULES = tuple(
    spec for row in (*_COMPOSITION, *_PLAN, *_NOTICE, *_MEETING, *_MINUTES) for spec in row.specs()
)
