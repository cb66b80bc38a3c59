"""The card of the platform's operators: pages outside tenants."""

from service.core.language import N_
from service.operators.views import inviting, new, overview, tenants
from service.operators.views.pages import OPERATORS
from service.web.module import Module

VIEWS = (overview, tenants, inviting, new)
"""Every file of pages adds its own to the blueprint when it is read."""

MODULE = Module(name="operators", title=N_("Районы службы"), blueprints=(OPERATORS,))
