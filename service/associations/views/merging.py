"""Subjects with too few teachers and directions to merge them into (предложения об объединении)."""

from flask import g

from service.associations.merging import proposals
from service.associations.names import AssociationsPermission
from service.associations.policy import AssociationPolicy
from service.associations.queries import listing as reads
from service.associations.queries.teachers import by_subject
from service.web.guard import requires
from service.web.show import show


@requires(AssociationsPermission.READ)
def merging() -> str:
    """Where teachers of a subject are fewer than an association needs."""
    scope = g.scope
    policy = AssociationPolicy(scope.profile)
    living = reads.living(scope, reads.present_year(scope))
    covered = frozenset(one.lower() for body in living for one in policy.subjects(body.subject))
    found = proposals(by_subject(scope, scope.today), covered, policy.least) if policy.least else []
    return show(
        "associations/merging.html",
        proposals=found,
        least=policy.least,
        policy=policy,
        rule=scope.profile.rule("association.min_members"),
        first_kind=next((code for code, one in policy.kinds.items() if not one.of_school), None),
        may_write=scope.can(AssociationsPermission.WRITE),
    )
