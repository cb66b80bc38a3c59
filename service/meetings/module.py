"""The card of meetings."""

from service.core.language import N_
from service.meetings.api.agenda import AGENDA
from service.meetings.api.bodies import BODIES
from service.meetings.api.materials import MATERIALS
from service.meetings.api.meetings import MEETINGS
from service.meetings.api.notices import NOTICES
from service.meetings.api.presence import PRESENCE
from service.meetings.api.voting import VOTING
from service.meetings.names import EVENT_WORDS, GRANTS
from service.web.module import Module

MODULE = Module(
    name="meetings",
    title=N_("Заседания"),
    blueprints=(BODIES, MEETINGS, NOTICES, AGENDA, MATERIALS, PRESENCE, VOTING),
    grants=GRANTS,
    events=EVENT_WORDS,
    collections={
        "api_bodies": N_("Коллегиальные органы"),
        "api_meetings": N_("Заседания"),
        "api_notices": N_("Извещения о заседании"),
        "api_agenda": N_("Повестка и предложения"),
        "api_materials": N_("Материалы заседания"),
        "api_presence": N_("Присутствие на заседании"),
        "api_voting": N_("Голосование"),
    },
)
