"""One real record for every paper the product prints, made by the service's own actions in Luga."""

from datetime import date, time

from flask import Flask

from service.associations.actions import analysing
from service.associations.actions import terms as association_terms
from service.meetings.actions import amending, dispatching
from service.tenancy.scope import Scope
from tests.associations import staging
from tests.meetings.after import closed, decided, drafted, let_sign
from tests.meetings.ballots import Ballots
from tests.meetings.council import Council
from tests.settings.test_drafts_api import ACT, RULE, Caller, adopted

SLUG = "luga"
SENT = date(2026, 4, 2)
YEAR = 2026


def made(app: Flask) -> Council:
    """Everything that papers are printed of; gives the council, its moment at the day of the dispatch."""
    adopted(Caller(app, SLUG), {**ACT, "relation": "amends"}, ("rule", RULE["id"], RULE))
    staging.committed(app, SLUG, association, date(2026, 8, 20))
    Ballots.issued(Council(app, SLUG).seated(5))
    council = Council(app, SLUG).seated(5)
    let_sign(council)
    drafted(council, closed(council, present=5, day=date(2026, 3, 18)))
    council.at(date(2026, 3, 10))
    decision = decided(council)
    council.at(SENT, time(10))
    told = {
        "addressee": "Начальнику управления\nГромовой Т. В.",
        "number": "12",
        "answer_due": date(2026, 5, 2),
    }
    with council.acting() as scope:
        dispatching.dispatch(scope, decision.id, told)
        minutes_id = dispatching.decision(scope, decision.id).minutes.id  # type: ignore[union-attr]
    with council.acting(member=2) as scope:
        amending.amend(scope, minutes_id, "В вопросе 1 читать «Сидоров».", "Опечатка.")
    return council


def association(scope: Scope) -> None:
    """An association with its leader elected and not yet approved, and one with an analysis."""
    people = staging.teachers(scope, 10, "астрономия")
    body = staging.association(scope, "астрономия", people, YEAR)
    told = {"year": YEAR, "person_id": people[0], "elected_on": date(2026, 8, 20), "protocol": "№ 17"}
    association_terms.elect(scope, body.id, told)
    led, _ = staging.led(scope, "химия")
    analysing.write(
        scope, led.id, {"year": YEAR, "conclusions": "Работу признать полезной.", "forecast": "План."}
    )
