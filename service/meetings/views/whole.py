"""All pages of bodies and meetings, by subject; the card registers them."""

from service.meetings.views import (
    agenda,
    bodies,
    calendar,
    calling,
    compliance,
    composing,
    composition,
    copies,
    minutes,
    notices,
    plans,
    presence,
    signing,
    sittings,
    voting,
)

PAGES = (
    bodies.blueprint,
    composition.blueprint,
    composing.blueprint,
    plans.blueprint,
    compliance.blueprint,
    sittings.blueprint,
    calling.blueprint,
    agenda.blueprint,
    notices.blueprint,
    presence.blueprint,
    voting.blueprint,
    minutes.blueprint,
    signing.blueprint,
    copies.blueprint,
    calendar.blueprint,
)
