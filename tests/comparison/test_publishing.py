"""Publishing: what is refused, what is frozen, what a correction leaves behind."""

from datetime import date, timedelta

import psycopg
import pytest
from flask import Flask
from sqlalchemy import make_url, select, text
from sqlalchemy.exc import ProgrammingError

from service.comparison.actions.publishing import intact, publish
from service.comparison.model import Publication, PublicationFigure
from service.comparison.queries import own
from service.config import Settings
from service.core.errors import Conflict, Forbidden, Invalid, NotFound
from service.core.paging import Paging
from service.monitoring import frozen
from service.monitoring.rules import find
from service.tenancy.model import Audit
from tests.accounts import scope_of
from tests.comparison.conftest import DAY, Municipality
from tests.database import superuser


def figure(of: Municipality, made: Publication, code: str = "K04") -> PublicationFigure:
    with of.acting() as scope:
        return own.figure_of(scope, made.id, code)


def fields(refusal: pytest.ExceptionInfo[Invalid]) -> list[str]:
    return [one.field for one in refusal.value.fields]


def test_a_publication_is_counted_and_leaves_a_trace(first: Municipality) -> None:
    made = first.publish()
    assert (made.revision, made.as_of, made.reported, made.expected) == (1, DAY, 1, 1)
    told = figure(first, made)
    assert (told.numerator, told.denominator, told.value_status) == (12, 40, "ok")
    assert (len(told.counted), len(told.rest), told.undecided) == (12, 28, [])
    with first.acting() as scope:
        event = scope.db.execute(select(Audit).order_by(Audit.id.desc()).limit(1)).scalar_one()
        assert (event.event, event.subject_id) == ("figures.published", made.id)
        assert event.detail == {"as_of": "2025-12-31", "revision": 1}


def test_registers_without_a_record_have_reported_nothing(first: Municipality) -> None:
    made = first.publish()
    assert figure(first, made, "K13").value_status == "not_reported"
    assert figure(first, made, "K09").value_status == "ok", "nobody is in a community: a real zero"


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"as_of": date(2025, 12, 30)}, "as_of"),
        ({"protocol_date": date(2025, 12, 30)}, "protocol_date"),
        ({"protocol_date": date(2999, 1, 1)}, "protocol_date"),
    ],
)
def test_days_that_cannot_be(first: Municipality, changed: dict[str, date], wrong: str) -> None:
    with pytest.raises(Invalid) as refusal:
        first.publish(**changed)
    assert fields(refusal) == [wrong]


def test_a_month_to_come_is_refused(first: Municipality) -> None:
    ahead = (first.today.replace(day=1) + timedelta(days=40)).replace(day=1) - timedelta(days=1)
    with pytest.raises(Invalid) as refusal:
        first.publish(ahead + timedelta(days=31 * 12) if ahead <= first.today else ahead)
    assert "as_of" in fields(refusal)


def test_a_month_without_any_figure_is_refused(app: Flask) -> None:
    empty = Municipality(app, "shebalino")
    empty.rows.clear()
    with pytest.raises(Invalid, match="записей нет"):
        empty.publish()


def test_twice_the_same_is_refused(first: Municipality) -> None:
    first.publish()
    with pytest.raises(Invalid, match="ничего не изменилось"):
        first.publish(reason="Ещё раз")
    with first.acting() as scope:
        assert [one.revision for one in own.revisions(scope, DAY)] == [1]


def test_a_correction_needs_a_reason_and_keeps_the_first(first: Municipality) -> None:
    before = first.publish()
    first.rows.training(first.people(0, 1)[0], date(2025, 5, 1))
    with pytest.raises(Invalid) as refusal:
        first.publish()
    assert fields(refusal) == ["reason"]
    after = first.publish(reason="Внесено забытое удостоверение")
    assert (after.revision, after.previous_digest) == (2, before.digest)
    assert (figure(first, before).numerator, figure(first, after).numerator) == (12, 13)
    with first.acting() as scope:
        released = own.beside_region(scope, DAY)
        assert next(one.cell.numerator for one in released if one.code == "K04") == 13
        assert intact(before, own.figures_of(scope, before.id)) and intact(
            after, own.figures_of(scope, after.id)
        )


def test_the_application_cannot_change_what_was_published(first: Municipality) -> None:
    first.publish()
    for statement in (
        "UPDATE mms.publication SET reason = 'другая'",
        "UPDATE mms.publication_figure SET numerator = 0",
        "DELETE FROM mms.publication_figure",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), first.acting() as scope:
            scope.db.execute(text(statement))


def test_a_number_changed_behind_the_service_is_noticed(first: Municipality, settings: Settings) -> None:
    made = first.publish()
    with superuser(make_url(settings.database_url).database or "") as admin:
        admin.execute(
            "UPDATE mms.publication_figure SET numerator = 13 WHERE publication_id = %s AND code = 'K04'",
            [made.id],
        )
    with first.acting() as scope:
        assert not intact(made, own.figures_of(scope, made.id))


def test_records_behind_a_frozen_figure_outlive_their_moves(first: Municipality, settings: Settings) -> None:
    made = first.publish()
    told = figure(first, made)
    gone, moved = told.counted[0], told.counted[1]
    with superuser(make_url(settings.database_url).database or "") as admin:
        for table in ("training", "employment", "person"):
            column = "id" if table == "person" else "person_id"
            statement = f"DELETE FROM mms.{table} WHERE tenant_id = %s AND {column} = %s"
            admin.execute(statement.encode(), [first.tenant.id, gone])
        admin.execute(
            "UPDATE mms.employment SET valid = daterange(NULL, '2025-06-01')"
            " WHERE tenant_id = %s AND person_id = %s",
            [first.tenant.id, moved],
        )
    with first.acting() as scope:
        definition = find(scope.profile, "K04")
        assert definition is not None
        page = frozen.named(scope, definition, told.counted, DAY, Paging(1, 200))
    names = {one.id: one.name for one in page.items}
    assert page.total == 12 and set(names) == set(told.counted)
    assert names[gone] is None and names[moved] == "ust-koksa1 Имя"


def test_two_who_publish_at_once(first: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
    first.publish()
    monkeypatch.setattr(own, "latest_of", lambda *_: None)  # what the second had read before the first wrote
    with pytest.raises(Conflict):
        first.publish()


def test_a_region_publishes_nothing_and_a_methodist_may_not(app: Flask, first: Municipality) -> None:
    draft = {"as_of": DAY, "body": "Совет", "protocol_number": "2", "protocol_date": DAY, "reason": None}
    region = scope_of(app, "altai-republic")
    with region.db, pytest.raises(NotFound):
        publish(region, draft)
    methodist = scope_of(app, first.slug, "methodist")
    with methodist.db, pytest.raises(Forbidden):
        publish(methodist, draft)


def test_every_publication_is_chained_to_the_one_before(first: Municipality) -> None:
    made = [first.publish(day) for day in (date(2025, 5, 31), date(2025, 12, 31))]
    assert [one.previous_digest for one in made] == [None, made[0].digest]


def test_without_a_tenant_nothing_published_is_read(settings: Settings) -> None:
    """Without a tenant the application's role reads no publication: an error, never a row."""
    url = make_url(settings.database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection, pytest.raises(psycopg.Error):
        connection.execute("SELECT * FROM pub.value")
