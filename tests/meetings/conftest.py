"""What tests of meetings may ask for."""

from collections.abc import Callable, Iterator

import pytest

from service.config import Settings
from tests.meetings.rows import Rows


@pytest.fixture(scope="module")
def another(settings: Settings) -> Iterator[Callable[[], Rows]]:
    """Makes further connections to the same tenant, for whoever comes at the same time."""
    made: list[Rows] = []

    def make() -> Rows:
        made.append(Rows(settings))
        return made[-1]

    yield make
    for one in made:
        one.db.close()


@pytest.fixture(scope="module")
def rows(another: Callable[[], Rows]) -> Rows:
    """Rows of the tenant luga by the application's role."""
    return another()
