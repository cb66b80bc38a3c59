"""The card of consultations."""

from service.consultations.model import Consultation
from service.consultations.names import GRANTS, ConsultationsPermission
from service.core.language import N_
from service.tenancy.facts import Kept, records_of
from service.web.menu import GROWTH, MenuItem
from service.web.module import Module
from service.web.register import Field, Kind, Register

CONSULTATIONS = Register(
    name="consultations",
    address="consultations",
    module="consultations",
    title=N_("Консультации"),
    one=N_("Консультация"),
    about=N_("Кого и о чём консультировала служба."),
    model=Consultation,
    label="topic",
    read=ConsultationsPermission.READ,
    write=ConsultationsPermission.WRITE,
    latest="on",
    lives=False,
    add=N_("Добавить консультацию"),
    fields=(
        Field("topic", N_("О чём"), required=True),
        Field("on", N_("Дата"), Kind.DATE, required=True),
        Field(
            "kind",
            N_("Вид"),
            Kind.CHOICE,
            required=True,
            choices={"individual": N_("индивидуальная"), "group": N_("групповая")},
        ),
        Field(
            "form",
            N_("Форма"),
            Kind.CHOICE,
            required=True,
            choices={"in_person": N_("очно"), "remote": N_("дистанционно"), "written": N_("письменно")},
        ),
        Field("people", N_("Сколько человек"), Kind.INTEGER, required=True, least=1, most=10_000),
        Field("organisation_id", N_("Организация"), Kind.RECORD, to="organisations"),
        Field("person_id", N_("Кто консультировал"), Kind.PERSON),
        Field("result", N_("Итог"), Kind.LONG, longest=4000, listed=False),
    ),
)

FACTS = (
    records_of(
        Kept(
            Consultation,
            "register_consultations.listing",
            (
                "consultations.consultation",
                "consultations.consulting",
                "consultations.services",
                "consultations.training",
            ),
        ),
    ),
)

MODULE = Module(
    name="consultations",
    title=N_("Консультации"),
    grants=GRANTS,
    facts=FACTS,
    registers=(CONSULTATIONS,),
    menu=(
        MenuItem(
            "register_consultations.listing",
            N_("Консультации"),
            GROWTH,
            ConsultationsPermission.READ,
            "chat-dots",
        ),
    ),
)
