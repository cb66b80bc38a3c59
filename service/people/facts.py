"""What people and organisations know of the rules: which of their registers hold records."""

from service.people.model.organisations import Organisation
from service.people.model.persons import Employment, Person, SelfEducation
from service.tenancy.facts import Kept, records_of

PEOPLE, ORGANISATIONS = "people.people", "register_organisations.listing"
MANAGERS = Employment.position.in_(("head", "deputy_head", "unit_head"))
FACTS = (
    records_of(
        Kept(Person, PEOPLE, ("people.data_bank", "people:people")),
        Kept(SelfEducation, "register_self_education.listing", ("people:self_education",)),
        Kept(Employment, PEOPLE, ("people.teacher",), (Employment.position == "teacher",)),
        Kept(Employment, PEOPLE, ("people.manager",), (MANAGERS,)),
        Kept(Organisation, ORGANISATIONS, ("structure:organisations",), (Organisation.own.is_(True),)),
    ),
)
