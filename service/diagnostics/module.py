"""The card of diagnostics and individual routes."""

from service.core.language import N_
from service.diagnostics.model import Diagnostics, Route
from service.diagnostics.names import GRANTS, DiagnosticsPermission
from service.tenancy.facts import Kept, records_of
from service.web.menu import GROWTH, MenuItem
from service.web.module import Module
from service.web.register import Field, Kind, Register

DIAGNOSTICS = Register(
    name="diagnostics",
    address="diagnostics",
    module="diagnostics_routes",
    title=N_("Диагностика"),
    one=N_("Диагностика"),
    about=N_("Кто и когда прошёл диагностику затруднений: по ней подбирают программы и маршруты."),
    model=Diagnostics,
    label="on",
    read=DiagnosticsPermission.READ,
    write=DiagnosticsPermission.WRITE,
    school="person_id",
    latest="on",
    lives=False,
    add=N_("Добавить диагностику"),
    fields=(
        Field("person_id", N_("Кто прошёл"), Kind.PERSON, required=True),
        Field(
            "kind",
            N_("Вид"),
            Kind.CHOICE,
            required=True,
            choices={
                "subject": N_("Предметная"),
                "methodical": N_("Методическая"),
                "psychological": N_("Психолого-педагогическая"),
                "managerial": N_("Управленческая"),
                "other": N_("Другая"),
            },
        ),
        Field("on", N_("Дата"), Kind.DATE, required=True),
        Field("instrument", N_("Инструмент"), longest=300, listed=False),
        Field("result", N_("Результат"), Kind.LONG, longest=2000, listed=False),
    ),
)

ROUTES = Register(
    name="routes",
    address="diagnostics/routes",
    module="diagnostics_routes",
    title=N_("Маршруты (ИОМ)"),
    one=N_("Индивидуальный образовательный маршрут"),
    about=N_("Для кого разработаны маршруты и когда их утвердили."),
    model=Route,
    label="title",
    read=DiagnosticsPermission.READ,
    write=DiagnosticsPermission.WRITE,
    school="person_id",
    latest="developed_on",
    starts=N_("Идёт с"),
    add=N_("Добавить маршрут"),
    fields=(
        Field("person_id", N_("Для кого"), Kind.PERSON, required=True),
        Field("title", N_("Тема"), required=True),
        Field("developed_on", N_("Разработан"), Kind.DATE, required=True),
        Field("approved_on", N_("Утверждён"), Kind.DATE),
    ),
)

FACTS = (
    records_of(
        Kept(
            Diagnostics,
            "register_diagnostics.listing",
            (
                "diagnostics_routes:diagnostics",
                "diagnostics_routes.diagnostics",
                "diagnostics_routes.campaign",
                "diagnostics_routes.municipal_tests",
                "diagnostics_routes.school_diagnostics",
            ),
        ),
        Kept(
            Route,
            "register_routes.listing",
            (
                "diagnostics_routes:route",
                "diagnostics_routes:routes",
                "diagnostics_routes.routes",
                "diagnostics_routes.design",
                "diagnostics_routes.route_network",
            ),
        ),
    ),
)

MODULE = Module(
    name="diagnostics",
    title=N_("Диагностика и маршруты"),
    grants=GRANTS,
    facts=FACTS,
    registers=(DIAGNOSTICS, ROUTES),
    menu=(
        MenuItem(
            "register_diagnostics.listing",
            N_("Диагностика"),
            GROWTH,
            DiagnosticsPermission.READ,
            "clipboard-check",
        ),
        MenuItem(
            "register_routes.listing",
            N_("Маршруты (ИОМ)"),
            GROWTH,
            DiagnosticsPermission.READ,
            "signpost-split",
        ),
    ),
)
