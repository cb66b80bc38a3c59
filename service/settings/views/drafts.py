"""Drafts of rules (проекты редакций): the list, one with its act, preview."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from service.access.names import ROLE_TITLES
from service.core.errors import NotFound
from service.core.language import N_, current_language, gettext
from service.documents.files import stored
from service.rules.message import Message
from service.settings import drafts, standing
from service.settings.actions import adopting, drafting, previewing
from service.settings.differing import Line, lines
from service.settings.draft_schema import DraftActSchema, DraftSchema
from service.settings.drafts import Workpiece
from service.settings.effects import CHANGES, SECTIONS
from service.settings.model import RuleDraft
from service.settings.names import SettingsPermission
from service.settings.queries import editions
from service.settings.views.answering import (
    LABELS,
    RELATIONS,
    Answer,
    anew,
    polled_in_vain,
    tried,
)
from service.web.answers import file_answer
from service.web.forms import Form, load
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint(
    "rule_drafts", __name__, template_folder="../templates", url_prefix="/<slug>/profile/drafts"
)


@blueprint.get("", strict_slashes=False)
@requires(SettingsPermission.DRAFTS)
def listing() -> str:
    """Every draft of the tenant, open ones first."""
    return listed(form_with())


def listed(form: Form) -> str:
    """The page of all drafts."""
    return show("drafts/listing.html", drafts=drafts.listing(g.scope), form=form)


@blueprint.post("", strict_slashes=False)
@requires(SettingsPermission.WRITE)
def begin() -> Answer:
    """Begin a draft."""

    def act(values: dict[str, Any]) -> Response:
        row = drafting.begin(g.scope, load(DraftSchema(), {"title": values.get("title")})["title"])
        return redirect(url_for("rule_drafts.card", draft_id=row.id))

    return tried(act, listed)


def piece_of(draft_id: int) -> Workpiece:
    """The draft of an address with all around it."""
    return drafts.workpiece(g.scope, drafts.find(g.scope, draft_id))


@blueprint.get("/<int:draft_id>")
@requires(SettingsPermission.DRAFTS)
def card(draft_id: int) -> str:
    """One draft: its changes, act, preview, what stands in the way of its adoption."""
    return _card(draft_id)


def _card(draft_id: int, form: Form | None = None) -> str:
    piece = piece_of(draft_id)
    row, preview = piece.row, standing.latest(g.scope, draft_id)
    is_open = row.state == "open"
    return show(
        "drafts/card.html",
        piece=piece,
        form=form or form_with({name: getattr(row, name) for name in drafting.FIELDS}),
        lines=difference_of(piece),
        link=(lambda line: _edited_at(draft_id, line)) if is_open else None,
        writes=is_open and g.scope.can(SettingsPermission.WRITE),
        obstacles=adopting.obstacles(g.scope, piece) if is_open else [],
        adopts=adopting.may_adopt(g.scope),
        role=ROLE_TITLES[adopting.adopter(g.scope)],
        labels={name: gettext(title) for name, title in LABELS.items()},
        relations=[(code, gettext(title)) for code, title in RELATIONS.items()],
        carried=piece.carried if is_open else (),
        preview=preview,
        old=preview is not None and standing.stale(preview, piece),
    )


def difference_of(piece: Workpiece) -> list[Line]:
    """What a draft changes, in words; what an adopted one has changed."""
    row = piece.row
    if row.adopted_number is not None:
        known = {one.number: one for one in editions(g.scope.db, g.scope.tenant)}
        before = max((one for one in known if one < row.adopted_number), default=row.adopted_number)
        return lines(known[before].content, known[row.adopted_number].content, g.scope.profile)
    return lines(piece.base.content, piece.loose, piece.present)


def _edited_at(draft_id: int, line: Line) -> str:
    if line.section == "rule":
        return url_for("draft_entries.rule", draft_id=draft_id, rule_id=line.id)
    if line.section in ("choice", "setting"):
        return url_for("draft_entries.setting", draft_id=draft_id, setting_id=line.id)
    return ""


@blueprint.post("/<int:draft_id>/act")
@requires(SettingsPermission.WRITE)
def act(draft_id: int) -> Answer:
    """Give the draft its act, file and first day."""

    def change(values: dict[str, Any]) -> Response:
        asked = load(DraftActSchema(), {name: values.get(name) for name in DraftActSchema().fields})
        version = asked.pop("version")
        drafting.change_act(g.scope, draft_id, asked, version, sent_file())
        drafting.flushed(g.scope, None)
        return redirect(url_for("rule_drafts.card", draft_id=draft_id))

    return tried(change, lambda form: _card(draft_id, form))


def sent_file() -> tuple[str, str, bytes] | None:
    """The file of a form, if one was chosen."""
    found = request.files.get("file")
    if found is None or not found.filename:
        return None
    return found.filename, found.mimetype or "application/octet-stream", found.read()


@blueprint.get("/<int:draft_id>/act.file")
@requires(SettingsPermission.DRAFTS)
def act_file(draft_id: int) -> Response:
    """The file of the act as it was stored."""
    row = drafts.find(g.scope, draft_id)
    if row.file_id is None:
        raise NotFound()
    file = stored(g.scope, row.file_id)
    return file_answer(file.content, file.media_type, file.name)


@blueprint.post("/<int:draft_id>/discard")
@requires(SettingsPermission.WRITE)
def discard(draft_id: int) -> Answer:
    """Close the draft without adopting it."""

    def close(_values: dict[str, Any]) -> Response:
        drafting.discard(g.scope, draft_id)
        return redirect(url_for("rule_drafts.listing"))

    return tried(close, lambda form: _card(draft_id, form))


@blueprint.post("/<int:draft_id>/preview")
@requires(SettingsPermission.WRITE)
def ask_preview(draft_id: int) -> Answer:
    """Ask what the draft would mean for the records."""

    def ask(_values: dict[str, Any]) -> Response:
        previewing.ask(g.scope, draft_id)
        return redirect(url_for("rule_drafts.preview", draft_id=draft_id))

    return tried(ask, lambda form: _card(draft_id, form))


@blueprint.get("/<int:draft_id>/preview")
@requires(SettingsPermission.DRAFTS)
def preview(draft_id: int) -> str | Response:
    """What would change on the tenant's records, with links; a polling page loads anew at the end."""
    piece = piece_of(draft_id)
    found = standing.latest(g.scope, draft_id)
    if polled_in_vain(found):
        return anew()
    return show(
        "drafts/preview.html",
        preview=found,
        old=found is not None and standing.stale(found, piece),
        title=Message(N_("Предпросмотр: %(title)s"), {"title": piece.row.title}),
        lede=Message(N_("Что изменится на ваших данных с %(day)s"), {"day": piece.day}),
        crumbs=_crumbs(piece.row),
        again=url_for("rule_drafts.ask_preview", draft_id=draft_id)
        if piece.row.state == "open" and g.scope.can(SettingsPermission.WRITE)
        else "",
        **shown_effects(),
    )


def _crumbs(row: RuleDraft) -> list[tuple[str, str]]:
    return [
        (gettext(N_("Правила")), url_for("rules.listing")),
        (gettext(N_("Проекты редакций")), url_for("rule_drafts.listing")),
        (row.title, url_for("rule_drafts.card", draft_id=row.id)),
    ]


def shown_effects() -> Mapping[str, Any]:
    """What every page of effects says with."""
    return {
        "sections": SECTIONS,
        "changes": CHANGES,
        "profile": g.scope.profile,
        "lang": current_language(),
    }
