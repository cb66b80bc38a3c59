"""What meetings leave behind belongs to one tenant (I-12), names its rules (I-15) and stays (I-10)."""

import psycopg
import pytest

from service.config import Settings
from tests.meetings.rows import STARTS, Rows, refused

KEPT = {
    "amendment": "INSERT SELECT UPDATE", "audit": "INSERT SELECT", "ballot_cast": "INSERT SELECT",
    "decision": "SELECT", "elector": "INSERT SELECT", "history": "INSERT SELECT",
    "minutes": "INSERT SELECT UPDATE", "notice": "INSERT SELECT", "recusal": "INSERT SELECT",
    "round": "INSERT SELECT UPDATE", "secret_ballot": "SELECT", "sheet_mark": "INSERT SELECT",
    "sheet_receipt": "INSERT SELECT UPDATE", "signature": "INSERT SELECT", "stored_file": "INSERT SELECT",
    "verdict": "INSERT SELECT", "vote": "INSERT SELECT UPDATE",
}  # fmt: skip
"""Tables of which nothing is ever removed, and what the application may do to whole rows of theirs."""


@pytest.mark.parametrize("table", KEPT)
def test_papers_votes_and_logs_are_not_removed(rows: Rows, table: str) -> None:
    found = rows.ask(
        "SELECT a.privilege_type FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = %s::regclass"
        " AND a.grantee = 'mun_app'::regrole ORDER BY 1",
        f"mms.{table}",
    )
    assert " ".join(right for (right,) in found) == KEPT[table]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows.ask(f"DELETE FROM mms.{table}")


def test_a_meeting_of_one_tenant_refers_to_nothing_of_another(rows: Rows, settings: Settings) -> None:
    others = Rows(settings, "ust-koksa")
    body = others.body(people=2)
    meeting = others.meeting(body, "in_session")
    with refused("fk_meeting_tenant_id_body_id"):
        rows.add("meeting", body_id=body.id, form="in_person", kind="ordinary", counted="present",
                 starts_at=STARTS)  # fmt: skip
    assert (
        rows.ask("SELECT 1 FROM mms.meeting WHERE tenant_id = %s AND id = %s", others.tenant, meeting) == []
    )
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows.add("meeting", tenant_id=others.tenant, body_id=body.id, form="in_person", kind="ordinary",
                 counted="present", starts_at=STARTS)  # fmt: skip
    others.db.close()


def test_a_verdict_names_the_version_of_its_rules_and_stays(rows: Rows) -> None:
    given = {"rule": "council.majority", "status": "pass", "severity": "hard", "subject": "round",
             "subject_id": 1, "verdict": {}}  # fmt: skip
    with pytest.raises(psycopg.errors.NotNullViolation):
        rows.add("verdict", **given)
    made = rows.add("verdict", **given, profile_version="luga@1")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows.change("verdict", made, status="fail")


def test_what_was_changed_is_kept_as_it_was(rows: Rows) -> None:
    meeting = rows.meeting(rows.body(people=1), "noticed")
    rows.change("meeting", meeting, place="Каб. 7")
    states = rows.ask(
        "SELECT old ->> 'state' FROM mms.history WHERE table_name = 'meeting' AND row_id = %s ORDER BY id",
        meeting,
    )
    assert states == [("draft",), ("scheduled",), ("noticed",)]
