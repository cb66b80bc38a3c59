"""The card of meetings."""

from service.core.language import N_
from service.meetings.events import AFTER_WORDS
from service.meetings.names import EVENT_WORDS, GRANTS, MeetingsPermission
from service.meetings.views import (
    agenda,
    bodies,
    calling,
    copies,
    minutes,
    notices,
    presence,
    signing,
    sittings,
    voting,
)
from service.web.menu import BODIES, MenuItem
from service.web.module import Module

MODULE = Module(
    name="meetings",
    title=N_("Заседания"),
    blueprints=(
        bodies.blueprint,
        sittings.blueprint,
        calling.blueprint,
        agenda.blueprint,
        presence.blueprint,
        voting.blueprint,
        notices.blueprint,
        minutes.blueprint,
        signing.blueprint,
        copies.blueprint,
    ),
    grants=GRANTS,
    events={**EVENT_WORDS, **AFTER_WORDS},
    menu=(
        MenuItem("bodies.listing", N_("Органы"), BODIES, MeetingsPermission.READ, "bank"),
        MenuItem("sittings.listing", N_("Заседания"), BODIES, MeetingsPermission.READ, "calendar-event"),
    ),
)
