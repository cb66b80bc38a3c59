"""The API of drafts: begin, give an act, change entries, preview, adopt, compare."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, g, request

from service.core.errors import FieldProblem, Invalid, NotFound
from service.core.language import N_, render
from service.documents.files import DOCX
from service.documents.paper import to_docx
from service.profiles.drafting import KEYS
from service.settings import drafts as reads
from service.settings import standing
from service.settings.actions import adopting, drafting, editing, previewing
from service.settings.annex import Compared, annex
from service.settings.api.draft_shapes import (
    AdoptionDraft,
    DraftChange,
    DraftEntryDraft,
    DraftEntryRecord,
    DraftRecord,
    LineRecord,
    PreviewRecord,
    UndoQuestion,
)
from service.settings.differing import Line, lines
from service.settings.draft_schema import DraftSchema
from service.settings.drafts import Workpiece
from service.settings.model import DraftEntry, RuleDraft, RulePreview
from service.settings.names import SettingsPermission
from service.web.api import PREFIX, accepts, described, or_present, returns
from service.web.asked import ListQuestion, Upload
from service.web.guard import requires

blueprint = Blueprint("api_drafts", __name__, url_prefix=f"{PREFIX}/<slug>/profile/drafts")
ONE, ENTRY = "/<int:draft_id>", "/<int:draft_id>/entries/<part>/<entry_id>"
NO_FILE = N_("Приложите файл.")


def piece_of(draft_id: int) -> Workpiece:
    """The draft of an address with all around it."""
    return reads.workpiece(g.scope, reads.find(g.scope, draft_id))


def present(row: RuleDraft) -> RuleDraft:
    """A draft as the database has it now."""
    g.scope.db.flush()
    g.scope.db.refresh(row)
    return row


@blueprint.get("")
@requires(SettingsPermission.DRAFTS)
@accepts(query=ListQuestion())
@returns(DraftRecord(), many=True, summary=N_("Проекты редакций, открытые первыми"))
def listing(query: dict[str, Any]) -> list[RuleDraft]:
    """Drafts of the tenant."""
    return [one.row for one in reads.listing(g.scope)]


@blueprint.post("")
@requires(SettingsPermission.WRITE)
@accepts(body=DraftSchema())
@returns(DraftRecord(), status=201, summary=N_("Начать проект редакции"))
def create(body: dict[str, Any]) -> RuleDraft:
    """Begin a draft."""
    return present(drafting.begin(g.scope, body["title"]))


@blueprint.get(ONE)
@requires(SettingsPermission.DRAFTS)
@returns(DraftRecord(), summary=N_("Один проект редакции"))
def one(draft_id: int) -> RuleDraft:
    """One draft with its act."""
    return reads.find(g.scope, draft_id)


@blueprint.put(ONE)
@requires(SettingsPermission.WRITE)
@accepts(body=DraftChange())
@returns(DraftRecord(), summary=N_("Записать акт проекта и день вступления в силу"))
def change(draft_id: int, body: dict[str, Any]) -> Any:
    """Give the draft its act and first day."""
    version = body.pop("version")

    def act() -> RuleDraft:
        return present(drafting.change_act(g.scope, draft_id, body, version, None))

    return or_present(act, lambda: DraftRecord().dump(reads.find(g.scope, draft_id)))


@blueprint.post(f"{ONE}/file")
@requires(SettingsPermission.WRITE)
@accepts(upload=Upload())
@returns(DraftRecord(), summary=N_("Приложить файл акта"))
def attach(draft_id: int) -> RuleDraft:
    """Keep the file of the act with the draft."""
    row = reads.find(g.scope, draft_id)
    found = request.files.get("file")
    if found is None or not found.filename:
        raise Invalid(fields=(FieldProblem("file", NO_FILE),))
    file = (found.filename, found.mimetype or "application/octet-stream", found.read())
    return present(drafting.change_act(g.scope, row.id, {}, None, file))


@blueprint.post(f"{ONE}/discard")
@requires(SettingsPermission.WRITE)
@returns(DraftRecord(), summary=N_("Отклонить проект"))
def discard(draft_id: int) -> RuleDraft:
    """Close the draft without adopting it."""
    drafting.discard(g.scope, draft_id)
    return present(reads.find(g.scope, draft_id))


@blueprint.get(f"{ONE}/entries")
@requires(SettingsPermission.DRAFTS)
@accepts(query=ListQuestion())
@returns(DraftEntryRecord(), many=True, summary=N_("Изменения проекта"))
def entries(draft_id: int, query: dict[str, Any]) -> tuple[DraftEntry, ...]:
    """The changes of a draft."""
    return piece_of(draft_id).entries


@blueprint.put(ENTRY)
@requires(SettingsPermission.WRITE)
@accepts(body=DraftEntryDraft())
@returns(
    DraftEntryRecord(),
    summary=N_("Записать изменение правила, настройки или её выбора"),
    about=N_("Поля – как в файле профиля; content null убирает запись из собственного слоя."),
)
def put_entry(draft_id: int, part: str, entry_id: str, body: dict[str, Any]) -> Any:
    """Write one change of a draft."""
    row = reads.find(g.scope, draft_id)
    if part not in KEYS:
        raise NotFound()

    def act() -> DraftEntry:
        saved = editing.save(g.scope, row.id, part, entry_id, body["content"], body["version"] or 0)
        g.scope.db.refresh(saved)
        return saved

    return or_present(act, lambda: _entry_now(draft_id, part, entry_id))


def _entry_now(draft_id: int, part: str, entry_id: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = DraftEntryRecord().dump(piece_of(draft_id).entry(part, entry_id) or {})
    return found


@blueprint.delete(ENTRY)
@requires(SettingsPermission.WRITE)
@accepts(query=UndoQuestion())
@described(summary=N_("Отменить изменение"), status=204)
def undo_entry(draft_id: int, part: str, entry_id: str, query: dict[str, Any]) -> Response:
    """Take one change out of the draft."""
    piece = piece_of(draft_id)
    found = piece.entry(part, entry_id)
    if found is None:
        raise NotFound()
    editing.undo(g.scope, draft_id, part, entry_id, query.get("seen", found.version))
    return Response(status=204)


@blueprint.post(f"{ONE}/preview")
@requires(SettingsPermission.WRITE)
@returns(PreviewRecord(), status=202, summary=N_("Посчитать, что изменится на записях"))
def ask_preview(draft_id: int) -> Mapping[str, Any]:
    """Ask what the draft would mean for the records."""
    row = previewing.ask(g.scope, draft_id)
    g.scope.db.flush()
    g.scope.db.refresh(row)
    return told(row, stale=False)


@blueprint.get(f"{ONE}/preview")
@requires(SettingsPermission.DRAFTS)
@returns(PreviewRecord(), summary=N_("Что изменится на записях"))
def preview(draft_id: int) -> Mapping[str, Any]:
    """What the draft would mean, as it was found last."""
    piece = piece_of(draft_id)
    found = standing.latest(g.scope, draft_id)
    if found is None:
        raise NotFound()
    return told(found, stale=standing.stale(found, piece))


def told(row: RulePreview, *, stale: bool) -> Mapping[str, Any]:
    """A preview as the API gives it."""
    names = ("state", "on_day", "done", "total", "asked_at", "finished_at", "effects")
    return {**{name: getattr(row, name) for name in names}, "stale": stale}


@blueprint.post(f"{ONE}/adopt")
@requires(SettingsPermission.ADOPT)
@accepts(body=AdoptionDraft())
@returns(DraftRecord(), summary=N_("Принять редакцию"))
def adopt(draft_id: int, body: dict[str, Any]) -> Any:
    """Adopt the draft as the next version of the rules."""
    return present(adopting.adopt(g.scope, draft_id, body["version"]))


@blueprint.get(f"{ONE}/difference")
@requires(SettingsPermission.DRAFTS)
@accepts(query=ListQuestion())
@returns(LineRecord(), many=True, summary=N_("Чем проект отличается от действующей редакции"))
def difference(draft_id: int, query: dict[str, Any]) -> list[Mapping[str, Any]]:
    """What the draft changes, in words."""
    return [line_told(one) for one in _lines(piece_of(draft_id))]


@blueprint.get(f"{ONE}/annex.docx")
@requires(SettingsPermission.DRAFTS)
@described(kind=DOCX, summary=N_("Сравнительная таблица для приказа"))
def paper(draft_id: int) -> Response:
    """The difference as an annex to an order."""
    piece = piece_of(draft_id)
    before = piece.base.act.citation if piece.base.act else ""
    made = piece.row.act_date or piece.day
    compared = Compared(g.scope.tenant.title(), before, piece.act.citation, piece.day, made)
    return Response(to_docx(annex(compared, _lines(piece))), mimetype=DOCX)


def _lines(piece: Workpiece) -> list[Line]:
    return lines(piece.base.content, piece.loose, piece.present)


def line_told(line: Line) -> Mapping[str, Any]:
    """A line of a difference as the API gives it."""
    return {
        "section": line.section,
        "id": line.id,
        "title": line.title,
        "clause": line.clause,
        "was": [render(one) for one in line.was],
        "becomes": [render(one) for one in line.becomes],
        "act": line.act,
    }
