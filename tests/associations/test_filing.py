"""Plans and analyses in the files of the centre; programmes of the schools that teach the subject."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from service.associations.actions import analysing
from service.associations.facts import archive, years
from service.associations.policy import AssociationPolicy
from service.associations.queries.facts import gather
from service.associations.queries.programmes import programmes
from service.associations.rules import YearFacts, present
from service.compliance.jobs import survey_of
from service.core.errors import Conflict
from service.meetings.model.plans import YearPlan
from service.people.model.organisations import Curriculum
from service.profiles.directory import read_directory
from tests.accounts import browser_as, token_for
from tests.associations import staging

YEAR, DONE = 2026, date(2027, 5, 20)
SLUG = "luga"
TENANTS = Path(__file__).resolve().parents[2] / "tenants"


def accepted(scope: Any) -> int:
    """An association whose analysis is accepted and whose plan is agreed."""
    body, _ = staging.led(scope, "география")
    notes = dict.fromkeys(AssociationPolicy(scope.profile).items("tasks"), "Нет")
    written = {"year": YEAR, "teaching_state": "С", "conclusions": "В", "forecast": "П", "notes": notes}
    analysing.write(scope, body.id, written)
    analysing.submit(scope, body.id, YEAR)
    analysing.review(scope, body.id, {"year": YEAR, "state": "accepted"})
    with pytest.raises(Conflict):
        analysing.write(scope, body.id, {**written, "conclusions": "Другое"})
    scope.db.add(YearPlan(body_id=body.id, year=YEAR))
    scope.db.flush()
    return body.id


@pytest.mark.clause("LU4-5.4")
def test_finished_papers_lie_in_cases_and_the_inventory_lists_them(app: Flask) -> None:
    body = staging.committed(app, SLUG, accepted, DONE)
    client, headers = app.test_client(), token_for(app, SLUG, "methodist")
    place = f"/api/v1/{SLUG}/associations/archive"
    case = {"year": YEAR, "case_index": "01-07", "retention": "5 лет"}

    def told() -> dict[str, dict[str, Any]]:
        items = client.get(f"{place}?year={YEAR}", headers=headers).json["items"]
        return {one["paper"]: one for one in items if one["body_id"] == body}

    def known() -> Any:
        scope = staging.scope_on(app, SLUG, DONE)
        with scope.db:
            return next(iter(archive(survey_of(scope)))).verdict

    assert {one: row["done"] for one, row in told().items()} == {"plan": False, "analysis": True}
    assert known().status == "fail" and known().clause == "прил. 4, п. 5.4"
    assert client.put(f"{place}/{body}/plan", json=case, headers=headers).status_code == 422
    assert client.put(f"{place}/{body}/letter", json=case, headers=headers).status_code == 404
    empty = client.put(f"{place}/{body}/analysis", json={**case, "case_index": ""}, headers=headers)
    assert empty.json["fields"][0]["field"] == "case_index"
    page = browser_as(app, SLUG, "methodist")
    form = f"/{SLUG}/associations/archive/{body}/analysis"
    shown = page.send(
        f"/{SLUG}/associations/archive?year={YEAR}", form=form, **{k: str(v) for k, v in case.items()}
    )
    assert "01-07" in shown.text and "5 лет" in shown.text and "в делах 1 из 1 готовых" in shown.text
    assert (told()["analysis"]["case_index"], told()["analysis"]["retention"]) == ("01-07", "5 лет")
    assert known().status == "pass"
    auditor = browser_as(app, SLUG, "auditor")
    assert "Положить в дело" not in auditor.get(f"/{SLUG}/associations/archive?year={YEAR}").text
    auditor.post(form, 403, **{key: str(value) for key, value in case.items()})


@pytest.mark.clause("LU4-5.1.7")
def test_programmes_are_complete_when_every_school_that_teaches_has_its_kit(app: Flask) -> None:
    scope = staging.scope_on(app, SLUG, DONE)
    with scope.db:
        body, _ = staging.led(scope, "астрономия")
        other = staging.school(scope)
        staging.teachers(scope, 1, "Астрономия", at=other)
        policy = AssociationPolicy(scope.profile)

        def there() -> bool:
            facts = gather(scope, [body], YEAR, DONE)[body.id]
            assert facts.programmes == ("programmes" in present(policy, facts))
            said = [one.verdict for one in years(survey_of(scope)) if one.key.get("body_id") == body.id]
            lacking = next(one for one in said if one.rule == "association.documents").missing
            assert facts.programmes == ("programmes" not in {one.code for one in lacking})
            return facts.programmes

        assert not there()
        first = next(one for one in _schools(scope, body.id) if one != other)
        rows = [
            Curriculum(organisation_id=one, subject="астрономия", grade=11, programme="Базовая", kit=kit,
                       valid=staging.life(date(2026, 9, 1)))
            for one, kit in ((first, "УМК Чаругина"), (other, None))
        ]  # fmt: skip
        scope.db.add(rows[0])
        scope.db.flush()
        assert not there(), "the other school has none"
        scope.db.add(rows[1])
        scope.db.flush()
        assert not there(), "a programme without its kit"
        rows[1].kit = "УМК Чаругина"
        scope.db.flush()
        assert there()


@pytest.mark.clause("LU4-5.1.1", "LU4-5.1.2", "LU4-5.1.3")
def test_what_counts_as_regulation_plan_and_analysis() -> None:
    profile = read_directory(TENANTS).profile(SLUG)
    known = profile.settings["association.own_regulation"]
    own = replace(profile, settings={**profile.settings, known.id: replace(known, value=True)})
    common, alone = AssociationPolicy(profile), AssociationPolicy(own)
    assert [*common.items("documents")][:3] == ["regulation", "analysis", "plan"]

    def has(policy: AssociationPolicy = common, **facts: Any) -> set[str]:
        return set(present(policy, YearFacts(YEAR, **facts))) & {"regulation", "analysis", "plan"}

    assert has() == {"regulation"}, "the annex of the order serves all associations"
    assert has(alone) == set() and has(alone, documents={"regulation"}) == {"regulation"}
    assert has(plan_id=1, items=3) == {"regulation"}
    assert has(plan_id=1, items=3, agreed=True) == {"regulation", "plan"}
    assert has(plan_id=1, agreed=True) == {"regulation"}, "an empty plan is none"
    assert has(previous_analysis=True) == {"regulation"}, "submitted, not accepted"
    assert has(previous_analysis=True, previous_accepted=True) == {"regulation", "analysis"}


def _schools(scope: Any, body_id: int) -> list[int]:
    """Organisations that teach what the association is about."""
    from_rows = programmes(scope.db, [scope.tenant.id], DONE).taught
    return sorted(place for _, subject, place in from_rows if subject == "астрономия")
