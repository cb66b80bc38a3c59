"""The card of documents."""

from service.core.language import N_
from service.documents.actions import fitting_dates
from service.documents.api import basis as api_basis
from service.documents.api import templates as api_templates
from service.documents.facts import FACTS
from service.documents.model import Acknowledgement, LegalAct
from service.documents.names import APPROVERS, EVENTS, GRANTS, LEVELS, DocumentsPermission
from service.documents.views import basis, templates
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
        Field(
            "approver",
            N_("Кем утверждён"),
            Kind.CHOICE,
            choices=APPROVERS,
            listed=False,
            hint=N_("Положение о службе утверждает орган, управляющий образованием"),
        ),
        Field("level", N_("Уровень"), Kind.CHOICE, choices=LEVELS),
        Field("basis_id", N_("На основании акта"), Kind.RECORD, to="legal-acts", listed=False),
        Field("repealed_on", N_("Утратил силу"), Kind.DATE),
        Field(
            "roadmap_item_id",
            N_("Пункт дорожной карты"),
            Kind.RECORD,
            to="roadmap-items",
            listed=False,
        ),
        Field("url", N_("Адрес публикации"), longest=500, listed=False),
    ),
    lives=False,
    derive=fitting_dates,
)

ACKNOWLEDGEMENTS = Register(
    name="acknowledgements",
    address="documents/acknowledgements",
    module="documents",
    title=N_("Ознакомление с актами"),
    one=N_("Ознакомление с актом"),
    about=N_("Кто и когда ознакомлен с приказом."),
    model=Acknowledgement,
    label="id",
    read=DocumentsPermission.READ_ACKNOWLEDGEMENTS,
    write=DocumentsPermission.WRITE,
    latest="acknowledged_on",
    lives=False,
    add=N_("Записать ознакомление"),
    fields=(
        Field("act_id", N_("Акт"), Kind.RECORD, required=True, to="legal-acts"),
        Field("person_id", N_("Кто ознакомлен"), Kind.PERSON, required=True),
        Field("acknowledged_on", N_("Дата"), Kind.DATE, required=True),
        Field("channel", N_("Чем подтверждено"), longest=200, hint=N_("Подпись в листе, отметка в системе")),
    ),
)

MODULE = Module(
    name="documents",
    title=N_("Документы"),
    grants=GRANTS,
    facts=FACTS,
    blueprints=(templates.blueprint, basis.blueprint, api_templates.blueprint, api_basis.blueprint),
    collections={
        api_templates.blueprint.name: N_("Шаблоны документов"),
        api_basis.blueprint.name: N_("Правовая основа"),
    },
    events=EVENTS,
    registers=(ACTS, ACKNOWLEDGEMENTS),
    menu=(
        MenuItem(
            "register_legal-acts.listing",
            N_("Документы"),
            SERVICE,
            DocumentsPermission.READ,
            "file-earmark-text",
        ),
        MenuItem("legal_basis.page", N_("Правовая основа"), SERVICE, DocumentsPermission.READ, "bank"),
        MenuItem(
            "document_templates.listing",
            N_("Шаблоны документов"),
            SERVICE,
            DocumentsPermission.TEMPLATES,
            "file-earmark-ruled",
        ),
    ),
)
