"""What other rules would mean for associations (последствия для объединений): leaders, orders, papers."""

from collections.abc import Iterator

from service.associations.policy import AssociationPolicy
from service.associations.queries.facts import gather
from service.associations.queries.listing import living, present_year
from service.associations.rules import verdicts
from service.core.language import N_
from service.meetings.model.bodies import Body
from service.profiles.changes import touched
from service.profiles.profile import Profile
from service.rules.message import Message
from service.rules.verdict import Verdict
from service.settings.effects import MOVED, Effect, direction
from service.tenancy.scope import Scope

PEOPLE = frozenset({"association.leader", "association.leader_election", "association.curator"})
ORDER, ANALYSIS = N_("Приказ об объединениях: не позднее %(day)s"), N_("Анализ работы: не позднее %(day)s")
NOT_SET = Message(N_("Положением не установлено."))
ALL = Message(N_("Все объединения"))


def effects(scope: Scope, old: Profile, new: Profile) -> Iterator[Effect]:
    """Associations of this school year that would be judged otherwise, and their common days."""
    yield from _days(scope, old, new)
    if not any(one.startswith("association.") for one in touched(old, new)):
        return
    year = present_year(scope)
    bodies = living(scope, year)
    known = gather(scope, bodies, year, scope.today)
    for body in bodies:
        was, now = (
            {one.rule: one for one in verdicts(AssociationPolicy(profile), known[body.id], scope.today)}
            for profile in (old, new)
        )
        for rule in dict.fromkeys((*was, *now)):
            yield from _turned(
                body, was.get(rule) or old.evaluate(rule, {}), now.get(rule) or new.evaluate(rule, {})
            )


def _turned(body: Body, before: Verdict, after: Verdict) -> Iterator[Effect]:
    turned = direction(before, after)
    if turned is not None:
        section = "candidates" if after.rule in PEOPLE else "associations"
        yield Effect(
            section, after.rule, Message("%(name)s", {"name": body.name}), turned,
            before.message, after.message, "associations.card", {"body_id": body.id},
        )  # fmt: skip


def _days(scope: Scope, old: Profile, new: Profile) -> Iterator[Effect]:
    """The yearly days of the order and of the analysis."""
    year = present_year(scope)
    was, now = AssociationPolicy(old), AssociationPolicy(new)
    pairs = (
        ("association.order", ORDER, was.order_due(year), now.order_due(year)),
        ("association.analysis_submission", ANALYSIS, was.analysis_due(year), now.analysis_due(year)),
    )
    for rule, words, before, after in pairs:
        if before != after:
            told = [Message(words, {"day": day}) if day else NOT_SET for day in (before, after)]
            yield Effect("deadlines", rule, ALL, MOVED, told[0], told[1], "associations.listing")
