"""The pages of a body's year and composition: one list for the card of meetings."""

from service.meetings.views import compliance, composing, composition, plans

YEAR_PAGES = (plans.blueprint, composition.blueprint, composing.blueprint, compliance.blueprint)
