"""Policy of meetings (порядок заседаний): what the profile of a tenant decides about one kind of body.

Rules stand under the prefix of the body's kind: `council` (council, expert_council), `association`, `active`,
`group` (working_group, expert_group). An absent or silent rule gives `not_applicable`. The names:

* body: `composition`, `offices`, `composition_act`, `creation_act` (act and who issues it), `min_members`,
  `unpaid`, `chair_election` (share of votes), `chair_term`, `replacement`, `leader` (elected, category,
  experience), `leader_term`;
* year: `frequency` (per month, quarter, half-year, year), `plan`, `schedule`, `plan_frequency`,
  `extraordinary`;
* before: `notice`, `extraordinary_notice` (where it differs), `notice_questions`, `notice_place`,
  `materials`, `agenda_proposal`;
* meeting: `form`, `meeting_quorum`, `decision_quorum`, `chairing`, `delegation`, `open_vote`, `sheet_vote`,
  `sheet_return`, `majority` (base and tie), `decision_force`;
* after: `minutes_keeper`, `minutes_draft`, `minutes_signing`, `signatories`, `minutes_copy`, `dispatch`,
  `publication`.

Settings, under the same prefix; an absent one means its default, `service/rules/specs/choices.py` has all of
them with the source: `hybrid_counts`, `hybrid_place`, `year_basis`, `extra_items_remote`, `allow_additions`,
`sheet_deadline`, `sheet_extensions`, `sheet_early_close`, `sheet_time`, `sheet_revision`, `sheet_revives`,
`ballot_conflict`, `roster_on`, `secret_sheets`, `recusal_opens`, `recusal_decides`, `recusal_base`,
`secretary_votes`, `nonmember_leaders`, `deputy_absence`, `named_votes_printed`, `minutes_gost`,
`minutes_draft_days`, `score_soft`, `score_hard`, `score_weights` (a table of rule names). Each is explained
at its accessor.
"""

from dataclasses import dataclass
from datetime import date, datetime

from service.meetings.rules.ballots import BallotPolicy
from service.meetings.rules.reading import PREFIXES
from service.meetings.rules.score import Weights
from service.rules.kinds import deadline_hours, threshold

__all__ = ["PREFIXES", "MeetingPolicy"]

CHAIR, DEPUTY, SECRETARY, ELECTED = "chair", "deputy", "secretary", "elected"


