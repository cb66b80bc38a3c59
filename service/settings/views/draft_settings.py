"""Settings in a draft (настройки в проекте): choosing one, its form, what it decides."""

from collections.abc import Callable
from typing import Any

from flask import g, redirect, request, url_for

from service.core.errors import Conflict, Invalid, NotFound, Problem
from service.profiles.drafting import Edit
from service.profiles.problems import ProfileError
from service.profiles.profile import Profile, Setting
from service.profiles.steps import split_target
from service.rules.shapes.titles import MONTHS
from service.settings.actions import editing
from service.settings.choiceforms import ChoiceForm, form_of, read_form
from service.settings.choices import setting_value
from service.settings.drafts import Workpiece
from service.settings.names import SettingsPermission
from service.settings.sections import section_rank
from service.settings.views.answering import Answer, taken_back
from service.settings.views.drafts import piece_of
from service.settings.views.entries import blueprint as entries
from service.settings.views.entries import drafted_profile, seen_version, sent
from service.settings.views.rules import speech
from service.settings.words import sentence, titles_of
from service.web.forms import Form
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = entries
"""The pages of one draft: those of its rules stand beside."""


@blueprint.get("/settings")
@requires(SettingsPermission.DRAFTS)
def settings(draft_id: int) -> str:
    """Settings to choose from."""
    piece = piece_of(draft_id)
    profile = drafted_profile(piece)
    groups: dict[str, list[Setting]] = {}
    for one in sorted(profile.settings.values(), key=lambda one: section_rank(one.id.partition(".")[0])):
        groups.setdefault(one.id.partition(".")[0], []).append(one)
    return show("drafts/settings.html", piece=piece, groups=groups, **speech(profile))


def _held(piece: Workpiece, setting_id: str) -> ChoiceForm:
    profile = drafted_profile(piece)
    found = profile.settings.get(setting_id) or piece.present.settings.get(setting_id)
    if found is None:
        raise NotFound()
    return form_of(profile, found, piece.written("choice", setting_id))


@blueprint.get("/settings/<setting_id>")
@requires(SettingsPermission.DRAFTS)
def setting(draft_id: int, setting_id: str) -> str:
    """The form of one setting."""
    piece = piece_of(draft_id)
    return _form(piece, _held(piece, setting_id), None)


def _form(
    piece: Workpiece,
    held: ChoiceForm,
    form: Form | None,
    *,
    version: int | None = None,
    conflict: bool = False,
) -> str:
    one, entry = held.setting, piece.entry("choice", held.setting.id)
    titles = titles_of(piece.present, one.id.partition(".")[0])
    theirs = entry.content.get("value") if conflict and entry and entry.content else None
    problems = form.problems if form else ()
    refusal = form.refusal if form else None
    return show(
        "drafts/setting.html",
        piece=piece,
        held=held,
        form=Form({"reason": held.reason}, problems, refusal),
        conflict=conflict,
        theirs=None if theirs is None else setting_value(one, theirs, titles),
        version=version if version is not None else entry.version if entry else 0,
        decides=_decides(piece, held),
        changed=entry is not None,
        own=piece.written("choice", one.id) is not None,
        defined=piece.written("setting", one.id) is not None and piece.entry("setting", one.id) is None,
        writes=piece.row.state == "open" and g.scope.can(SettingsPermission.WRITE),
        months=MONTHS,
        **speech(piece.present),
    )


def _decides(piece: Workpiece, held: ChoiceForm) -> list[tuple[str, Any, Any]]:
    """The rules that a setting decides: as they are, and as they would be with the value of the form."""
    ids = [found[0] for one in held.setting.sets if (found := split_target(one, piece.present.rules))]
    after = piece.present
    if held.value is not None:
        content = {**held.content, "reason": held.reason or "…"}
        try:
            after = piece.profile(piece.data_with([Edit("choice", held.setting.id, content)]))
        except ProfileError:
            after = piece.present
    return [
        (piece.present.rules[one].title, _sentence(piece.present, one), _sentence(after, one))
        for one in dict.fromkeys(ids)
    ]


def _sentence(profile: Profile, rule_id: str) -> Any:
    rule = profile.rules.get(rule_id)
    return sentence(rule, titles_of(profile, rule.module)) if rule else ""


@blueprint.post("/settings/<setting_id>")
@requires(SettingsPermission.WRITE)
def save_setting(draft_id: int, setting_id: str) -> Answer:
    """Show what a value would decide, or write it into the draft."""
    piece, version = piece_of(draft_id), seen_version()
    held = read_form(_held(piece, setting_id), sent())
    if request.form.get("do") != "save":
        return _form(piece, held, None, version=version)
    try:
        if problems := held.problems():
            raise Invalid(fields=problems)
        editing.save(g.scope, draft_id, "choice", setting_id, held.content, version)
    except Conflict:
        g.scope.db.rollback()
        return _form(piece_of(draft_id), held, None, conflict=True), Conflict.status
    except Problem as problem:
        g.scope.db.rollback()
        return _form(piece_of(draft_id), held, form_with({}, problem), version=version), problem.status
    return redirect(url_for("rule_drafts.card", draft_id=draft_id))


@blueprint.post("/settings/<setting_id>/undo")
@requires(SettingsPermission.WRITE)
def undo_setting(draft_id: int, setting_id: str) -> Answer:
    """Take the change of a setting out of the draft."""

    def undo() -> None:
        editing.undo(g.scope, draft_id, "choice", setting_id, seen_version())

    return _changed(draft_id, setting_id, undo)


@blueprint.post("/settings/<setting_id>/reset")
@requires(SettingsPermission.WRITE)
def reset_setting(draft_id: int, setting_id: str) -> Answer:
    """Go back to the usual value."""

    def reset() -> None:
        editing.save(g.scope, draft_id, "choice", setting_id, None, seen_version())

    return _changed(draft_id, setting_id, reset)


@blueprint.post("/settings/<setting_id>/remove")
@requires(SettingsPermission.WRITE)
def remove_setting(draft_id: int, setting_id: str) -> Answer:
    """Take the setting itself out of the own layer."""

    def remove() -> None:
        editing.save(g.scope, draft_id, "setting", setting_id, None, 0)

    return _changed(draft_id, setting_id, remove)


def _changed(draft_id: int, setting_id: str, act: Callable[[], None]) -> Answer:
    def again(form: Form) -> str:
        piece = piece_of(draft_id)
        return _form(piece, _held(piece, setting_id), form)

    return taken_back(draft_id, act, again)
