"""Offices follow from the compositions of bodies: dated, in their own body and tenant only."""

from datetime import date, timedelta

from flask import Flask, g
from sqlalchemy import event, select

from service.access.model import Account, Membership
from service.communities.model import Community, CommunityMember
from service.core.columns import life
from service.meetings.model.bodies import Body, Seat
from service.people.model.persons import Person
from service.tenancy.context import TenantSession
from service.tenancy.scope import Actor, Held
from tests.accounts import PASSWORD, account, shell_of, tenant_of, token_for
from tests.client import Browser


def actor_on(app: Flask, browser: Browser, path: str) -> Actor:
    """Who the request was made by."""
    with browser.client:
        browser.client.get(path)
        found: Actor = g.scope.actor
        return found


def person_of(db: TenantSession, email: str) -> int:
    """A person whom the account's membership names."""
    person = Person(last_name="Иванова", first_name="Анна", sort_key="и", search_key="и")
    db.add(person)
    db.flush()
    membership = select(Membership).join(Account, Account.id == Membership.account_id)
    held = db.execute(membership.where(Account.email == email)).scalar_one()
    held.person_id = person.id
    return person.id


def test_seats_of_today_become_offices(app: Flask) -> None:
    today = date.today()
    email = account(app, "luga", "methodist")
    with TenantSession(shell_of(app).engine, tenant_of(app, "luga").id) as db, db.begin():
        person = person_of(db, email)
        council, former = Body(name="Совет", kind="council"), Body(name="Прежний", kind="council")
        community = Community(name="Сообщество", kind="professional")
        db.add_all([council, former, community])
        db.flush()
        since, ended = life(today - timedelta(days=30)), life(date(2020, 1, 1), today)
        db.add(Seat(council_id=council.id, person_id=person, office="secretary", valid=since))
        db.add(Seat(council_id=former.id, person_id=person, office="chair", valid=ended))
        db.add(CommunityMember(community_id=community.id, person_id=person, office="leader", valid=since))
    browser = Browser(app).sign_in(email, PASSWORD)
    actor = actor_on(app, browser, "/luga/")
    assert actor.offices == {
        Held("secretary", "council", council.id),
        Held("leader", "community", community.id),
    }
    assert actor.holds("secretary", "council", council.id)
    assert not actor.holds("secretary", "council", former.id)
    assert not actor.holds("secretary", "community", council.id)
    assert actor.roles == {"methodist"}, "an office is no role"
    assert not actor_on(app, browser, "/pervomaisky/").offices


def test_finding_the_actor_stays_one_statement(app: Flask) -> None:
    browser = Browser(app).sign_in(account(app, "luga", "methodist"), PASSWORD)
    said: list[str] = []
    engine = shell_of(app).engine
    event.listen(engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    browser.client.get("/luga/")
    assert len([one for one in said if "platform.sign_in" in one]) == 1


def test_a_token_for_an_office_holds_it_in_every_body(app: Flask) -> None:
    headers = token_for(app, "luga", "chair")
    with app.test_client() as client:
        client.get("/api/v1/luga/rules", headers=headers)
        assert g.scope.actor.holds("chair", "council", 1) and g.scope.actor.holds("chair", "community", 7)
        assert not g.scope.actor.holds("deputy", "council", 1)
