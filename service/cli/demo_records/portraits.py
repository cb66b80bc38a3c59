"""How large a demonstration district is and how its work goes: from a file, the rest by its address."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

FILE = Path(__file__).with_name("districts.toml")
YEARS = 3
"""Years of records: the present one and those before it."""
PACES = (
    "training",
    "federal",
    "diagnostics",
    "route",
    "support",
    "network",
    "teams",
    "plans",
    "mentoring",
    "roadmap",
)
LOW, HIGH = 0.02, 0.96


@dataclass(frozen=True)
class Pace:
    """How common a thing is in the first year and how that grows a year, as parts of one."""

    first: float
    step: float

    def in_year(self, number: int) -> float:
        """The share in a year, counted from 0; never quite nobody and never quite everybody."""
        return min(HIGH, max(LOW, self.first + self.step * number))


@dataclass(frozen=True)
class Portrait:
    """A demonstration district (портрет района): sizes, gaps in its registers, the pace of its work."""

    schools: int = 8
    teachers: int = 80
    young: int = 20
    without_birth: int = 0
    without_staff: int = 0
    empty: bool = False
    paces: dict[str, Pace] = field(default_factory=dict)

    def share(self, name: str, year: int) -> float:
        """How common a thing of `PACES` is in a year, counted from 0."""
        return self.paces[name].in_year(year)


def portrait(slug: str, random: Random) -> Portrait:
    """The portrait of a district: what the file says of it, and paces that are its own at every start."""
    written = tomllib.loads(FILE.read_text(encoding="utf-8")).get(slug, {})
    paces = {name: Pace(random.uniform(0.06, 0.62), random.uniform(-0.04, 0.16)) for name in PACES}
    return Portrait(**written, paces=paces)
