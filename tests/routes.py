"""Addresses are compiled once in a process, however many applications its tests build.

Building one application compiles some three thousand small functions, a second of the processor for each file
of tests; they depend on nothing but the address.
"""

from collections.abc import Callable, Hashable
from typing import Any

from werkzeug.routing import Rule


def compile_once() -> None:
    """Let rules of the same address share what was compiled for the first of them."""
    made: dict[Hashable, Callable[..., Any]] = {}
    plain: Callable[[Rule, bool], Callable[..., Any]] = Rule._compile_builder

    def compiled(rule: Rule, append_unknown: bool = True) -> Callable[..., Any]:
        defaults = tuple(sorted((rule.defaults or {}).items()))
        key = (rule.rule, append_unknown, defaults, tuple(rule._trace))
        if key not in made:
            made[key] = plain(rule, append_unknown)
        return made[key]

    Rule._compile_builder = compiled  # type: ignore[method-assign,assignment]
