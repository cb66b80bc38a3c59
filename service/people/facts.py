"""What people and organisations know of the rules: which of their registers hold records."""

from service.people.model.organisations import (
    Curriculum,
    Organisation,
    OrganisationDocument,
    SubjectSupport,
    TextbookStock,
)
from service.people.model.persons import Employment, Person, SelfEducation
from service.tenancy.facts import Kept, records_of

PEOPLE, ORGANISATIONS = "people.people", "register_organisations.listing"
DOCUMENTS = "register_organisation-documents.listing"
PROGRAMME = OrganisationDocument.kind == "innovation_programme"
MANAGERS = Employment.position.in_(("head", "deputy_head", "unit_head"))
FACTS = (
    records_of(
        Kept(Person, PEOPLE, ("people.data_bank", "people:people")),
        Kept(SelfEducation, "register_self-education.listing", ("people:self_education",)),
        Kept(Employment, PEOPLE, ("people.teacher",), (Employment.position == "teacher",)),
        Kept(Employment, PEOPLE, ("people.manager",), (MANAGERS,)),
        Kept(Organisation, ORGANISATIONS, ("structure:organisations",), (Organisation.own.is_(True),)),
        Kept(Curriculum, "register_curricula.listing", ("documents.programmes",)),
        Kept(TextbookStock, "register_textbook-stock.listing", ("documents.textbooks",)),
        Kept(SubjectSupport, "register_subject-support.listing", ("documents.subject_alignment",)),
        Kept(OrganisationDocument, DOCUMENTS, ("documents.innovation_programme",), (PROGRAMME,)),
    ),
)
