"""How large the country of a run is, and how often each scenario repeats."""

from dataclasses import dataclass, replace
from datetime import date

AS_OF = date(2026, 10, 31)
"""The day all figures are counted on: fixed, so that every run counts the same rows."""


@dataclass(frozen=True)
class Size:
    """One size: totals over all municipalities, and how many rounds a comparison takes."""

    name: str
    regions: int
    municipalities: int
    organisations: int
    teachers: int
    trainings: int
    routes: int
    pairs: int
    import_rows: int
    rounds: int
    country_rounds: int
    import_rounds: int
    starts: int
    workers: int
    memory: str

    @property
    def least(self) -> int:
        """The smallest number of teachers in a municipality."""
        return max(8, 89 * self.teachers // self.municipalities // 833)

    @property
    def most(self) -> int:
        """The largest number of teachers in a municipality."""
        return max(40, 10_566 * self.teachers // self.municipalities // 833)


COUNTRY = Size(
    name="country",
    regions=89,
    municipalities=2_400,
    organisations=100_000,
    teachers=2_000_000,
    trainings=1_000_000,
    routes=200_000,
    pairs=200_000,
    import_rows=10_000,
    rounds=60,
    country_rounds=1,
    import_rounds=2,
    starts=3,
    workers=2,
    memory="2GB",
)
SMALL = replace(
    COUNTRY,
    name="small",
    regions=12,
    municipalities=240,
    organisations=2_400,
    teachers=48_000,
    trainings=24_000,
    routes=4_800,
    pairs=4_800,
    import_rows=2_000,
    rounds=25,
    country_rounds=2,
    import_rounds=1,
    starts=1,
    memory="256MB",
)
TINY = replace(
    SMALL,
    name="tiny",
    regions=5,
    municipalities=6,
    organisations=30,
    teachers=240,
    trainings=120,
    routes=24,
    pairs=24,
    import_rows=40,
    rounds=2,
    country_rounds=1,
    workers=1,
)
SIZES = {size.name: size for size in (COUNTRY, SMALL, TINY)}
