"""Records of meetings as the API's shapes take them: rows with names, lives and verdicts beside them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask import g

from service.core.errors import NotFound
from service.meetings.model.bodies import Body
from service.meetings.model.judged import Judged
from service.meetings.model.meetings import Meeting
from service.meetings.queries import meetings as reads
from service.meetings.queries import notices, rounds
from service.meetings.queries.bodies import Composition, Member
from service.meetings.queries.materials import Laid
from service.meetings.queries.overview import picture
from service.meetings.queries.presence import Marked
from service.meetings.queries.sittingdays import Sat
from service.web.shapes import verdict_record

MOMENTS = ("starts_at", "sheets_due_at", "opened_at", "closed_at")
"""What is told on the wall clock of the body."""


def columns(row: Any) -> dict[str, Any]:
    """A row as it stands in the database now."""
    g.scope.db.flush()
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def fresh(row: Any) -> Any:
    """A row after a change, with what the database itself wrote: version, defaults."""
    g.scope.db.flush()
    g.scope.db.refresh(row)
    return row


def body(row: Body) -> dict[str, Any]:
    """A body with its life as two dates, both inclusive."""
    valid = row.valid
    return {
        **columns(row),
        "starts": valid.lower,
        "ends": valid.upper - timedelta(1) if valid.upper else None,
    }


def composition(seated: Composition, on: date) -> dict[str, Any]:
    """A composition on a day."""
    legal = seated.legal
    return {
        "on": on,
        "act_id": legal.id if legal else None,
        "act": f"{legal.kind} {legal.date:%d.%m.%Y} № {legal.number}" if legal else None,
        "established": seated.established,
        "filled": seated.filled,
        "vacant": seated.vacant,
        "members": [seat(one) for one in seated.members],
        "curators": [seat(one) for one in seated.curators],
    }


def seat(one: Member) -> dict[str, Any]:
    """A member with office and category."""
    return {"person_id": one.person_id, "name": one.name, "office": one.office, "category": one.category}


def meeting(row: Meeting) -> dict[str, Any]:
    """A meeting with its moments in the body's zone."""
    told = columns(row)
    for name in MOMENTS:
        told[name] = reads.local(g.scope, told[name]) if told[name] else None
    return told


def day(one: Sat) -> dict[str, Any]:
    """A day of a meeting with its quorum."""
    told = columns(one.row)
    for name in ("begun_at", "ended_at"):
        told[name] = reads.local(g.scope, told[name]) if told[name] else None
    return {**told, "verdict": verdict(one.judged)}


def verdict(judged: Judged | None) -> Mapping[str, Any] | None:
    """A stored verdict as it was pronounced."""
    return judged.verdict if judged else None


def stored(judged: Judged) -> dict[str, Any]:
    """A stored verdict with what it was about."""
    return {**columns(judged), "verdict": judged.verdict}


def held(one: rounds.Held) -> dict[str, Any]:
    """A round with counts and its decision; nobody learns how an open round stands before it is closed."""
    decision = None
    if one.decision is not None:
        decision = {**columns(one.decision), "group_id": one.group_id, "verdict": verdict(one.judged)}
    shown = one.counts if one.row.closed_at is not None else {}
    return {**columns(one.row), "counts": shown, "decision": decision}


def round_card(round_id: int) -> dict[str, Any]:
    """A round with its electorate; choices are told once it is closed."""
    row = rounds.one(g.scope, round_id)
    g.scope.db.refresh(row)
    found = next(one for one in rounds.by_item(g.scope, [row.item_id])[row.item_id] if one.row.id == row.id)
    named = [
        {
            "person_id": one.person_id, "name": one.name, "office": one.office, "channel": one.channel,
            "cast": one.cast, "choice": one.choice if row.closed_at is not None else None,
        }
        for one in rounds.voters(g.scope, row.id)
    ]  # fmt: skip
    return {**held(found), "voters": named}


def card(meeting_id: int) -> dict[str, Any]:
    """A meeting with everything its page shows."""
    seen = picture(g.scope, meeting_id)
    items = [one.id for one in seen.items]
    known = [one for listed in seen.rounds.values() for one in listed]
    pronounced = [
        *reads.stored(g.scope, "meeting", [seen.meeting.id]),
        *reads.stored(g.scope, "item", items),
        *reads.stored(g.scope, "round", [one.row.id for one in known]),
    ]
    there = seen.there
    return {
        **meeting(seen.meeting),
        "items": seen.items,
        "deadlines": seen.deadlines,
        "replaced_deadlines": seen.replaced,
        "notice": seen.notice,
        "undelivered": sum(not one.arrived for one in seen.deliveries),
        "presence": {
            "established": there.established,
            "filled": there.filled,
            "room": len(there.room),
            "sheets": len(there.sheets),
            "counted": len(there.counting(seen.meeting.counted)),
        },
        "verdicts": [verdict_record(one) for one in seen.verdicts],
        "stored": [stored(one) for one in pronounced],
        "rounds": [held(one) for one in known],
    }


def delivery(one: notices.Delivered) -> dict[str, Any]:
    """A delivery with the member's name and its verdict."""
    return {**columns(one.row), "name": one.name, "verdict": verdict(one.judged)}


def delivery_of(notice_id: int, person_id: int) -> dict[str, Any]:
    """One member's delivery; raises NotFound."""
    g.scope.db.flush()
    listed = notices.deliveries(g.scope, notice_id)
    found = next((one for one in listed if one.row.person_id == person_id), None)
    if found is None:
        raise NotFound()
    return delivery(found)


def marked(one: Marked) -> dict[str, Any]:
    """A person's participation with times."""
    row = one.row
    return {
        "id": row.id,
        "person_id": row.person_id,
        "name": one.name,
        "status": row.status,
        "reason": row.reason,
        "excuse": row.file_id is not None,
        "category": row.category,
        "here": one.here,
        "intervals": one.intervals,
    }


def material(one: Laid) -> dict[str, Any]:
    """A material with what is known of its file."""
    file = one.file
    return {
        **columns(one.row),
        "file_name": file.name if file else None,
        "media_type": file.media_type if file else None,
        "size": file.size if file else None,
        "sha256": file.sha256 if file else None,
    }
