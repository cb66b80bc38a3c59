"""All sources by register: what the compiler of indicators (показатели) is given."""

from collections.abc import Mapping

from service.monitoring.sources import people, service
from service.rules.conditions.registers import Offer

OFFERS: Mapping[str, Offer] = {offer.register: offer for offer in (*people.OFFERED, *service.OFFERED)}
