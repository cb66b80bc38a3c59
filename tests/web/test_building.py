"""Building the application while much else is going on in the same process."""

import ast
import gc
from collections.abc import Iterator

import pytest

from service.app import create_app
from service.config import Settings


@pytest.fixture
def parsing() -> Iterator[None]:
    """Every collection parses a little source, as printing the traceback of a finalizer does."""

    def parse(_phase: str, _info: dict[str, int]) -> None:
        ast.parse("a + b")

    before = gc.get_threshold()
    gc.callbacks.append(parse)
    gc.set_threshold(50)
    yield
    gc.set_threshold(*before)
    gc.callbacks.remove(parse)


def test_a_collection_does_not_break_the_addresses_being_compiled(parsing: None, settings: Settings) -> None:
    made = create_app(settings)
    assert len(list(made.url_map.iter_rules())) > 500 and gc.isenabled()
    made.extensions["shell"].engine.dispose()
