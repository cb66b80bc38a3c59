"""Papers of bodies and meetings that a tenant may have templates of its own for (свои бланки).

Each is declared once: its fields, its records and what is written of one. Everything else follows from that.
"""

from service.meetings.forms.amendments import AMENDMENT
from service.meetings.forms.compositions import COMPOSITION
from service.meetings.forms.minutes import MINUTES
from service.meetings.forms.notices import DELIVERIES, MEMBER_NOTICE, NOTICE
from service.meetings.forms.representations import REPRESENTATION
from service.meetings.forms.sending import EXTRACT, LETTER
from service.meetings.forms.sheets import SHEET

FORMS_OF_MEETINGS = (
    NOTICE,
    MEMBER_NOTICE,
    DELIVERIES,
    SHEET,
    MINUTES,
    EXTRACT,
    LETTER,
    AMENDMENT,
    COMPOSITION,
    REPRESENTATION,
)
