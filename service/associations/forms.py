"""Papers of associations on the tenant's own paper (бланки): the yearly order and the analysis of a year."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from service.associations.model.papers import AssociationAnalysis
from service.associations.model.terms import LeaderTerm
from service.associations.names import ANALYSIS_STATES, AssociationsPermission
from service.associations.order_paper import NOBODY_ELECTED, order_draft, order_lines
from service.associations.papers import analysis_data, submitted_at
from service.associations.queries import listing as reads
from service.core.errors import NotFound
from service.core.language import N_, gettext
from service.documents.forms.offered import DocumentForm, Field, Kind, Rows, Written
from service.documents.paper import PROFILES
from service.meetings.model.bodies import Body
from service.meetings.papers.analysis import Held, analysis
from service.meetings.policy import MeetingPolicy
from service.tenancy.scope import Scope

SHOWN = 3
LAST = 9999
HELD = (
    Field("date", N_("Дата"), "10.12.2026", kind=Kind.DATE),
    Field("topic", N_("Тема"), "Подготовка к экзамену"),
    Field("present", N_("Сколько участвовало"), "9", kind=Kind.NUMBER),
    Field("members", N_("Из скольких"), "12", kind=Kind.NUMBER),
    Field("who", N_("Кто провёл"), "Иванова М. П."),
)


def _year(text: str) -> int:
    """A school year in a key; raises NotFound."""
    if not (text.isascii() and text.isdecimal()) or not 0 < int(text[:5]) <= LAST:
        raise NotFound()
    return int(text)


def ordered(scope: Scope, key: str) -> Written:
    """The draft order of a school year."""
    year = _year(key)
    paper = order_draft(scope, year)
    if paper is None:
        raise NotFound(NOBODY_ELECTED)
    rows = [
        {
            "number": place,
            "name": one.name,
            "leader": one.leader.name,
            "elected": one.elected,
            "curator": one.curator,
        }
        for place, one in enumerate(order_lines(scope, year), 1)
    ]
    told = {
        "tenant": scope.tenant.title(),
        "school_year": f"{year}/{(year + 1) % 100:02}",
        "count": len(rows),
        "associations": rows,
    }
    return Written(paper, told)


def ordered_years(scope: Scope) -> Sequence[tuple[str, str]]:
    """School years with leaders elected and not approved."""
    chosen = select(LeaderTerm.year).where(LeaderTerm.state == "elected").distinct()
    years = scope.db.execute(chosen.order_by(LeaderTerm.year.desc()).limit(SHOWN)).scalars()
    return [(str(one), f"{one}/{(one + 1) % 100:02}") for one in years]


def analysed(scope: Scope, key: str) -> Written:
    """The analysis of a year of an association; the key is its number and the year: «12-2026»."""
    number, dash, year = key.partition("-")
    if not dash or not (number.isascii() and number.isdecimal()) or len(number) > 18:
        raise NotFound()
    body, begins = reads.association(scope, int(number)), _year(year)
    data = analysis_data(scope, body, begins)
    told = {
        "tenant": scope.tenant.title(),
        "association": body.name,
        "school_year": data.school_year,
        "leader": data.leader.name,
        "members": data.members,
        "held": len(data.meetings),
        "required": data.meetings_required,
        "seminars_held": len(data.seminars),
        "meetings": [_held(one) for one in data.meetings],
        "seminars": [_held(one) for one in data.seminars],
        "lessons": [_held(one) for one in (*data.lessons, *data.visits)],
        "idle": [{"text": one} for one in data.idle_tasks],
        "documents": [
            {"name": one.name, "ready": "" if one.ready is None else gettext(READY if one.ready else ABSENT)}
            for one in data.documents
        ],
        "conclusions": [{"text": one} for one in data.conclusions],
        "forecast": [{"text": one} for one in data.forecast],
    }
    edition = PROFILES[f"7.0.97-{MeetingPolicy.of(scope.profile, body.kind).minutes_gost}"]
    return Written(analysis(data), told, submitted_at(scope, body, begins), edition)


READY, ABSENT = N_("есть"), N_("нет")


def _held(one: Held) -> dict[str, Any]:
    return {
        "date": one.day,
        "topic": one.topic,
        "present": one.present,
        "members": one.members,
        "who": one.who,
    }


def recent_analyses(scope: Scope) -> Sequence[tuple[str, str]]:
    """The latest analyses."""
    rows = scope.db.execute(
        select(AssociationAnalysis, Body)
        .join(Body, Body.id == AssociationAnalysis.body_id)
        .order_by(AssociationAnalysis.year.desc(), AssociationAnalysis.id.desc())
        .limit(SHOWN)
    )
    return [
        (f"{body.id}-{one.year}", f"{body.name}, {one.year}: {gettext(ANALYSIS_STATES[one.state])}")
        for one, body in rows
    ]


TEXT = (Field("text", N_("Текст"), "Работу признать удовлетворительной."),)
ORDER = DocumentForm(
    code="association_order",
    title=N_("Приказ об объединениях и их руководителях"),
    about=N_("Проект ежегодного приказа с перечнем объединений, руководителей и кураторов."),
    read=AssociationsPermission.WRITE,
    fields=(
        Field("tenant", N_("Название района"), "Муниципальный район"),
        Field("school_year", N_("Учебный год"), "2026/27", required=True),
        Field("count", N_("Сколько объединений"), "8", kind=Kind.NUMBER),
    ),
    rows=(
        Rows(
            "associations",
            N_("Объединения"),
            (
                Field("number", N_("Порядковый номер"), "1", kind=Kind.NUMBER),
                Field("name", N_("Объединение"), "Учителя математики"),
                Field("leader", N_("Руководитель"), "Иванова Мария Петровна"),
                Field("elected", N_("Когда и каким протоколом избран"), "20.08.2026, протокол № 1"),
                Field("curator", N_("Куратор"), "Петрова Анна Ильинична"),
            ),
        ),
    ),
    examples=ordered_years,
    record=ordered,
)
ANALYSIS = DocumentForm(
    code="association_analysis",
    title=N_("Анализ работы объединения за год"),
    about=N_("Показатели года, мероприятия, документы, выводы и прогноз."),
    read=AssociationsPermission.READ,
    fields=(
        Field("tenant", N_("Название района"), "Муниципальный район"),
        Field("association", N_("Объединение"), "Учителя математики", required=True),
        Field("school_year", N_("Учебный год"), "2026/27", required=True),
        Field("leader", N_("Руководитель"), "Иванова Мария Петровна"),
        Field("members", N_("Членов объединения"), "12", kind=Kind.NUMBER),
        Field("held", N_("Проведено заседаний"), "4", kind=Kind.NUMBER),
        Field("required", N_("Сколько заседаний требуется"), "4", kind=Kind.NUMBER),
        Field("seminars_held", N_("Проведено семинаров"), "1", kind=Kind.NUMBER),
    ),
    rows=(
        Rows("meetings", N_("Заседания"), HELD),
        Rows("seminars", N_("Практические семинары"), HELD),
        Rows("lessons", N_("Открытые уроки и посещения"), HELD),
        Rows("idle", N_("Задачи, по которым ничего не проведено"), TEXT),
        Rows(
            "documents",
            N_("Документация объединения"),
            (
                Field("name", N_("Документ"), "План работы"),
                Field("ready", N_("Есть или нет"), "есть"),
            ),
        ),
        Rows("conclusions", N_("Выводы"), TEXT),
        Rows("forecast", N_("Прогноз на следующий учебный год"), TEXT),
    ),
    examples=recent_analyses,
    record=analysed,
)
FORMS_OF_ASSOCIATIONS = (ORDER, ANALYSIS)
