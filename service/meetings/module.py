"""The card of meetings."""

from service.core.language import N_
from service.meetings.api import feeds as api_feeds
from service.meetings.api.whole import API, COLLECTIONS
from service.meetings.api.year import YEAR_API, YEAR_COLLECTIONS
from service.meetings.copy_jobs import COPY_JOBS
from service.meetings.effects import effects
from service.meetings.events import AFTER_WORDS
from service.meetings.facts import FACTS
from service.meetings.forms import FORMS_OF_MEETINGS
from service.meetings.jobs import JOBS
from service.meetings.names import EVENT_WORDS, GRANTS, KINDS, OFFICES, MeetingsPermission
from service.meetings.views.whole import PAGES
from service.web.menu import BODIES, MenuItem
from service.web.module import Module

MODULE = Module(
    name="meetings",
    title=N_("Заседания"),
    blueprints=(*PAGES, *API, api_feeds.blueprint, *YEAR_API),
    collections={**COLLECTIONS, **YEAR_COLLECTIONS, "api_calendar_feeds": N_("Подписки на календарь")},
    grants=GRANTS,
    facts=FACTS,
    forms=FORMS_OF_MEETINGS,
    terms={N_("Органы"): tuple(KINDS.values()), N_("Места в составе"): tuple(OFFICES.values())},
    events={**EVENT_WORDS, **AFTER_WORDS},
    jobs={**JOBS, **COPY_JOBS},
    effects=(effects,),
    menu=(
        MenuItem("bodies.listing", N_("Все органы"), BODIES, MeetingsPermission.READ, "diagram-3"),
        MenuItem("sittings.listing", N_("Заседания"), BODIES, MeetingsPermission.READ, "calendar-event"),
        MenuItem("decisions.listing", N_("Решения"), BODIES, MeetingsPermission.READ, "check2-square"),
        MenuItem("calendar.page", N_("Ближайшее"), BODIES, MeetingsPermission.READ, "calendar-week"),
    ),
)
