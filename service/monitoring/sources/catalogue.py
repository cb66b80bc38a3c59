"""All sources by register: what the compiler of indicators (показатели) is given."""

from collections.abc import Mapping

from service.monitoring.sources import bodies, papers, people, service
from service.rules.conditions.registers import Offer

OFFERED = (*people.OFFERED, *service.OFFERED, *bodies.OFFERED, *papers.OFFERED)
OFFERS: Mapping[str, Offer] = {offer.register: offer for offer in OFFERED}
