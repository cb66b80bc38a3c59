"""Calling a meeting (созыв заседания): entered, scheduled, moved, called off."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from sqlalchemy import select

from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_
from service.meetings.actions import deadlines, reminding
from service.meetings.actions.carrying import carry_overdue
from service.meetings.actions.judging import check
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.plans import PlannedMeeting, YearPlan
from service.meetings.names import MeetingsEvent
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries.rights import allow_keeping
from service.meetings.refusals import WORDS
from service.meetings.rules import states
from service.tenancy.scope import Scope

CALLED = N_("Внеочередное заседание созывается по решению председателя: внесите дату решения.")
CALLED_BY = N_("Напишите, каким решением председателя созвано заседание: номер, дата, чьё.")
NO_PLACE = N_("Укажите место: члены придут в зал.")
ENDS_FIRST = N_("Заседание кончается раньше, чем начинается.")
SHEETS_BEFORE = N_("Срок листов прошёл бы раньше, чем заседание назначено.")
NOT_YOURS = N_("Этот пункт не из плана этого органа.")
NOT_MISSED = N_("Повторное заседание назначают взамен несостоявшегося или отменённого того же органа.")
WHY = N_("Напишите, почему.")
FIELDS = ("form", "place", "link", "ends_on", "called_on", "called_by", "planned_id", "repeats_id", "seminar")
MATERIAL = ("starts_at", "form", "place", "sheets_due_at")
"""What another notice must tell the members of (C-05)."""


def create(scope: Scope, body_id: int, draft: Mapping[str, Any]) -> Meeting:
    """Enter a meeting as a draft: nobody is told yet (внести заседание).

    Overdue assignments of the body come on the agenda of an ordinary meeting by themselves; in a vote by
    sheets each question needs a draft to vote on, so there they are offered only.
    """
    body = body_reads.body(scope, body_id)
    allow_keeping(scope, body)
    values = _values(scope, body, draft)
    meeting = Meeting(body_id=body.id, kind=draft["kind"], **values)
    scope.db.add(meeting)
    scope.db.flush()
    deadlines.renew(scope, meeting, body)
    scope.record(MeetingsEvent.CREATED, meeting, detail={"body": body.id, "form": meeting.form})
    if meeting.kind == "ordinary" and meeting.form == "in_person":
        carry_overdue(scope, meeting, body)
    return meeting


def _values(scope: Scope, body: Body, draft: Mapping[str, Any], kind: str | None = None) -> dict[str, Any]:
    """Columns of a meeting from a draft, checked against the rules of its body."""
    check(scope, body.kind, "form", _form_fact(scope, body, draft["form"]))
    policy = MeetingPolicy.of(scope.profile, body.kind)
    day, hour = draft["starts_on"], draft["starts_time"]
    values = {name: draft.get(name) for name in FIELDS}
    values["seminar"] = bool(draft.get("seminar"))
    values["starts_at"] = reads.at(scope, day, hour)
    values["counted"] = policy.counted(draft["form"])
    values["sheets_due_at"] = _sheets_due(scope, policy, draft)
    problems = []
    if (kind or draft["kind"]) == "extraordinary":
        problems += [] if draft.get("called_on") else [FieldProblem("called_on", CALLED)]
        problems += [] if draft.get("called_by") else [FieldProblem("called_by", CALLED_BY)]
    if draft.get("ends_on") and draft["ends_on"] < day:
        problems.append(FieldProblem("ends_on", ENDS_FIRST))
    problems += _links(scope, body, draft)
    if problems:
        raise Invalid(fields=tuple(problems))
    return values


def _form_fact(scope: Scope, body: Body, form: str) -> dict[str, Any]:
    return {"form": form} if "form" in MeetingPolicy.of(scope.profile, body.kind).takes("form") else {}


def _sheets_due(scope: Scope, policy: MeetingPolicy, draft: Mapping[str, Any]) -> datetime | None:
    if draft["form"] == "in_person":
        return None
    hour: time = draft.get("sheets_time") or policy.sheet_deadline
    return reads.at(scope, draft.get("sheets_on") or draft["starts_on"], hour)


def _links(scope: Scope, body: Body, draft: Mapping[str, Any]) -> list[FieldProblem]:
    problems = []
    if draft.get("planned_id") is not None:
        plan = scope.db.execute(
            select(YearPlan.body_id)
            .join(PlannedMeeting, PlannedMeeting.plan_id == YearPlan.id)
            .where(PlannedMeeting.id == draft["planned_id"])
        ).scalar()
        problems += [] if plan == body.id else [FieldProblem("planned_id", NOT_YOURS)]
    if draft.get("repeats_id") is not None:
        missed = scope.db.get(Meeting, (scope.db.tenant_id, draft["repeats_id"]))
        if missed is None or missed.body_id != body.id or missed.state not in ("no_quorum", "cancelled"):
            problems.append(FieldProblem("repeats_id", NOT_MISSED))
    return problems


def found(scope: Scope, meeting_id: int, version: int | None = None) -> tuple[Meeting, Body]:
    """A meeting to be changed, locked, with its body; raises Conflict when another state was seen."""
    meeting = reads.meeting(scope, meeting_id, locked=True)
    body = body_reads.body(scope, meeting.body_id)
    if version is not None and version != meeting.version:
        raise Conflict(current=meeting)
    return meeting, body


def step(meeting: Meeting, then: str) -> None:
    """Move a meeting to its next state; raises Conflict where the states do not allow it."""
    if not states.may(meeting.state, then):
        raise Conflict(WORDS["meeting_state"])
    meeting.state = then


def change(scope: Scope, meeting_id: int, draft: Mapping[str, Any]) -> Meeting:
    """Change a meeting that nobody was told of, or its link and seminar mark later; deadlines follow."""
    meeting, body = found(scope, meeting_id, draft.get("version"))
    allow_keeping(scope, body)
    if meeting.state not in states.BEFORE:
        raise Conflict(WORDS["meeting_opened"])
    values = _values(scope, body, draft, meeting.kind)
    changed = [name for name, value in values.items() if getattr(meeting, name) != value]
    told = meeting.state not in ("draft", "scheduled", "postponed")
    if told and set(changed) & set(MATERIAL):
        raise Conflict(WORDS["meeting_form"])
    _write(scope, meeting, body, values, changed, MeetingsEvent.CHANGED)
    return meeting


def _write(
    scope: Scope, meeting: Meeting, body: Body, values: Mapping[str, Any], changed: list[str], event: str
) -> None:
    for name in changed:
        setattr(meeting, name, values[name])
    if changed:
        scope.db.flush()
        deadlines.renew(scope, meeting, body)
        scope.record(event, meeting, fields=changed)


def schedule(scope: Scope, meeting_id: int) -> Meeting:
    """Say that a meeting will be held (назначить): it has a place where people come, and can be noticed."""
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    if needs_place(scope, body, meeting.form) and not meeting.place:
        raise Invalid(fields=(FieldProblem("place", NO_PLACE),))
    step(meeting, "scheduled")
    reminding.renew(scope, meeting)
    scope.record(MeetingsEvent.SCHEDULED, meeting, fields=["state"])
    return meeting


def needs_place(scope: Scope, body: Body, form: str) -> bool:
    """Whether a meeting of this form has a room (LU2 п. 4.8; C-LU-4 for the hybrid form)."""
    policy = MeetingPolicy.of(scope.profile, body.kind)
    return form == "in_person" or (form == "hybrid" and policy.hybrid_place)


def postpone(scope: Scope, meeting_id: int, draft: Mapping[str, Any]) -> Meeting:
    """Move a meeting that members were told of (перенести): another notice must follow."""
    meeting, body = found(scope, meeting_id, draft.get("version"))
    allow_keeping(scope, body)
    values = _values(scope, body, draft, meeting.kind)
    step(meeting, "postponed")
    scope.db.flush()
    changed = [name for name, value in values.items() if getattr(meeting, name) != value]
    _write(scope, meeting, body, values, changed, MeetingsEvent.POSTPONED)
    return meeting


def cancel(scope: Scope, meeting_id: int, reason: str | None) -> Meeting:
    """Call a meeting off with a reason (отменить): calendars are told, it counts for nothing."""
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    if not reason:
        raise Invalid(fields=(FieldProblem("reason", WHY),))
    told = meeting.state in states.ANNOUNCED
    step(meeting, "cancelled")
    meeting.why_not = reason
    reminding.renew(scope, meeting)
    scope.record(MeetingsEvent.CANCELLED, meeting, fields=["state"], payload={"told": told})
    return meeting
