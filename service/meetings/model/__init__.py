"""Tables of meetings: bodies, their composition, what they hold, decide and leave behind."""

from service.meetings.model import (
    agenda,
    bodies,
    following,
    judged,
    meetings,
    minutes,
    notices,
    plans,
    presence,
    procedure,
    sheets,
    voting,
)

__all__ = [
    "agenda",
    "bodies",
    "following",
    "judged",
    "meetings",
    "minutes",
    "notices",
    "plans",
    "presence",
    "procedure",
    "sheets",
    "voting",
]
