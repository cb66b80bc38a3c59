"""Changes of a draft (изменения проекта): choosing a rule, its form, a rule of one's own, taking out."""

from collections.abc import Callable

from flask import Blueprint, g, redirect, request, url_for

from service.core.errors import Conflict, FieldProblem, NotFound, Problem
from service.core.language import N_
from service.core.paging import Page, paging
from service.profiles.problems import ProfileError
from service.profiles.profile import Profile
from service.profiles.schema import MODULES
from service.rules.catalogue import KINDS, RULES, describe, parse_params
from service.rules.message import Message, with_titles
from service.rules.shapes.titles import MONTHS
from service.settings.actions import editing
from service.settings.drafts import Workpiece
from service.settings.judging import UNKNOWN_RULE
from service.settings.listing import Filters, counts, entries
from service.settings.names import SettingsPermission
from service.settings.ruleforms import RuleForm, form_of, read_form
from service.settings.sections import SECTIONS
from service.settings.views.answering import Answer, taken_back
from service.settings.views.drafts import piece_of
from service.settings.views.rules import speech
from service.settings.words import titles_of
from service.web.forms import Form
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint(
    "draft_entries",
    __name__,
    template_folder="../templates",
    url_prefix="/<slug>/profile/drafts/<int:draft_id>",
)
ON_A_PAGE = 25
BAD_NAME = N_("Выберите правило из списка или назовите своё: раздел, кодовое слово и вид.")


def drafted_profile(piece: Workpiece) -> Profile:
    """The rules with the draft; those in force while the draft does not add up."""
    try:
        return piece.profile()
    except ProfileError:
        return piece.present


@blueprint.get("/rules")
@requires(SettingsPermission.DRAFTS)
def rules(draft_id: int) -> str:
    """Rules to choose from, with search."""
    return _rules(draft_id, form_with(request.args))


def _rules(draft_id: int, form: Form) -> str:
    piece = piece_of(draft_id)
    profile = drafted_profile(piece)
    asked = Filters.of(request.args)
    every = entries(profile)
    chosen = [one.rule for one in every if one.rule and asked.take(one)]
    turn = paging(request.args.get("page", 1), ON_A_PAGE)
    known = [(spec.id, spec.title) for spec in RULES.values() if spec.id not in profile.rules]
    return show(
        "drafts/rules.html",
        piece=piece,
        page=Page(chosen[turn.offset : turn.offset + turn.size], len(chosen), turn),
        sections=counts(every),
        all_sections=SECTIONS,
        known=known,
        kinds=list(KINDS),
        form=form,
        **speech(profile),
    )


@blueprint.get("/add")
@requires(SettingsPermission.DRAFTS)
def add(draft_id: int) -> Answer:
    """Go to the form of a rule that stands nowhere yet."""
    known, section, name = (request.args.get(key, "").strip() for key in ("known", "section", "name"))
    kind = request.args.get("kind", "")
    rule_id = known if known in RULES else f"{section}.{name}"
    if known not in RULES and (
        section not in MODULES or not name.replace("_", "").isalnum() or kind not in KINDS
    ):
        form = form_with(request.args)
        return _rules(draft_id, Form(form.values, (FieldProblem("name", BAD_NAME),))), 422
    return redirect(url_for("draft_entries.rule", draft_id=draft_id, rule_id=rule_id, kind=kind or None))


@blueprint.get("/rules/<rule_id>")
@requires(SettingsPermission.DRAFTS)
def rule(draft_id: int, rule_id: str) -> str:
    """The form of one rule, made from its kind."""
    piece = piece_of(draft_id)
    held = _held(piece, rule_id)
    return _form(piece, held, form_with())


def _held(piece: Workpiece, rule_id: str) -> RuleForm:
    kind = request.args.get("kind", "")
    written = piece.written("rule", rule_id)
    known = written is not None or rule_id in piece.present.rules or rule_id in RULES or kind in KINDS
    if not known or rule_id.partition(".")[0] not in MODULES:
        raise NotFound(UNKNOWN_RULE)
    return form_of(piece.present, rule_id, written, kind)


