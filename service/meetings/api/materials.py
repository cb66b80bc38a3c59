"""The API of materials: addresses and files laid out for a meeting."""

from typing import Any

from flask import Blueprint, Response, g, request

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.meetings.actions import materials
from service.meetings.api import telling
from service.meetings.names import MeetingsPermission
from service.meetings.queries import materials as reads
from service.meetings.queries import meetings
from service.meetings.schema import drafts, records
from service.web.answers import file_answer
from service.web.api import PREFIX, accepts, described, returns
from service.web.forms import load, typed
from service.web.guard import requires

MATERIALS = Blueprint("api_materials", __name__, url_prefix=f"{PREFIX}/<slug>")
OF_MEETING, ONE = "/meetings/<int:meeting_id>/materials", "/materials/<int:material_id>"
MATERIAL = records.MaterialRecord()
ROOM = 64 * 1024
"""Bytes of a form beside its file."""
BYTES = "application/octet-stream"
NO_FILE = N_("Выберите файл.")


@MATERIALS.get(OF_MEETING)
@requires(MeetingsPermission.READ)
@returns(MATERIAL, many=True, summary=N_("Материалы заседания"))
def listing(meeting_id: int) -> Any:
    """Materials of a meeting."""
    found = meetings.meeting(g.scope, meeting_id)
    return [telling.material(one) for one in reads.materials(g.scope, found.id)]


@MATERIALS.post(OF_MEETING)
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.LinkDraft())
@returns(MATERIAL, status=201, summary=N_("Добавить материал ссылкой"))
def add(meeting_id: int, body: dict[str, Any]) -> Any:
    """Add an address."""
    return telling.material(reads.Laid(materials.add_link(g.scope, meeting_id, body), None))


@MATERIALS.post(f"{OF_MEETING}/files")
@requires(MeetingsPermission.TAKE_PART)
@accepts(upload=drafts.FileUpload())
@returns(MATERIAL, status=201, summary=N_("Добавить материал файлом, до 20 МБ"))
def upload(meeting_id: int) -> Any:
    """Add a file as multipart with title, item_id and file."""
    meetings.meeting(g.scope, meeting_id)
    request.max_content_length = materials.LARGEST + ROOM
    draft = load(drafts.FileDraft(), typed())
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Invalid(fields=(FieldProblem("file", NO_FILE),))
    sent = materials.Upload(file.filename, file.mimetype or BYTES, file.read())
    draft["title"] = draft["title"] or file.filename[:300]
    row = materials.add_file(g.scope, meeting_id, draft, sent)
    found = reads.materials(g.scope, meeting_id)
    return telling.material(next(one for one in found if one.row.id == row.id))


@MATERIALS.get(f"{ONE}/file")
@requires(MeetingsPermission.READ)
@described(kind=BYTES, summary=N_("Файл материала"))
def download(material_id: int) -> Response:
    """The file of a material, to be kept and not shown."""
    file = reads.file_of(g.scope, material_id)
    return file_answer(file.content, file.media_type, file.name)


@MATERIALS.delete(ONE)
@requires(MeetingsPermission.TAKE_PART)
@described(status=204, summary=N_("Убрать материал, пока заседание не открыто"))
def remove(material_id: int) -> Response:
    """Take a material away."""
    materials.remove(g.scope, material_id)
    return Response(status=204)
