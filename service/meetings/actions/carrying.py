"""Overdue assignments go on to the agenda of the next meeting (перенос просроченных поручений; H1)."""

from service.core.language import N_, format_date
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.names import MeetingsEvent
from service.meetings.queries import following as reads
from service.meetings.queries import meetings as meeting_reads
from service.tenancy.scope import Scope

CARRIED = N_("О ходе исполнения поручения: %(text)s (срок %(day)s)")
LONGEST = 500


def carry_overdue(scope: Scope, meeting: Meeting, body: Body) -> list[AgendaItem]:
    """Put what will be overdue by a meeting on its agenda, each once; the questions that were added."""
    day = meeting_reads.day_of(scope, meeting)
    items = meeting_reads.agenda(scope, meeting.id)
    there = {one.title for one in items}
    number, made = max((one.number for one in items), default=0), []
    for one in reads.overdue(scope, body.id, day):
        title = (CARRIED % {"text": one.row.text, "day": format_date(one.row.due_on)})[:LONGEST]
        if title in there:
            continue
        number += 1
        made.append(AgendaItem(meeting_id=meeting.id, number=number, title=title, origin="carried"))
    scope.db.add_all(made)
    if made:
        scope.record(MeetingsEvent.AGENDA_CHANGED, meeting, detail={"carried": len(made)})
    return made
