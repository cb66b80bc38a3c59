"""The form of one rule (форма правила): drawn from what is written, read back, said as a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from service.access.names import ROLE_TITLES, Office
from service.core.errors import FieldProblem
from service.core.language import N_
from service.profiles.profile import Profile, Rule
from service.profiles.versions import plain_value, revived
from service.rules.catalogue import KINDS, RULES, describe, parse_params
from service.rules.errors import BadParams
from service.rules.message import Message, with_titles
from service.rules.shapes.catalogue import PARTS, record_of
from service.rules.shapes.drawing import draw
from service.rules.shapes.node import MARKS, Node, child, field_name
from service.rules.shapes.reading import Sent, first, read
from service.rules.shapes.shape import Choice, Part, Record, Words, Yes
from service.rules.value_words import VALUES
from service.settings.words import NOT_ESTABLISHED

PARAMS, _ROOT = "params", "rule"
ADD, DROP = "add:", "drop:"
_WHO = (*ROLE_TITLES.items(), *((one, VALUES[one]) for one in Office))
_SAID = (
    Part("title", N_("Название"), Words(), required=True),
    Part("clause", N_("Пункт"), Words(), N_("Как в акте: «прил. 2, п. 4.9».")),
    Part("quote", N_("Цитата пункта"), Words(long=True), N_("Слова самого акта.")),
    Part(
        "severity",
        N_("Если нарушено"),
        Choice((("soft", N_("отмечается, но не мешает")), ("hard", N_("нарушение не пройдёт")))),
        default="soft",
        required=True,
    ),
    Part("responsible", N_("Кто отвечает"), Choice(tuple((str(code), title) for code, title in _WHO))),
    Part("silent", N_("Положением не установлено: правило не действует"), Yes()),
)
_KIND = Part(
    "kind", N_("Вид правила"), Choice(tuple((one.name, one.title) for one in KINDS.values())), required=True
)


@dataclass(frozen=True)
class RuleForm:
    """A rule as its form holds it; `fresh` is one that stands nowhere yet, so its kind may be chosen."""

    id: str
    content: Mapping[str, Any]
    fresh: bool = False

    @property
    def kind(self) -> str:
        """The kind of the rule."""
        return str(self.content.get("kind", ""))

    @property
    def silent(self) -> bool:
        """Whether the rule is said not to be established."""
        return bool(self.content.get("silent"))

    @property
    def said(self) -> tuple[Node, ...]:
        """The fields that every rule has."""
        parts = (_KIND, *_SAID) if self.fresh and len(kinds_of(self.id)) > 1 else _SAID
        drawn = draw(_ROOT, Record(parts), self.content)
        return tuple(
            replace(one, name=one.name.removeprefix(f"{_ROOT}."), options=self._options(one)) for one in drawn
        )

    def _options(self, node: Node) -> Any:
        if node.name != child(_ROOT, _KIND.name):
            return node.options
        return tuple(one for one in node.options if one[0] in kinds_of(self.id))

    @property
    def params(self) -> tuple[Node, ...]:
        """The fields of the kind."""
        written = revived(self.content.get(PARAMS, {}))
        return draw(PARAMS, record_of(self.kind), written) if self.kind in PARTS else ()

    def sentence(self, titles: Mapping[str, str]) -> Message | None:
        """The rule as a sentence; None while its parameters cannot be read."""
        if self.silent:
            return NOT_ESTABLISHED
        try:
            parsed = parse_params(self.kind, revived(self.content.get(PARAMS, {})), self.id)
        except BadParams:
            return None
        return with_titles(describe(self.kind, parsed), titles)

    def problems(self) -> tuple[FieldProblem, ...]:
        """What the kind refuses, by field."""
        if self.silent:
            return ()
        try:
            parse_params(self.kind, revived(self.content.get(PARAMS, {})), self.id)
        except BadParams as refusal:
            said = refusal.message
            return (FieldProblem(field_name(PARAMS, refusal.key), said.msgid, said.params),)
        return ()


def kinds_of(rule_id: str) -> tuple[str, ...]:
    """The kinds that a rule of this id may have."""
    spec = RULES.get(rule_id)
    return spec.kinds if spec else tuple(KINDS)


def form_of(profile: Profile, rule_id: str, written: Mapping[str, Any] | None, kind: str = "") -> RuleForm:
    """The form of a rule: as its own layer has it, else as it is inherited, else empty."""
    if written is not None:
        return RuleForm(rule_id, written)
    rule = profile.rules.get(rule_id)
    if rule is not None:
        return RuleForm(rule_id, inherited(rule))
    spec, kinds = RULES.get(rule_id), kinds_of(rule_id)
    title = spec.title if spec else ""
    chosen = kind if kind in kinds else kinds[0]
    return RuleForm(rule_id, {"id": rule_id, "kind": chosen, "title": title}, fresh=True)


def inherited(rule: Rule) -> dict[str, Any]:
    """A rule of another layer as the beginning of an own one: its clause is not ours, so it stays empty."""
    found = {
        "id": rule.id,
        "kind": rule.kind,
        "title": rule.title,
        "severity": str(rule.severity),
        PARAMS: plain_value(dict(rule.written)),
        "silent": rule.silent,
        "responsible": rule.responsible,
    }
    return {name: value for name, value in found.items() if value not in ("", {}, False)}


def read_form(before: RuleForm, sent: Mapping[str, Sequence[str]]) -> RuleForm:
    """The form as it was sent, with an entry added or taken out where a button asked for that."""
    turned = pressed(sent)
    given = read(_ROOT, Record(_SAID), {child(_ROOT, name): values for name, values in turned.items()})
    kind = (
        first(turned, "kind")
        if before.fresh and first(turned, "kind") in kinds_of(before.id)
        else before.kind
    )
    kept = {name: before.content[name] for name in ("clause_ids",) if name in before.content}
    content: dict[str, Any] = {"id": before.id, "kind": kind, **kept, "title": "", **given}
    written = revived(before.content.get(PARAMS, {}))
    params = read(PARAMS, record_of(kind), turned, written)
    if params and not content.get("silent"):
        content[PARAMS] = plain_value(params)
    return RuleForm(before.id, content, before.fresh)


def pressed(sent: Sent) -> dict[str, Sequence[str]]:
    """What was sent after its button has been heeded: `add:list` or `drop:list.3`."""
    asked = first(sent, "do")
    turned = dict(sent)
    if asked.startswith(ADD):
        name = child(asked.removeprefix(ADD), MARKS)
        marks = list(sent.get(name, ()))
        turned[name] = [*marks, str(max((int(one) for one in marks if one.isdecimal()), default=-1) + 1)]
    elif asked.startswith(DROP):
        place, _, number = asked.removeprefix(DROP).rpartition(".")
        name = child(place, MARKS)
        turned[name] = [one for one in sent.get(name, ()) if one != number]
    return turned
