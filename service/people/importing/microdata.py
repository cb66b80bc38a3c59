"""Microdata (микроразметка) of a school site's page: which elements speak of one person, and their words.

Pages differ in tags, letter case, nesting and labels; a record is found from its name upwards.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

STAFF = "teachingstaff"
HEADS = frozenset({"rucovodstvo", "rucovodstvozam", "rucovodstvofil", "employees"})
NAME = "fio"
TEACHING = frozenset(
    {"teachingdiscipline", "teachingdisciplin", "teachinglevel", "degree", "academstat", "profdevelopment"}
    | {
        "qualification",
        "teachingqual",
        "employeequalification",
        "genexperience",
        "specexperience",
        "teachingop",
    }
)
PROPERTIES = TEACHING | {NAME, "post", "telephone", "email"}
OTHER_BLOCKS = frozenset({"structorguprav", "filinfo", "repinfo", "uchredlaw", "volume", "addresscab"})
BREAKS = frozenset(
    {"br", "p", "div", "li", "tr", "ul", "ol", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
)
UNSPOKEN = frozenset({"script", "style", "template", "noscript", "head", "-comment", "_comment"})
BOUNDS = frozenset({"table", "tbody", "body", "html", "main"})
DEEPEST = 300
MOST_PEOPLE = 20_000


@dataclass(frozen=True)
class PageRecord:
    """What a page says of one person: the block it stood in (`staff` or `head`) and texts by property."""

    block: str
    values: dict[str, list[str]]


def extract(html: str) -> list[PageRecord]:
    """Records of a page in the order of the page; elements without any text are left out."""
    tree = LexborHTMLParser(html)
    marked = [(node, _tokens(node)) for node in tree.css("[itemprop]")]
    names = [node for node, tokens in marked if NAME in tokens and not _inside(node, NAME)][:MOST_PEOPLE]
    people = Counter(above.mem_id for node in names for above in [node, *_ancestors(node)])
    records = []
    for node in names:
        found = _record(node, people)
        if found:
            block, root = found
            records.append(PageRecord(block, _values(root)))
    nameless = [node for node, tokens in marked if STAFF in tokens and not people[node.mem_id]]
    records += [PageRecord("staff", _values(node)) for node in nameless]
    return [record for record in records if record.values]


def _tokens(node: LexborNode) -> set[str]:
    """The property names of an element in lower case."""
    return set((node.attributes.get("itemprop") or "").lower().split())


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    for _ in range(DEEPEST):
        if above is None or not above.tag or above.tag == "-document":
            return
        yield above
        above = above.parent


def _inside(node: LexborNode, name: str) -> bool:
    return any(name in _tokens(above) for above in _ancestors(node))


def _record(name: LexborNode, people: Counter[int]) -> tuple[str, LexborNode] | None:
    """The block and the element that hold everything about the person named; None for other people."""
    above = list(_ancestors(name))
    for place, node in enumerate(above):
        tokens = _tokens(node)
        block = "staff" if STAFF in tokens else "head" if tokens & HEADS else None
        if block:
            own = node if people[node.mem_id] == 1 else _widest(name, above[:place], people)
            return block, _with_neighbours(own, people)
        if tokens & OTHER_BLOCKS:
            return None
    own = _widest(name, above, people)
    return ("staff", own) if len(_values(own).keys() & TEACHING) > 1 else None


def _widest(name: LexborNode, above: list[LexborNode], people: Counter[int]) -> LexborNode:
    """The largest element around a name that holds no other name."""
    widest = name
    for node in above:
        if people[node.mem_id] > 1 or node.tag in BOUNDS:
            break
        widest = node
    return widest


def _with_neighbours(own: LexborNode, people: Counter[int]) -> LexborNode:
    """The row around a block that marks the name alone."""
    if len(_values(own)) > 1:
        return own
    above = own.parent
    alone = above is not None and people[above.mem_id] == 1 and above.tag not in BOUNDS
    return above if alone and above is not None else own


def _values(root: LexborNode) -> dict[str, list[str]]:
    """Texts by property inside an element, itself included."""
    values: dict[str, list[str]] = {}
    for node in [root, *root.css("[itemprop]")]:
        for token in sorted(_tokens(node) & PROPERTIES):
            text = _text(node, token)
            if text and text not in values.setdefault(token, []):
                values[token].append(text)
    return {name: texts for name, texts in values.items() if texts}


def _text(node: LexborNode, token: str) -> str:
    """The words of an element line by line, without those of other properties inside it."""
    if node.tag == "meta":
        return _clean(node.attributes.get("content") or "")
    parts: list[str] = []
    stack: list[LexborNode | str] = [*reversed(list(node.iter(include_text=True)))]
    while stack:
        child = stack.pop()
        if isinstance(child, str):
            parts.append(child)
        elif child.tag == "-text":
            parts.append(child.text(deep=False).replace("\n", " "))
        elif child.tag not in UNSPOKEN and not (_tokens(child) & PROPERTIES - {token}):
            edge = ["\n"] if child.tag in BREAKS else []
            parts += edge
            stack += edge
            stack += reversed(list(child.iter(include_text=True)))
    return _clean("".join(parts))


def _clean(text: str) -> str:
    """Lines without empty ones, spaces of every kind single."""
    return "\n".join(line for line in (" ".join(part.split()) for part in text.split("\n")) if line)