def _form(
    piece: Workpiece, held: RuleForm, form: Form, *, version: int | None = None, conflict: bool = False
) -> str:
    entry, module = piece.entry("rule", held.id), held.id.partition(".")[0]
    titles = titles_of(piece.present, module)
    bound = editing.bound_by(piece, held.id)
    present = piece.present.rules.get(held.id)
    prefix = f"{held.id}."
    theirs = (
        RuleForm(held.id, entry.content).sentence(titles) if conflict and entry and entry.content else None
    )
    return show(
        "drafts/rule.html",
        piece=piece,
        held=held,
        form=form,
        conflict=conflict,
        theirs=theirs,
        version=version if version is not None else entry.version if entry else 0,
        said=held.sentence(titles),
        before=with_titles(present.sentence, titles) if present and present.sentence else None,
        bound=bound,
        bound_said=with_titles(_said(bound), titles) if bound else None,
        settings=[
            one
            for one in drafted_profile(piece).settings.values()
            if any(t.startswith(prefix) for t in one.sets)
        ],
        changed=entry is not None,
        own=piece.written("rule", held.id) is not None,
        writes=piece.row.state == "open" and g.scope.can(SettingsPermission.WRITE),
        months=MONTHS,
        **speech(piece.present),
    )


def _said(bound: editing.Bound) -> Message:
    rule = bound.entry
    if rule.silent:
        return Message(rule.title)
    return describe(rule.kind, parse_params(rule.kind, rule.params, rule.id))


def sent() -> dict[str, list[str]]:
    """The form as the browser sent it, repeated fields as lists."""
    return dict(request.form.lists())


def seen_version() -> int:
    """The state of the change that the form was drawn from."""
    given = request.form.get("version") or request.args.get("version") or "0"
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else 0


@blueprint.post("/rules/<rule_id>")
@requires(SettingsPermission.WRITE)
def save_rule(draft_id: int, rule_id: str) -> Answer:
    """Show the rule as typed, or write it into the draft."""
    piece, version = piece_of(draft_id), seen_version()
    held = read_form(_held(piece, rule_id), sent())
    if request.form.get("do") != "save":
        return _form(piece, held, Form(problems=held.problems()), version=version)
    try:
        editing.save(g.scope, draft_id, "rule", rule_id, held.content, version)
    except Conflict:
        g.scope.db.rollback()
        return _form(piece_of(draft_id), held, form_with(), conflict=True), Conflict.status
    except Problem as problem:
        g.scope.db.rollback()
        return _form(piece_of(draft_id), held, form_with({}, problem), version=version), problem.status
    return redirect(url_for("rule_drafts.card", draft_id=draft_id))


@blueprint.post("/rules/<rule_id>/undo")
@requires(SettingsPermission.WRITE)
def undo_rule(draft_id: int, rule_id: str) -> Answer:
    """Take the change of a rule out of the draft."""

    def undo() -> None:
        editing.undo(g.scope, draft_id, "rule", rule_id, seen_version())

    return _changed(draft_id, rule_id, undo)


@blueprint.post("/rules/<rule_id>/remove")
@requires(SettingsPermission.WRITE)
def remove_rule(draft_id: int, rule_id: str) -> Answer:
    """Take a rule out of the own layer: what stands above it takes its place."""

    def remove() -> None:
        editing.save(g.scope, draft_id, "rule", rule_id, None, seen_version())

    return _changed(draft_id, rule_id, remove)


def _changed(draft_id: int, rule_id: str, act: Callable[[], None]) -> Answer:
    def again(form: Form) -> str:
        piece = piece_of(draft_id)
        return _form(piece, _held(piece, rule_id), form)

    return taken_back(draft_id, act, again)
