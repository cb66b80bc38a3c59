"""A field of a form as it is drawn (поле формы): a tree that a template walks without knowing the rule."""

from dataclasses import dataclass, field

from service.rules.shapes.shape import Options

MARKS = "_"
"""Under this key a list names the entries it holds, so that an empty one is kept."""
FORM = "form"
"""Under this key a condition says what it is: a comparison, a group, a record in another register."""


@dataclass(frozen=True)
class Node:
    """One field, or a group of fields; `control` names how it is drawn."""

    name: str
    title: str
    control: str
    value: object = ""
    options: Options = ()
    hint: str = ""
    required: bool = False
    children: tuple["Node", ...] = ()
    add: str = ""
    marks: tuple[str, ...] = field(default=())

    @property
    def place(self) -> str:
        """Give the id of the field on the page."""
        return f"field-{self.name}"


def child(name: str, key: str | int) -> str:
    """Give the name of a field inside another one."""
    return f"{name}.{key}"


def field_name(root: str, key: str) -> str:
    """Turn the path of a refusal, `conditions[0].when`, into the name of the field under `root`."""
    path = key.replace("[", ".").replace("]", "")
    return f"{root}.{path}" if path else root
