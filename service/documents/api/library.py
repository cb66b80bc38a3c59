"""The API of the library: sections with their figures, entries of every level that the asker reads."""

from typing import Any

from flask import Blueprint, g
from marshmallow import Schema, fields

from service.core.language import N_
from service.documents import library
from service.documents.names import ITEM_KINDS, LEVELS, SECTIONS, DocumentsPermission
from service.web.api import PREFIX, accepts, asked_page, returns
from service.web.asked import ListQuestion, choice_asked, words_asked
from service.web.guard import requires

blueprint = Blueprint("api_library", __name__, url_prefix=f"{PREFIX}/<slug>/library")


class LibrarySectionRecord(Schema):
    """A section of the library."""

    code = fields.Str()
    title = fields.Str()
    count = fields.Int(metadata={"description": N_("Сколько записей.")})
    updated = fields.DateTime(
        allow_none=True, metadata={"description": N_("Когда обновлялась последний раз.")}
    )


class LibraryEntryRecord(Schema):
    """An entry of the library."""

    id = fields.Int()
    level = fields.Str(metadata={"description": N_("Чья запись: regional, municipal, organisation.")})
    inherited = fields.Bool(metadata={"description": N_("Запись другого уровня: только для чтения.")})
    organisation_id = fields.Int(allow_none=True)
    title = fields.Str()
    section = fields.Str()
    kind = fields.Str()
    author = fields.Str(allow_none=True)
    issuer = fields.Str(allow_none=True)
    number = fields.Str(allow_none=True)
    issued_on = fields.Date(allow_none=True)
    url = fields.Str(allow_none=True)
    keywords = fields.Str(allow_none=True)
    about = fields.Str(allow_none=True)
    recorded_at = fields.DateTime()


class LibraryQuestion(ListQuestion):
    """What is looked for."""

    q = words_asked(N_("Слова в названии, авторах, ключевых словах."))
    section = choice_asked(SECTIONS, N_("Раздел библиотеки."))
    kind = choice_asked(ITEM_KINDS, N_("Вид документа: normative, guidance, other."))
    level = choice_asked(LEVELS, N_("Чья запись: regional, municipal, organisation."))


@blueprint.get("/sections")
@requires(DocumentsPermission.READ)
@returns(
    LibrarySectionRecord(), many=True, summary=N_("Разделы библиотеки: сколько записей, когда обновлялись")
)
def sections() -> Any:
    """The sections with their figures."""
    return library.sections(g.scope)


@blueprint.get("", strict_slashes=False)
@requires(DocumentsPermission.READ)
@accepts(query=LibraryQuestion())
@returns(LibraryEntryRecord(), many=True, summary=N_("Записи библиотеки: свои и полученные сверху"))
def entries(query: dict[str, Any]) -> Any:
    """Entries that were asked for."""
    asked = library.Asked(*(query.get(name) or "" for name in ("q", "section", "kind", "level")))
    return library.entries(g.scope, asked, asked_page())
