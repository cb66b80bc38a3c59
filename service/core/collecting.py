"""The garbage collector (сборщик мусора) stands still where it would do harm."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect nothing meanwhile.

    Werkzeug compiles every address from a syntax tree. Up to Python 3.11.7 and 3.12.1 (CPython gh-106905) a
    tree that is made while another is being made breaks the outer one: "AST constructor recursion depth
    mismatch". A collection amid it is what lets that happen: it runs finalizers and callbacks, which print
    tracebacks (these parse source too) or let another thread in.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
