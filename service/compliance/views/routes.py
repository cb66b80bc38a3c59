"""All pages of compliance."""

from service.compliance.views import dates, digest, pages, rule

PAGES = (pages.blueprint,)
VIEWS = (dates, digest, pages, rule)
"""Every file of pages adds its own to the blueprint when it is read."""
