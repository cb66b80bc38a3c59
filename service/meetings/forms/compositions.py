"""The act on a composition on the tenant's own paper (проект акта о составе)."""

from collections.abc import Sequence

from service.core.language import N_
from service.core.paging import Paging
from service.documents.forms.offered import DocumentForm, Field, Kind, Rows, Written
from service.meetings.forms.heads import BODY, SHOWN, body_told, number_of
from service.meetings.names import KINDS, MeetingsPermission
from service.meetings.papers.acts import composition_act
from service.meetings.queries import bodies as reads
from service.meetings.queries.draft_act import draft_act
from service.meetings.queries.leaders import drift
from service.meetings.queries.rights import allow_keeping, keeps
from service.tenancy.scope import Scope


def drafted(scope: Scope, key: str) -> Written:
    """The draft act that brings a composition in line with the orders on leaders."""
    body = reads.body(scope, number_of(key))
    allow_keeping(scope, body)
    seated = reads.composition(scope, body.id, scope.today)
    data = draft_act(scope, body, seated, drift(scope, seated, scope.today), scope.today)
    told = {
        **body_told(scope, body),
        "act": data.act.kind,
        "command": data.act.command,
        "ground": data.act.preamble,
        "established": data.established,
        "vacant": data.established - len(data.seats),
        "replaces": data.in_force_act,
        "seats": [
            {"number": place, "office": one.office, "name": one.person.name, "post": one.person.office}
            for place, one in enumerate(data.seats, 1)
        ],
    }
    return Written(composition_act(data), told)


def kept_bodies(scope: Scope) -> Sequence[tuple[str, str]]:
    """Bodies whose affairs the actor keeps."""
    page = reads.bodies(scope, tuple(KINDS), Paging(1, 20), scope.today)
    return [(str(one.id), one.name) for one in page.items if keeps(scope, one)][:SHOWN]


COMPOSITION = DocumentForm(
    code="composition",
    title=N_("Акт о составе органа"),
    about=N_("Проект приказа или постановления о составе с перечнем членов."),
    read=MeetingsPermission.TAKE_PART,
    fields=(
        *BODY,
        Field("act", N_("Вид акта"), "ПРИКАЗ"),
        Field("command", N_("Распорядительное слово"), "ПРИКАЗЫВАЮ"),
        Field("ground", N_("Основание"), "На основании п. 4.2 Положения"),
        Field("established", N_("Установленная численность"), "15", required=True, kind=Kind.NUMBER),
        Field("vacant", N_("Вакантных мест"), "1", kind=Kind.NUMBER),
        Field("replaces", N_("Какой акт утрачивает силу"), "приказ от 20.08.2025 № 30"),
    ),
    rows=(
        Rows(
            "seats",
            N_("Места в составе"),
            (
                Field("number", N_("Порядковый номер"), "1", kind=Kind.NUMBER),
                Field("office", N_("Место в составе"), "председатель"),
                Field("name", N_("Фамилия, имя, отчество"), "Иванова Мария Петровна"),
                Field("post", N_("Должность, место работы"), "директор школы № 1"),
            ),
        ),
    ),
    examples=kept_bodies,
    record=drafted,
)
