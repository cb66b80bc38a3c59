"""Методслужба: the methodical service of municipalities, one deployment for many tenants."""
