"""The card of people and organisations."""

from service.core.language import N_
from service.people.names import GRANTS, PeoplePermission
from service.people.registers import REGISTERS
from service.web.menu import DATA, MenuItem
from service.web.module import Module

MODULE = Module(
    name="people",
    title=N_("Люди и организации"),
    grants=GRANTS,
    registers=REGISTERS,
    menu=(
        MenuItem(
            "register_organisations.listing", N_("Организации"), DATA, PeoplePermission.READ, "building"
        ),
    ),
)
