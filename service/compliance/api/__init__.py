"""The API of compliance."""

from service.compliance.api.dates import blueprint as dates
from service.compliance.api.rules import blueprint as rules

API = (rules, dates)
