"""The card of training."""

from service.core.language import N_
from service.tenancy.facts import Kept, records_of
from service.training.model import ManagementTeam, TeamTraining, Training
from service.training.names import GRANTS, TrainingPermission
from service.web.menu import GROWTH, MenuItem
from service.web.module import Module
from service.web.register import Field, Kind, Register

KINDS = {
    "pk": N_("Повышение квалификации"),
    "pp": N_("Профессиональная переподготовка"),
    "internship": N_("Стажировка"),
}

TRAININGS = Register(
    name="trainings",
    address="training",
    module="training",
    title=N_("Обучение"),
    one=N_("Запись об обучении"),
    about=N_("Освоенные программы с документом: по ним считаются доли прошедших обучение."),
    model=Training,
    label="programme",
    read=TrainingPermission.READ,
    write=TrainingPermission.WRITE,
    school="person_id",
    latest="finished_on",
    lives=False,
    add=N_("Добавить обучение"),
    fields=(
        Field("person_id", N_("Кто учился"), Kind.PERSON, required=True),
        Field("kind", N_("Вид"), Kind.CHOICE, required=True, choices=KINDS),
        Field("programme", N_("Программа"), required=True),
        Field("provider", N_("Организация"), listed=False),
        Field("hours", N_("Часов"), Kind.INTEGER, least=1, most=5000),
        Field("started_on", N_("Начало"), Kind.DATE, listed=False),
        Field("finished_on", N_("Окончание"), Kind.DATE, required=True),
        Field("document", N_("Документ"), longest=200, listed=False),
        Field("federal_register", N_("Программа из Федерального реестра"), Kind.BOOLEAN, listed=False),
        Field("after_diagnostics", N_("Подобрана по итогам диагностики"), Kind.BOOLEAN, listed=False),
        Field("informal", N_("Неформальное обучение"), Kind.BOOLEAN, listed=False),
    ),
)

TEAMS = Register(
    name="teams",
    address="training/teams",
    module="training",
    title=N_("Управленческие команды"),
    one=N_("Управленческая команда"),
    about=N_("Команды школ, чьё участие в программах учитывает мониторинг."),
    model=ManagementTeam,
    read=TrainingPermission.READ,
    write=TrainingPermission.WRITE,
    school="organisation_id",
    add=N_("Добавить команду"),
    fields=(
        Field("name", N_("Название"), required=True, longest=300),
        Field("organisation_id", N_("Организация"), Kind.RECORD, required=True, to="organisations"),
    ),
)

TEAM_TRAININGS = Register(
    name="team-trainings",
    address="training/team-programmes",
    module="training",
    title=N_("Программы управленческих команд"),
    one=N_("Программа команды"),
    about=N_("В каких программах участвовали управленческие команды."),
    model=TeamTraining,
    label="programme",
    read=TrainingPermission.READ,
    write=TrainingPermission.WRITE,
    school="team_id",
    latest="finished_on",
    lives=False,
    add=N_("Добавить программу"),
    fields=(
        Field("team_id", N_("Команда"), Kind.RECORD, required=True, to="teams"),
        Field("kind", N_("Вид"), Kind.CHOICE, required=True, choices=KINDS),
        Field("programme", N_("Программа"), required=True),
        Field("finished_on", N_("Окончание"), Kind.DATE, required=True),
    ),
)

FACTS = (
    records_of(
        Kept(
            Training,
            "register_trainings.listing",
            (
                "training:trainings",
                "training:training",
                "training.support",
                "training.listeners",
                "training.organisations",
                "training.planning",
            ),
        ),
        Kept(
            Training,
            "register_trainings.listing",
            ("training.federal_register",),
            (Training.federal_register.is_(True),),
        ),
        Kept(
            Training,
            "register_trainings.listing",
            ("training.follow_up",),
            (Training.after_diagnostics.is_(True),),
        ),
        Kept(
            Training,
            "register_trainings.listing",
            ("training.internships",),
            (Training.kind == "internship",),
        ),
    ),
)

MODULE = Module(
    name="training",
    title=N_("Обучение"),
    grants=GRANTS,
    facts=FACTS,
    registers=(TRAININGS, TEAMS, TEAM_TRAININGS),
    courses=Training,
    menu=(
        MenuItem(
            "register_trainings.listing", N_("Обучение"), GROWTH, TrainingPermission.READ, "mortarboard"
        ),
        MenuItem(
            "register_teams.listing", N_("Управленческие команды"), GROWTH, TrainingPermission.READ, "people"
        ),
    ),
)
