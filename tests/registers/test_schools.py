"""A school's people see and change their own school's records and no others."""

import pytest

from service.access.names import Role
from service.web.register import Kind
from tests.accounts import shell_of
from tests.registers.samples import BOOK, REGISTERS, SLUG, Maker, in_form, path
from tests.registers.test_pages import fill

OWNED = [one for one in REGISTERS if one.school and one.school != "id"]


def may(app, permission: str) -> bool:
    """Whether the head of a school holds a permission."""
    return permission in shell_of(app).grants[Role.SCHOOL_HEAD]


@pytest.fixture(scope="module")
def theirs(app) -> Maker:
    """Makes records of another school of the same district."""
    return Maker(app, SLUG, "others")


@pytest.fixture
def head(maker: Maker, signed_in):
    """The head of the school that `maker` makes records of."""
    return signed_in(SLUG, "school_head", maker.place)


@pytest.mark.parametrize("register", OWNED, ids=lambda one: one.name)
def test_another_schools_record_is_not_there(register, maker: Maker, theirs: Maker, head):
    own, other = maker.create(register), theirs.create(register)
    shown = head.get(path(register)).links().values()
    assert path(register, str(own)) in shown and path(register, str(other)) not in shown
    head.get(path(register, str(other)), 404)
    head.post(path(register, f"{other}/edit"), 404, **in_form(register, theirs.draft(register)))
    head.post(path(register, f"{other}/remove"), 404)
    fill(head, path(register, f"{own}/edit"), in_form(register, maker.draft(register)))
    assert maker.row(register, own).version == 2 and theirs.row(register, other).version == 1


@pytest.mark.parametrize("register", OWNED, ids=lambda one: one.name)
def test_another_schools_people_and_records_are_no_choice(register, maker: Maker, theirs: Maker, head):
    draft = maker.draft(register)
    own = in_form(register, draft)
    for one in register.fields:
        # A record of the district, as its act, is anybody's to name.
        if one.reference and (one.kind is Kind.PERSON or BOOK.get(one.to).school):
            foreign = theirs.value(one, 1, 1)
            page = head.post(path(register, "new"), 422, **{**own, one.name: str(foreign)})
            assert page.html.css(".summary a"), one.name


@pytest.mark.parametrize("register", OWNED, ids=lambda one: one.name)
def test_a_removed_record_of_another_school_stays_out_of_reach(
    register, maker: Maker, theirs: Maker, head, signed_in
):
    other = theirs.create(register)
    signed_in(SLUG).post(path(register, f"{other}/remove"))
    assert path(register, f"{other}/restore") not in str(head.get(path(register, "removed")).html.html)
    head.post(path(register, f"{other}/restore"), 403)
    signed_in(SLUG).get(path(register, str(other)), 404)


def test_a_register_of_the_district_is_for_reading_only(app, register, maker: Maker, head):
    if register.school or not may(app, register.read):
        return
    maker.create(register)
    page = head.get(path(register))
    assert not [href for href in page.links().values() if href.endswith(("/new", "/edit", "/import"))]
    head.get(path(register, "new"), 403)
    head.post(path(register, "new"), 403, **in_form(register, maker.draft(register)))


def test_the_fields_that_name_owners_are_references():
    assert all(one.field(one.school).kind in (Kind.PERSON, Kind.RECORD) for one in OWNED)
