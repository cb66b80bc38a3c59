"""Changes of a draft, one entry at a time (изменение правила): two administrators lose nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.core.errors import Conflict, FieldProblem, Invalid, NotFound
from service.core.language import N_
from service.profiles.binding import weakened
from service.profiles.drafting import Edit, Fault
from service.profiles.entries import RuleEntry
from service.profiles.problems import ProfileError
from service.profiles.profile import Profile
from service.profiles.steps import split_target, value_at
from service.profiles.strata import BINDING
from service.profiles.versions import revived
from service.rules.message import Message
from service.rules.shapes.node import field_name
from service.settings.actions.drafting import opened
from service.settings.drafts import Workpiece
from service.settings.model import DraftEntry
from service.settings.names import SettingsEvent, SettingsPermission
from service.tenancy.scope import Scope

WEAKER = N_("Слабее правила региона быть нельзя (%(clause)s, %(act)s). %(reason)s")
ELSEWHERE = N_("«%(what)s» на это опирается: %(why)s")
NOTHING_HERE = N_("В собственной редакции такой записи нет.")


@dataclass(frozen=True)
class Bound:
    """The region's binding rule above an own one (обязательное правило региона)."""

    entry: RuleEntry
    clause: str
    act: str

    def refusal(self, content: Mapping[str, Any]) -> Message | None:
        """Why an own rule would be weaker, with the region's clause; None where it is not."""
        reason = weakened(self.entry, rule_entry(content))
        said = {"clause": self.clause, "act": self.act, "reason": reason}
        return Message(WEAKER, said) if reason else None


def rule_entry(content: Mapping[str, Any]) -> RuleEntry:
    """A rule as written, of plain data."""
    known = revived(content)
    return RuleEntry(**{**known, "clause_ids": tuple(known.get("clause_ids", ()))})


def bound_by(piece: Workpiece, rule_id: str) -> Bound | None:
    """The binding rule of the region that an own rule may not weaken."""
    if piece.base.content.tenant and piece.base.content.tenant.kind == "region":
        return None
    for layer in piece.present.layers:
        if layer.layer == "region" and layer.kind == BINDING:
            version = next(
                one for one in piece.versions if (one.owner, one.number) == (layer.owner, layer.number)
            )
            found = next((one for one in version.content.rules if one.id == rule_id), None)
            return Bound(found, found.clause, layer.citation) if found else None
    return None


def save(
    scope: Scope, draft_id: int, section: str, entry_id: str, content: Mapping[str, Any] | None, version: int
) -> DraftEntry:
    """Write one change of a draft; `content` None takes the entry out of the own layer.

    `version` is the change that the person saw, 0 where there was none. Raises Conflict when another has
    written the same entry meanwhile, Invalid naming the field that is wrong.
    """
    scope.allow(SettingsPermission.WRITE)
    piece = opened(scope, draft_id)
    entry = piece.entry(section, entry_id)
    seen = entry.version if entry else 0
    if seen != version:
        raise Conflict(current=entry)
    if content is None and piece.written(section, entry_id) is None:
        raise NotFound(NOTHING_HERE)
    edits = [Edit(section, entry_id, content), *followers(piece, section, entry_id, content)]
    refuse(piece, edits)
    rows = [_put(scope, piece, one) for one in edits]
    scope.db.flush()
    scope.record(SettingsEvent.ENTRY_CHANGED, piece.row, detail={"section": section, "entry": entry_id})
    return rows[0]


def _put(scope: Scope, piece: Workpiece, edit: Edit) -> DraftEntry:
    row = piece.entry(edit.section, edit.id)
    if row is None:
        row = DraftEntry(draft_id=piece.row.id, section=edit.section, entry_id=edit.id)
        scope.db.add(row)
    row.was = piece.before(edit.section, edit.id)
    row.content = None if edit.content is None else dict(edit.content)
    row.changed_by = scope.actor.account_id
    return row


def followers(piece: Workpiece, section: str, rule_id: str, content: Mapping[str, Any] | None) -> list[Edit]:
    """Own settings whose default repeats a parameter of a rule: it moves along with the parameter."""
    before = piece.written("rule", rule_id) if section == "rule" else None
    if before is None or content is None or content.get("silent"):
        return []
    old, new = revived(before.get("params", {})), revived(content.get("params", {}))
    found = []
    for setting in _own_settings(piece):
        for path in _paths(setting, rule_id):
            value = value_at(new, path)
            if (
                value is not None
                and value != value_at(old, path)
                and setting.get("default") == value_at(old, path)
            ):
                found.append(Edit("setting", setting["id"], _moved(setting, value)))
    return found


def _own_settings(piece: Workpiece) -> Sequence[Mapping[str, Any]]:
    return [revived(one) for one in piece.data.get("setting", ())]


def _paths(setting: Mapping[str, Any], rule_id: str) -> list[tuple[str, ...]]:
    sets = setting.get("sets", ())
    targets = (split_target(one, {rule_id: None}) for one in ([sets] if isinstance(sets, str) else sets))
    return [found[1] for found in targets if found]


def _moved(setting: Mapping[str, Any], value: Any) -> dict[str, Any]:
    options = setting.get("options")
    moved = {**setting, "default": value}
    if options and value not in options:
        moved["options"] = [*options, value]
    return moved


def refuse(piece: Workpiece, edits: Sequence[Edit]) -> None:
    """Raise Invalid for what these changes would break: their own fields, or whatever refers to them."""
    first = edits[0]
    bound = bound_by(piece, first.id) if first.section == "rule" else None
    if bound is not None and first.content is not None and (said := bound.refusal(first.content)):
        raise Invalid(fields=(FieldProblem("params", said.msgid, said.params),))
    data = piece.data_with(edits)
    known = {_key(one) for one in piece.faults}
    fresh = [one for one in piece.faults_of(data) if _key(one) not in known]
    own = [_problem(one) for one in fresh if (one.section, one.id) == (first.section, first.id)]
    if own:
        raise Invalid(fields=tuple(own))
    if fresh:
        raise Invalid(ELSEWHERE, what=title_of(piece.present, fresh[0]), why=fresh[0].problem.message)
    try:
        piece.profile(data)
    except ProfileError as error:
        raise Invalid(ELSEWHERE, what=error.problems[0].key, why=error.problems[0].message) from None


def title_of(profile: Profile, fault: Fault) -> str:
    """The name of a rule or setting that a fault stands in."""
    named: Any = profile.settings.get(fault.id) or profile.rules.get(fault.id)
    return named.title if named and named.title else fault.id


def _key(fault: Fault) -> tuple[str, str, str, str]:
    return fault.section, fault.id, fault.key, str(fault.problem.message)


def _problem(fault: Fault) -> FieldProblem:
    root, _, key = fault.key.partition(".")
    said = fault.problem.message
    return FieldProblem(field_name(root, key), said.msgid, said.params)


def undo(scope: Scope, draft_id: int, section: str, entry_id: str, version: int) -> None:
    """Take one change out of a draft (отменить изменение)."""
    scope.allow(SettingsPermission.WRITE)
    piece = opened(scope, draft_id)
    entry = piece.entry(section, entry_id)
    if entry is None:
        raise NotFound()
    if entry.version != version:
        raise Conflict(current=entry)
    scope.db.delete(entry)
    scope.record(SettingsEvent.ENTRY_UNDONE, piece.row, detail={"section": section, "entry": entry_id})
