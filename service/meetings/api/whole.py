"""All addresses of the API of meetings, with the titles under which the description groups them."""

from collections.abc import Mapping

from service.core.language import N_
from service.meetings.api.agenda import AGENDA
from service.meetings.api.amendments import AMENDMENTS
from service.meetings.api.bodies import BODIES
from service.meetings.api.following import FOLLOWING
from service.meetings.api.materials import MATERIALS
from service.meetings.api.meetings import MEETINGS
from service.meetings.api.minutes import MINUTES
from service.meetings.api.notices import NOTICES
from service.meetings.api.presence import PRESENCE
from service.meetings.api.sheets import SHEETS
from service.meetings.api.voting import VOTING

API = (BODIES, MEETINGS, NOTICES, AGENDA, MATERIALS, PRESENCE, VOTING, SHEETS, MINUTES, AMENDMENTS, FOLLOWING)
COLLECTIONS: Mapping[str, str] = {
    BODIES.name: N_("Коллегиальные органы"),
    MEETINGS.name: N_("Заседания"),
    NOTICES.name: N_("Извещения о заседании"),
    AGENDA.name: N_("Повестка и предложения"),
    MATERIALS.name: N_("Материалы заседания"),
    PRESENCE.name: N_("Присутствие на заседании"),
    VOTING.name: N_("Голосование"),
    MINUTES.name: N_("Протоколы"),
    AMENDMENTS.name: N_("Исправления протоколов"),
    FOLLOWING.name: N_("Решения, поручения и запросы"),
    SHEETS.name: N_("Опросные листы"),
}
