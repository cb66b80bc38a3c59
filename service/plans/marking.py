"""What may be marked on plans in a tenant: the groups of values for forms, filters and workbooks."""

from typing import Any

from service.core.language import N_
from service.plans.names import ANALYSIS, ITEM
from service.plans.policy import labellings
from service.rules.kinds.labelling import ONE, SOME
from service.web.register import MarkGroup

HINTS = {ONE: N_("Отметьте ровно одно значение."), SOME: N_("Отметьте хотя бы одно значение.")}
SOME_OF = N_("Отметьте хотя бы одно значение в этом перечне или в соседнем из той же группы.")


def for_items(scope: Any) -> tuple[MarkGroup, ...]:
    """The lists whose values an item of the plan carries."""
    return _groups(scope, ITEM)


def for_analysis(scope: Any) -> tuple[MarkGroup, ...]:
    """The lists whose values the analysis of a year names."""
    return _groups(scope, ANALYSIS)


def _groups(scope: Any, on: str) -> tuple[MarkGroup, ...]:
    return tuple(
        MarkGroup(
            each.title,
            tuple((value.mark, value.title) for value in each.values),
            HINTS.get(one.take, "") if len(one.lists) == 1 or one.take not in HINTS else SOME_OF,
        )
        for one in labellings(scope.profile, on)
        for each in one.lists
    )
