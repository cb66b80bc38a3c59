"""What plans know of the rules: marks of items and coverage of lists in many tenants at once."""

from collections.abc import Iterator

from sqlalchemy import case, select

from service.core.clock import school_year
from service.plans.model import ServicePlan, ServicePlanItem
from service.plans.names import ITEM, ItemState
from service.plans.policy import coverings, labellings
from service.plans.rules import ItemFacts, covering
from service.profiles.profile import Profile
from service.rules.verdict import Status, Verdict
from service.tenancy.facts import Kept, Known, Survey, records_of

PLACE = "register_service-plan-items.listing"


def marked(survey: Survey) -> Iterator[Known]:
    """What this year's items say: each rule of labelling by the worst item, lists by what they lack."""
    asked = {
        one: profile
        for one, profile in survey.profiles.items()
        if labellings(profile, ITEM) or coverings(profile)
    }
    if not asked:
        return
    found = _items(survey, list(asked))
    for tenant, profile in asked.items():
        items = found.get(tenant, [])
        yield from _labelled(tenant, profile, items)
        if items:
            for one in coverings(profile):
                yield Known(tenant, one.rule.id, verdict=covering(profile, one, items), place=PLACE)


def _labelled(tenant: int, profile: Profile, items: list[ItemFacts]) -> Iterator[Known]:
    for one in labellings(profile, ITEM):
        numbers = [len(one.marks.intersection(item.marks)) for item in items]
        verdicts = {number: profile.evaluate(one.rule.id, {"marks": number}) for number in set(numbers)}
        if verdicts:
            worst: Verdict = max(verdicts.values(), key=lambda said: said.status is Status.FAIL)
            broken = sum(verdicts[number].status is Status.FAIL for number in numbers)
            yield Known(
                tenant, one.rule.id, verdict=worst, place=PLACE, occasions=len(numbers), broken=broken
            )


def _items(survey: Survey, tenants: list[int]) -> dict[int, list[ItemFacts]]:
    """Items of this year's plans that are not cancelled, in one statement."""
    year = case((ServicePlan.basis == "school", school_year(survey.today)), else_=survey.today.year)
    chosen = (
        select(
            ServicePlanItem.tenant_id,
            ServicePlanItem.id,
            ServicePlanItem.title,
            ServicePlanItem.state,
            ServicePlanItem.marks,
        )
        .join(
            ServicePlan,
            (ServicePlan.tenant_id == ServicePlanItem.tenant_id)
            & (ServicePlan.id == ServicePlanItem.plan_id),
        )
        .where(
            ServicePlanItem.tenant_id.in_(tenants),
            ServicePlanItem.state != ItemState.CANCELLED,
            ServicePlan.year == year,
        )
    )
    found: dict[int, list[ItemFacts]] = {}
    for row in survey.db.execute(chosen.order_by(ServicePlanItem.tenant_id, ServicePlanItem.id)):
        one = ItemFacts(row.id, row.title, row.state, tuple(row.marks))
        found.setdefault(row.tenant_id, []).append(one)
    return found


FACTS = (marked, records_of(Kept(ServicePlanItem, PLACE, ("events_plan.single_plan",))))
