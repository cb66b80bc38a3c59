"""The card of the platform's operators: pages outside tenants."""

from service.core.language import N_
from service.operators import views
from service.web.module import Module

MODULE = Module(name="operators", title=N_("Районы службы"), blueprints=(views.blueprint,))