@dataclass(frozen=True)
class MeetingPolicy(BallotPolicy):
    """What is decided for one kind of body: typed, each accessor with its default and source.

    `MeetingPolicy.of(profile, kind)` makes it; the accessors of sheets stand in `rules/ballots.py`, reading
    and judging by name (`evaluate`, `takes`, `params`) in `rules/reading.py`.
    """

    @property
    def forms(self) -> tuple[str, ...]:
        """Forms that a meeting may take; a silent regulation forbids none (council.md F1)."""
        params = self.params("form")
        return tuple(str(value) for value in params.values) if params else threshold.FORMS

    def counted(self, form: str, purpose: str = "decision") -> str:
        """Whom a form counts: `present`, `sheets` or `room_and_sheets`.

        The quorum rule decides (C-LU-3, C-LU-4). Without one, those in the room count for a meeting, sheets
        for a vote by correspondence, and a hybrid counts as the setting `hybrid_counts` says, by default
        both (council.md I-8, edges 34-36).
        """
        params = self.params(f"{purpose}_quorum")
        if params:
            return str(params.counted[form])
        return self._code("hybrid_counts") if form == "hybrid" else threshold.DEFAULT_COUNTED[form]

    def ends(self, name: str, **moments: datetime | None) -> dict[str, date]:
        """The two ends of a term as its rule takes them: days, or moments where it counts hours (edge 22)."""
        params = self.params(name)
        hours = params is not None and params.unit == deadline_hours.UNIT
        return {end: one if hours else one.date() for end, one in moments.items() if one is not None}

    @property
    def hybrid_counts(self) -> str:
        """Whom a hybrid meeting counts for decisions (C-LU-4, edges 34-36)."""
        return self.counted("hybrid")

    @property
    def hybrid_place(self) -> bool:
        """Whether a hybrid notice names the place; default yes (C-LU-4)."""
        return self._flag("hybrid_place")

    @property
    def year_basis(self) -> str:
        """Year that the minimum is counted by, `calendar` or `school`; default calendar (C-LU-11).

        Associations live by school years whatever a regulation is silent of: so are their plans kept.
        """
        params = self.params("frequency")
        if params:
            return str(params.year_basis)
        if self.prefix == "association":
            return str(self.profile.value(self.rule_id("year_basis"), "school"))
        return self._code("year_basis")

    @property
    def extraordinary_counts(self) -> bool:
        """Whether extraordinary meetings count towards the minimum; default no (0: LU2 п. 4.6, edge 68)."""
        params = self.params("frequency")
        return bool(params and params.extraordinary_counts)

    @property
    def extra_items_remote(self) -> str:
        """What happens to a question that came after the sheets went out; default `next_meeting` (C-LU-6)."""
        return self._code("extra_items_remote")

    @property
    def allow_additions(self) -> bool:
        """Whether items added in the room may be decided; default no (council.md edge 32)."""
        return self._flag("allow_additions")

    @property
    def recusal_opens(self) -> bool:
        """Whether a recused member counts for the quorum of the meeting; default yes (council.md 5.1)."""
        return self._flag("recusal_opens")

    @property
    def recusal_decides(self) -> bool:
        """Whether a recused member counts for the quorum of the decision; default no (edge 52)."""
        return self._flag("recusal_decides")

    @property
    def recusal_base(self) -> bool:
        """Whether a recused member stays in the base of the majority; default no (edge 52)."""
        return self._flag("recusal_base")

    @property
    def secretary_votes(self) -> bool:
        """Whether the secretary is a member with a vote; default yes (C-LU-8)."""
        return self._flag("secretary_votes")

    @property
    def nonmember_leaders(self) -> str:
        """Leaders outside the council, `invited` or `not_listed`; default invited (C-LU-9)."""
        return self._code("nonmember_leaders")

    @property
    def deputy_absence(self) -> bool:
        """Whether the deputy needs a recorded absence of the chair; default no (0: LU2 п. 4.2, 4.10)."""
        return self._flag("deputy_absence")

    def force(self, kind: str) -> str:
        """Advisory or binding as the regulation says of a kind of decision; if silent, advisory."""
        return str(self.evaluate("decision_force", {"kind": kind}).operands.get("force", "advisory"))

    @property
    def named_votes_printed(self) -> bool:
        """Whether the minutes print who voted how; default no (council.md E2)."""
        return self._flag("named_votes_printed")

    @property
    def minutes_gost(self) -> str:
        """Standard of the minutes, `2025` or `2016` of ГОСТ Р 7.0.97; default 2025 (council.md 0.1, G3)."""
        return self._code("minutes_gost")

    @property
    def minutes_draft_days(self) -> int:
        """Days after the meeting to remind of the draft minutes; default 3, 0 is never (C-LU-13)."""
        return self._number("minutes_draft_days")

    @property
    def tie(self) -> str:
        """What a tie means: `not_adopted`, `chair_decides` or `revote`; default not adopted (C-LU-2, E6)."""
        params = self.params("majority")
        return str(params.tie) if params else "not_adopted"

    @property
    def presider_order(self) -> tuple[str, ...]:
        """Offices that may preside, in order; default chair, deputy (council.md 5.1)."""
        params = self.params("chairing")
        return tuple(params.order) if params else (CHAIR, DEPUTY)

    @property
    def instructed(self) -> tuple[str, ...]:
        """Offices that preside only on a recorded instruction; default none (0: LU2 п. 4.6)."""
        params = self.params("chairing")
        return tuple(params.instruction) if params else ()

    @property
    def presider_elected(self) -> bool:
        """Whether the meeting may elect its presider; default no (council.md edge 18)."""
        return ELECTED in self.presider_order

    @property
    def signers(self) -> tuple[tuple[str, ...], ...]:
        """Groups of offices, one of each signs the minutes; default whoever may preside (council.md G5)."""
        params = self.params("signatories")
        return tuple(params.signers) if params else (self.presider_order,)

    @property
    def secretary_signs(self) -> bool:
        """Whether the secretary signs beside the presider; default no (council.md 5.1)."""
        return (SECRETARY,) in self.signers

    @property
    def weights(self) -> Weights:
        """Weights of the compliance score; default 1 for soft rules, 3 for hard ones (council.md 5.4)."""
        own = {self.rule_id(name): weight for name, weight in self._value("score_weights").items()}
        return Weights(self._number("score_soft"), self._number("score_hard"), own)
