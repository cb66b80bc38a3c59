"""The card of meetings."""

from service.core.language import N_
from service.meetings.jobs import JOBS
from service.meetings.names import EVENT_WORDS, GRANTS
from service.web.module import Module

MODULE = Module(
    name="meetings",
    title=N_("Заседания"),
    grants=GRANTS,
    events=EVENT_WORDS,
    jobs=JOBS,
)
