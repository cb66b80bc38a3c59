"""Policy of associations (порядок объединений): kinds, lists and settings that the profile decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from service.profiles.profile import Profile
from service.rules.dates import add_months
from service.rules.kinds.annual_deadline import last_day
from service.structure.policy import read_policy

PREFIX = "association"
NAMES = frozenset({"association", "umo", "club"})
"""A kind of unit is an association where a part of its code is one of these (X-5: one entity)."""
SCHOOL_LEVELS = frozenset({"school", "institutional"})
SUBJECT_KINDS = frozenset({"municipal_association", "school_association", "umo_section"})
"""Kinds that the regulations tie to a subject (KE п. 3.2, OK п. 4.2.5)."""
PARENTS: Mapping[str, tuple[str, ...]] = {
    "umo_branch": ("umo",),
    "umo_section": ("umo_branch", "umo"),
    "school_association": ("municipal_association", "association", "umo_section"),
}
CENTRE, AUTHORITY = "centre", "authority"
PUBLISH_DAYS = 10


@dataclass(frozen=True)
class AssociationKind:
    """A kind of association as the regulation names it (вид объединения)."""

    code: str
    title: str
    level: str = ""

    @property
    def of_school(self) -> bool:
        """Whether it belongs to one organisation."""
        return self.level in SCHOOL_LEVELS

    @property
    def asks_subject(self) -> bool:
        """Whether it cannot be without a subject or direction."""
        return self.code in SUBJECT_KINDS

    @property
    def parents(self) -> tuple[str, ...]:
        """Kinds that it may belong to; empty: any association."""
        return PARENTS.get(self.code, ())


@dataclass(frozen=True)
class AssociationPolicy:
    """What the profile decides about associations, each with its default."""

    profile: Profile

    def params(self, name: str) -> object:
        """Typed parameters of a rule, None where the profile is silent."""
        return self.profile.params(f"{PREFIX}.{name}")

    def established(self, name: str) -> bool:
        """Whether the regulation sets such a rule."""
        return self.profile.rule(f"{PREFIX}.{name}") is not None

    def items(self, name: str) -> dict[str, str]:
        """A controlled list of the profile: titles by code; empty where there is none."""
        params = self.params(name)
        listed = getattr(params, "items", ()) or getattr(params, "documents", ())
        return {one.code: one.title for one in listed}

    @property
    def kinds(self) -> dict[str, AssociationKind]:
        """Kinds of associations: `association.types`, else the kinds of units of that name."""
        own = self.items("types")
        if own:
            return {code: AssociationKind(code, title) for code, title in own.items()}
        listed = (
            AssociationKind(one.code, one.title, one.level)
            for one in read_policy(self.profile).creatable
            if NAMES & set(one.code.split("_"))
        )
        return {one.code: one for one in listed}

    def governs(self, code: str | None) -> bool:
        """Whether the rules speak of this kind: those of one organisation live by acts of their own."""
        kind = self.kinds.get(code or "")
        return kind is None or not kind.of_school

    @property
    def counts_members(self) -> bool:
        """Whether the least number counts members, not the district's teachers; default no."""
        return str(self.profile.value(f"{PREFIX}.min_base", "district")) == "members"

    @property
    def subject_groups(self) -> bool:
        """Whether a direction may be a group of subjects; default yes (C-LU-25)."""
        return bool(self.profile.value(f"{PREFIX}.subject_groups", True))

    @property
    def least(self) -> int | None:
        """How many teachers an association needs."""
        count = getattr(self.params("min_members"), "count", None)
        return None if count is None else int(count)

    @property
    def publish_days(self) -> int:
        """Days to publish the results of a meeting (C-LU-27)."""
        return int(self.profile.value(f"{PREFIX}.publish_days", PUBLISH_DAYS))

    @property
    def sites(self) -> tuple[str, ...]:
        """Sites on which results are published: the centre's, and the authority's by the setting."""
        second = bool(self.profile.value(f"{PREFIX}.second_site", False))
        return (CENTRE, AUTHORITY) if second else (CENTRE,)

    @property
    def own_regulation(self) -> bool:
        """Whether each association needs a regulation of its own; default no (C-LU-27)."""
        return bool(self.profile.value(f"{PREFIX}.own_regulation", False))

    @property
    def term_years(self) -> int:
        """For how many school years a leader is approved; default one."""
        return int(getattr(self.params("leader"), "term_years", 0) or 1)

    def months(self, year: int) -> tuple[date, ...]:
        """First days of the months that a plan describes, from the settings (C-LU-26)."""
        first = int(self.profile.value(f"{PREFIX}.plan_from", 9))
        last = int(self.profile.value(f"{PREFIX}.plan_to", 5))
        start, end = date(year, first, 1), date(year + 1, last, 1)
        count = (end.year - start.year) * 12 + end.month - start.month + 1
        return tuple(add_months(start, number) for number in range(count))

    def order_due(self, year: int) -> date | None:
        """Last day of the yearly order that opens a school year; None where none is asked for."""
        return self._last("order", year)

    def analysis_due(self, year: int) -> date | None:
        """Last day to submit the analysis of a school year; None where none is asked for."""
        return self._last("analysis_submission", year)

    def _last(self, name: str, year: int) -> date | None:
        params = self.profile.params(f"{PREFIX}.{name}")
        if params is None:
            return None
        return last_day(params.month, params.day, params.inclusive, params.year_basis, year)

    def subjects(self, text: str | None) -> tuple[str, ...]:
        """Subjects of a direction as they were typed: «история, обществознание»."""
        parts = (part.strip() for part in (text or "").replace(";", ",").split(","))
        return tuple(part for part in parts if part)
