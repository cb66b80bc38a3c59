"""A user shut out and let in again; the last administrator stays, by whatever way; sign-ins ended."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from service.access.actions import create_token, give_role, invite, take_role
from service.access.actions.inviting import cancel
from service.access.actions.standing import deactivate, link_person, reactivate
from service.access.model import Account, Deactivation, Invitation, Membership, SignIn
from service.access.queries.people import by_email
from service.core.errors import Invalid, NotFound
from service.tenancy.scope import Scope
from tests.accounts import PASSWORD, account, browser_as, scope_of, token_for
from tests.client import Browser
from tests.people.makers import school

SLUG, NEIGHBOUR = "luga", "pervomaisky"


@pytest.fixture(autouse=True)
def counted_anew(app: Flask) -> None:
    app.extensions["shell"].redis.flushdb()


def role_of(scope: Scope, email: str) -> Membership:
    chosen = select(Membership).join(Account, Account.id == Membership.account_id)
    return scope.db.execute(
        chosen.where(Account.email == email).order_by(Membership.id).limit(1)
    ).scalar_one()


def membership_of(app: Flask, email: str, slug: str = SLUG) -> int:
    with (scope := scope_of(app, slug)).db:
        return role_of(scope, email).id


def test_shut_out_here_at_work_elsewhere_and_back_again(app: Flask) -> None:
    email = account(app, SLUG, "methodist")
    with (scope := scope_of(app, NEIGHBOUR)).db:
        there = by_email(scope.db, email)
        assert there is not None
        give_role(scope, there, "auditor")
        scope.db.commit()
    me, boss = browser_as(app, SLUG, "methodist"), browser_as(app, SLUG, "administrator")
    me.get(f"/{SLUG}/people/")
    number = membership_of(app, email)
    page = f"/{SLUG}/settings/users/{number}"
    answer = boss.send(page, form=f"{page}/deactivate", reason="Уволилась")
    assert "Отключены" in answer.text and email in answer.text
    assert me.get(f"/{SLUG}/people/").response.request.path == "/sign-in"
    me.sign_in(email, PASSWORD)
    me.get(f"/{SLUG}/people/", 403)
    me.get(f"/{NEIGHBOUR}/people/")
    said = boss.get(page).text
    assert "Уволилась" in said and "закончилась" in said
    assert (
        "отключён" in boss.send(f"/{SLUG}/settings/users", 422, email=email, name="Она", role="teacher").text
    )
    boss.post(f"{page}/deactivate", 422)
    boss.post(f"{page}/reactivate")
    me.get(f"/{SLUG}/people/")
    boss.post(f"{page}/reactivate", 422)
    with (scope := scope_of(app, SLUG)).db:
        kept = scope.db.execute(select(Deactivation)).scalar_one()
        assert kept.memberships == [number] and kept.reactivated_at is not None


def test_keys_made_by_somebody_shut_out_stop_working(app: Flask) -> None:
    email = account(app, SLUG, "approver")
    with (scope := scope_of(app, SLUG)).db:
        token, secret = create_token(scope, "Сайт", "auditor")
        token.created_by = role_of(scope, email).account_id
        scope.db.commit()
        headers = {"Authorization": f"Bearer {secret}"}
        assert app.test_client().get(f"/api/v1/{SLUG}/me", headers=headers).status_code == 200
        deactivate(scope, role_of(scope, email).id)
        scope.db.commit()
    assert app.test_client().get(f"/api/v1/{SLUG}/me", headers=headers).status_code == 401


WAYS = {
    "take_role": lambda scope, held: take_role(scope, held.id),
    "deactivate": lambda scope, held: deactivate(scope, held.id),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("other", ["nobody", "invited", "shut", "disabled"])
def test_the_last_administrator_who_can_come_in_stays(way: str, other: str, app: Flask) -> None:
    """Nobody counts as another one who was only invited, is shut out, or whose account is closed."""
    email = account(app, "oktyabrsky", "administrator")
    with (scope := scope_of(app, "oktyabrsky")).db as db:
        if other != "nobody":
            second, held, _link = invite(scope, f"{other}@a.test", "Второй", "administrator")
            second.password_hash = None if other == "invited" else "x"
            second.disabled_at = scope.now if other == "disabled" else None
            db.flush()
            if other == "shut":
                deactivate(scope, held.id)
        with pytest.raises(Invalid, match="последний администратор"):
            WAYS[way](scope, role_of(scope, email))
        db.rollback()


def test_an_invitation_of_an_only_administrator_is_not_cancelled(app: Flask) -> None:
    with (scope := scope_of(app, "chemal")).db as db:
        account_, _held, _secret = invite(scope, "first@chemal.test", "Первый", "administrator")
        row = db.execute(select(Invitation).where(Invitation.account_id == account_.id)).scalar_one()
        with pytest.raises(Invalid, match="последний администратор"):
            cancel(scope, row.id)
        db.rollback()


def test_of_two_administrators_one_may_go_and_a_role_ends_once(app: Flask) -> None:
    account(app, SLUG, "administrator")
    with (scope := scope_of(app, SLUG)).db as db:
        second, held, _link = invite(scope, "second@a.test", "Второй", "administrator")
        second.password_hash = "x"
        take_role(scope, held.id)
        with pytest.raises(NotFound):
            take_role(scope, held.id)
        with pytest.raises(NotFound):
            deactivate(scope, held.id)
        db.rollback()


def test_sign_ins_of_a_member_are_seen_and_ended(app: Flask) -> None:
    email, place = account(app, SLUG, "teacher"), school(app, SLUG)
    one, two = browser_as(app, SLUG, "teacher"), browser_as(app, SLUG, "teacher")
    ours = token_for(app, SLUG, "administrator")
    client, base = app.test_client(), f"/api/v1/{SLUG}/users/{membership_of(app, email)}"
    listed = client.get(f"{base}/sign-ins", headers=ours).get_json()["items"]
    assert len(listed) == 2 and {"id", "agent", "seen_at"} <= set(listed[0]) and "digest" not in listed[0]
    boss = browser_as(app, SLUG, "administrator")
    assert "Завершить все сеансы" in boss.get(f"/{SLUG}/settings/users/{membership_of(app, email)}").text
    ended = client.post(f"{base}/sign-ins/{listed[0]['id']}/end", headers=ours)
    assert ended.get_json() == {"ended": 1}
    assert client.post(f"{base}/sign-ins/{listed[0]['id']}/end", headers=ours).status_code == 404
    left = [each.get("/account/").response.request.path for each in (one, two)]
    assert sorted(left) == ["/account/", "/sign-in"]
    assert client.post(f"{base}/sign-ins/end", headers=ours).get_json() == {"ended": 1}
    theirs = browser_as(app, SLUG, "school_tutor", place)
    stranger = token_for(app, NEIGHBOUR, "administrator")
    with scope_of(app, SLUG).db as db:
        number = db.execute(select(SignIn.id).order_by(SignIn.id.desc()).limit(1)).scalar_one()
    assert client.post(f"{base}/sign-ins/{number}/end", headers=ours).status_code == 404
    elsewhere = base.replace(SLUG, NEIGHBOUR)
    assert client.post(f"{elsewhere}/sign-ins/{number}/end", headers=stranger).status_code == 404
    theirs.get("/account/")


def test_my_own_sign_ins_one_by_one(app: Flask) -> None:
    here, there = browser_as(app, SLUG, "auditor"), browser_as(app, SLUG, "auditor")
    forms = here.get("/account/").html.css("form[action*='/account/sign-ins/']")
    for form in forms:
        here.post(form.attributes["action"])
    assert there.get("/account/").response.request.path == "/sign-in"
    assert here.get("/account/").html.css("form[action*='/account/sign-ins/']") == []
    here.post("/account/sign-ins/999999/end", 404)


def test_a_user_is_named_in_the_register_once(app: Flask) -> None:
    first, second = account(app, SLUG, "teacher"), account(app, SLUG, "approver")
    ours, client = token_for(app, SLUG, "administrator"), app.test_client()
    draft = {"last_name": "Главная", "first_name": "Анна"}
    person = client.post(f"/api/v1/{SLUG}/people", headers=ours, json=draft).get_json()["id"]
    with (scope := scope_of(app, SLUG)).db:
        if scope.today not in role_of(scope, second).valid:
            reactivate(scope, role_of(scope, second).id)
        link_person(scope, role_of(scope, first).id, person)
        with pytest.raises(Invalid):
            link_person(scope, role_of(scope, second).id, person)
        with pytest.raises(Invalid):
            link_person(scope, role_of(scope, second).id, 987654321)
        scope.db.commit()
    boss = browser_as(app, SLUG, "administrator")
    page = f"/{SLUG}/settings/users/{membership_of(app, first)}"
    assert "Главная Анна" in boss.get(page).text
    boss.send(page, form=f"{page}/person", person_name="")
    assert "Главная Анна" not in boss.get(page).text
    boss.send(page, form=f"{page}/person", person_name="Главная Анна")
    assert "Главная Анна" in boss.get(page).text
    boss.send(page, 422, form=f"{page}/person", person_name="Никто")


def test_what_was_taken_yesterday_is_not_taken_again_today(app: Flask) -> None:
    with (scope := scope_of(app, SLUG)).db as db:
        _account, held, _ = invite(scope, "gone@a.test", "Ушедший", "teacher")
        held.valid = type(held.valid)(scope.today - timedelta(9), scope.today - timedelta(2))
        db.flush()
        with pytest.raises(NotFound):
            take_role(scope, held.id)
        db.rollback()
    assert Browser(app).get("/sign-in").status == 200
