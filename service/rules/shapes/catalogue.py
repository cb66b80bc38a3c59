"""The parameters of every rule kind (параметры видов правил): a kind gets its form by standing here."""

from collections.abc import Mapping

from service.rules.shapes.body_parts import BODY_PARTS
from service.rules.shapes.record_parts import RECORD_PARTS
from service.rules.shapes.shape import Part, Record

PARTS: Mapping[str, tuple[Part, ...]] = {**BODY_PARTS, **RECORD_PARTS}
"""By kind; a kind added to the catalogue of kinds without its parts here fails a test."""


def record_of(kind: str) -> Record:
    """Give the parameters of a kind as one record."""
    return Record(PARTS[kind])
