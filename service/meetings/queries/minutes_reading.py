"""Who reads minutes (кто видит протокол): signed ones everybody, before that the body and its keepers."""

from service.core.errors import Forbidden
from service.core.language import N_
from service.meetings.model.minutes import Minutes
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries.bodies import composition
from service.meetings.queries.rights import keeps, person_of, writes_minutes
from service.tenancy.scope import Scope

NOT_YET = N_("Протокол ещё не подписан: до подписи его видят члены органа и те, кто ведёт его дела.")


def readable(scope: Scope, row: Minutes) -> bool:
    """Whether the actor may read minutes: those not signed are the body's own affair."""
    if row.state == "signed":
        return True
    meeting, body = reads.meeting(scope, row.meeting_id), body_reads.body(scope, row.body_id)
    if keeps(scope, body) or writes_minutes(scope, body, meeting.keeper_id):
        return True
    person = person_of(scope)
    return composition(scope, body.id, reads.day_of(scope, meeting)).member(person) is not None


def allow_reading(scope: Scope, row: Minutes) -> Minutes:
    """Raise Forbidden where the actor may not read minutes yet; gives them back."""
    if not readable(scope, row):
        raise Forbidden(NOT_YET)
    return row
