"""The card of documents."""

from service.core.language import N_
from service.documents.actions import fitting_dates
from service.documents.api import basis as api_basis
from service.documents.api import library as api_library
from service.documents.api import templates as api_templates
from service.documents.facts import FACTS
from service.documents.model import Acknowledgement, LegalAct, LibraryItem
from service.documents.names import (
    APPROVERS,
    EVENTS,
    GRANTS,
    ITEM_KINDS,
    LEVELS,
    SECTIONS,
    DocumentsPermission,
)
from service.documents.views import basis, library, templates
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

LIBRARY = Register(
    name="library-items",
    address="documents/library/items",
    module="documents",
    title=N_("Записи библиотеки"),
    one=N_("Запись библиотеки"),
    about=N_("Документы и материалы библиотеки: района и организаций."),
    model=LibraryItem,
    label="title",
    read=DocumentsPermission.READ,
    write=DocumentsPermission.WRITE_LIBRARY,
    school="organisation_id",
    add=N_("Добавить в библиотеку"),
    fields=(
        Field("title", N_("Название"), required=True),
        Field("section", N_("Раздел"), Kind.CHOICE, required=True, choices=SECTIONS),
        Field("kind", N_("Вид документа"), Kind.CHOICE, required=True, choices=ITEM_KINDS),
        Field(
            "organisation_id",
            N_("Организация"),
            Kind.RECORD,
            to="organisations",
            hint=N_("Пусто – запись самой службы; организация вносит только свои."),
        ),
        Field("author", N_("Автор"), longest=300, listed=False),
        Field("issuer", N_("Кто принял"), longest=300, listed=False),
        Field("number", N_("Номер"), longest=50, listed=False),
        Field("issued_on", N_("Дата документа"), Kind.DATE),
        Field("url", N_("Где лежит"), longest=500, listed=False),
        Field("keywords", N_("Ключевые слова"), longest=500, listed=False),
        Field("about", N_("О чём"), Kind.LONG, longest=4000, listed=False),
        Field(
            "shared",
            N_("Видна ниже"),
            Kind.BOOLEAN,
            listed=False,
            hint=N_("Регион открывает запись районам, район – своим организациям, только для чтения."),
        ),
    ),
)

MODULE = Module(
    name="documents",
    title=N_("Документы"),
    grants=GRANTS,
    facts=FACTS,
    blueprints=(
        templates.blueprint,
        basis.blueprint,
        library.blueprint,
        api_templates.blueprint,
        api_basis.blueprint,
        api_library.blueprint,
    ),
    collections={
        api_templates.blueprint.name: N_("Шаблоны документов"),
        api_basis.blueprint.name: N_("Правовая основа"),
        api_library.blueprint.name: N_("Библиотека"),
    },
    events=EVENTS,
    registers=(ACTS, ACKNOWLEDGEMENTS, LIBRARY),
    terms={
        N_("Разделы библиотеки"): tuple(SECTIONS.values()),
        N_("Виды документов"): tuple(ITEM_KINDS.values()),
        N_("Уровни документов"): tuple(LEVELS.values()),
    },
    menu=(
        MenuItem(
            "register_legal-acts.listing",
            N_("Документы"),
            SERVICE,
            DocumentsPermission.READ,
            "file-earmark-text",
        ),
        MenuItem("library.page", N_("Библиотека"), SERVICE, DocumentsPermission.READ, "journals"),
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
