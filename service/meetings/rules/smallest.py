"""The smallest lawful decision (наименьшее законное решение): what the two thresholds come to together."""

from service.meetings.policy import MeetingPolicy
from service.meetings.rules.presence import Attendance, Electorate, majority_facts, quorum_facts


def smallest_decision(policy: MeetingPolicy, established: int, filled: int) -> tuple[int, int] | None:
    """How many must take part and how many of them carry a decision; None where a rule is silent."""
    if not policy.established("majority"):
        return None
    everybody = frozenset(range(filled))
    there = Attendance(established, filled, everybody, frozenset())
    needed = 1
    for name in ("meeting_quorum", "decision_quorum"):
        facts = quorum_facts(policy, name, "in_person", there)
        expected = policy.evaluate(name, facts).expected if policy.established(name) else 0
        needed = max(needed, expected if isinstance(expected, int) else 0)
    votes = {"for": needed, "against": 0, "abstain": 0}
    facts = majority_facts(policy, Electorate(established, needed, needed), votes)
    takes = policy.takes("majority")
    carries = policy.evaluate("majority", {key: facts[key] for key in facts if key in takes}).expected
    return (needed, carries) if isinstance(carries, int) else None
