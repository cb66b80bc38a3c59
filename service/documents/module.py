"""The card of documents."""

from service.core.language import N_
from service.documents.facts import FACTS
from service.documents.model import LegalAct
from service.documents.names import GRANTS, DocumentsPermission
from service.web.menu import SERVICE, MenuItem
from service.web.module import Module
from service.web.register import Field, Kind, Register

ACTS = Register(
    name="legal-acts",
    address="documents",
    module="documents",
    title=N_("Документы и акты"),
    one=N_("Правовой акт"),
    about=N_("Акты, на которых держится служба: положение, приказы о составах, соглашения."),
    model=LegalAct,
    label="title",
    read=DocumentsPermission.READ,
    write=DocumentsPermission.WRITE,
    latest="date",
    add=N_("Добавить акт"),
    fields=(
        Field("title", N_("Название"), required=True),
        Field(
            "kind", N_("Вид акта"), required=True, longest=100, hint=N_("Приказ, постановление, соглашение")
        ),
        Field("number", N_("Номер"), required=True, longest=50),
        Field("date", N_("Дата акта"), Kind.DATE, required=True),
        Field("effective_from", N_("Действует с даты"), Kind.DATE, listed=False),
        Field("issuer", N_("Кто принял"), longest=300),
        Field("url", N_("Адрес публикации"), longest=500, listed=False),
    ),
    lives=False,
)

MODULE = Module(
    name="documents",
    title=N_("Документы"),
    grants=GRANTS,
    facts=FACTS,
    registers=(ACTS,),
    menu=(
        MenuItem(
            "register_legal-acts.listing",
            N_("Документы"),
            SERVICE,
            DocumentsPermission.READ,
            "file-earmark-text",
        ),
    ),
)
