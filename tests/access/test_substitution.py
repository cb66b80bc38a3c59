"""Standing in for somebody: their roles and offices between two days, every act marked; then it is over."""

from datetime import timedelta

import pytest
from flask import Flask

from service.access.actions.standing import deactivate
from service.access.actions.substituting import substitute
from service.access.queries.asking import actor_of_browser
from service.core import clock
from service.core.errors import Invalid
from service.tenancy.scope import Actor
from tests.access.test_standing import membership_of, role_of
from tests.accounts import account, browser_as, scope_of, shell_of, token_for
from tests.client import Browser
from tests.people.makers import school

SLUG = "luga"


@pytest.fixture(scope="module")
def pair(app: Flask) -> tuple[int, int]:
    """The roles of a methodist who is away and of a teacher who stands in."""
    absent, acting = account(app, SLUG, "methodist"), account(app, SLUG, "teacher")
    return membership_of(app, absent), membership_of(app, acting)


@pytest.fixture
def program(app: Flask):
    client, ours = app.test_client(), token_for(app, SLUG, "administrator")

    def call(method: str, path: str, status: int = 200, **options):
        answer = client.open(f"/api/v1/{SLUG}{path}", method=method, headers=ours, **options)
        assert answer.status_code == status, f"{path}: {answer.status_code} {answer.get_data(as_text=True)}"
        return answer.get_json(silent=True)

    return call


def days(app: Flask, starts: int, ends: int) -> dict[str, str]:
    with (scope := scope_of(app, SLUG)).db:
        names = {"starts": starts, "ends": ends}
        return {name: (scope.today + timedelta(number)).isoformat() for name, number in names.items()}


@pytest.mark.parametrize(
    ("starts", "ends", "who", "field"),
    [(-1, 3, "ab", "starts"), (3, 2, "ab", "ends"), (0, 400, "ab", "ends"), (0, 3, "aa", "substitute")],
)
def test_what_cannot_be(starts: int, ends: int, who: str, field: str, app: Flask, pair, program) -> None:
    chosen = {"absent": pair[0], "substitute": pair[0] if who == "aa" else pair[1]}
    refused = program("POST", "/substitutions", 422, json={**chosen, **days(app, starts, ends)})
    assert [one["field"] for one in refused["fields"]] == [field]


def test_the_substitute_acts_for_the_absent_and_then_it_is_over(
    app: Flask, pair, program, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = browser_as(app, SLUG, "teacher")
    me.get(f"/{SLUG}/events/new", 403)
    boss = browser_as(app, SLUG, "administrator")
    page = f"/{SLUG}/settings/users"
    values = {"absent": pair[0], "substitute": pair[1], **days(app, 0, 2), "basis": "Приказ № 5"}
    answer = boss.send(page, form=f"/{SLUG}/settings/substitutions", **values)
    assert "Приказ № 5" in answer.text and "отсутствует, вместо него teacher luga" in answer.text
    again = program("POST", "/substitutions", 422, json={**values, **days(app, 1, 9)})
    assert again["fields"][0]["field"] == "starts"
    me.send(f"/{SLUG}/events/new", name="Семинар замещения", kind="seminar", on="2026-11-20")
    made = program("GET", "/audit?event=event.created")["items"][0]
    assert (made["actor"], made["acting_for"]) == ("teacher luga", ["methodist luga"])
    said = boss.get(f"/{SLUG}/settings/audit?event=event.created").text
    assert "замещает: methodist luga" in said
    later = clock.now() + timedelta(days=3)
    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", lambda: later)
        fresh = browser_as(app, SLUG, "teacher")
        fresh.get(f"/{SLUG}/events/new", 403)
    ended = program("GET", "/substitutions")["items"][0]
    assert ended["basis"] == "Приказ № 5" and ended["substitute"] == "teacher luga"
    me = browser_as(app, SLUG, "teacher")
    me.get(f"/{SLUG}/events/new")
    program("POST", f"/substitutions/{ended['id']}/end")
    me.get(f"/{SLUG}/events/new", 403)
    assert program("GET", "/substitutions")["total"] == 0


def actor(app: Flask, browser: Browser) -> Actor:
    """Who a browser is, as the application reads it."""
    with browser.client.session_transaction() as cookie:
        secret = cookie["sign_in"]
    with (scope := scope_of(app, SLUG)).db:
        found, _ = actor_of_browser(scope.db, secret, scope.now, scope.today, shell_of(app).grants)
    return found


def test_a_school_is_lent_with_its_role_and_nothing_is_lent_onward(app: Flask, program) -> None:
    first, second = school(app, SLUG), school(app, SLUG)
    head, tutor = (
        account(app, SLUG, role, place) for role, place in (("school_head", first), ("school_tutor", second))
    )
    third = account(app, SLUG, "approver")
    numbers = [membership_of(app, one) for one in (head, tutor, third)]
    for absent, acting in ((0, 1), (1, 2)):
        chosen = {"absent": numbers[absent], "substitute": numbers[acting], **days(app, 0, 1)}
        program("POST", "/substitutions", 201, json=chosen)
    lent = actor(app, browser_as(app, SLUG, "school_tutor", second))
    assert lent.organisations == {first, second} and lent.roles == {"school_head", "school_tutor"}
    onward = actor(app, browser_as(app, SLUG, "approver"))
    assert onward.roles == {"approver", "school_tutor"} and len(onward.acting_for) == 1


def test_who_is_shut_out_stands_in_for_nobody(app: Flask, pair, program) -> None:
    acting = account(app, SLUG, "institute_analyst")
    chosen = {"absent": pair[0], "substitute": membership_of(app, acting), **days(app, 0, 1)}
    program("POST", "/substitutions", 201, json=chosen)
    me = browser_as(app, SLUG, "institute_analyst")
    assert "methodist" in actor(app, me).roles
    with (scope := scope_of(app, SLUG)).db:
        deactivate(scope, role_of(scope, acting).id)
        scope.db.commit()
    me.sign_in(acting, "very-good-password-1")
    assert actor(app, me).roles == frozenset()
    refused = program("POST", "/substitutions", 422, json={**chosen, **days(app, 4, 5)})
    assert refused["fields"][0]["field"] == "substitute"


def test_nobody_is_named_by_a_role_that_is_not_there(app: Flask, pair) -> None:
    with (scope := scope_of(app, SLUG)).db, pytest.raises(Invalid):
        substitute(scope, pair[0], 987654321, scope.today, scope.today)
