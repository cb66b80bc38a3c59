"""What addresses outside the registers take: bodies that are right but for their ids, and which are ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

JOB = {
    "organisation_id": 1,
    "kind": "internal",
    "position": "teacher",
    "position_title": "Учитель",
    "rate": "1",
    "starts": "2026-01-15",
}
NAME = {"last_name": "Иванова", "first_name": "Анна"}
MEETING = {
    "body_id": 1,
    "form": "in_person",
    "starts_on": "2026-03-20",
    "starts_time": "15:00",
    "place": "Зал",
}
COMPOSITION = {
    "act_id": 1,
    "established_seats": 1,
    "starts": "2026-03-20",
    "seats": [{"person_id": 1, "office": "chair"}],
}
DELIVERY = {"channel": "paper", "sent_on": "2026-03-02", "sent_time": "15:00", "evidence": "подпись"}
WAIVER = {"decided_by": "Иванова А. П.", "reason": "решено", "starts": "2026-01-15"}
MOVE = {
    "organisation_id": 2,
    "first_day": "2026-02-01",
    "position": "teacher",
    "position_title": "Учитель",
}
APPROVAL = {"act_number": "7", "act_date": "2026-01-12"}
FILED = {"year": 2026, "case_index": "01-05", "retention": "5 лет"}
STAND_IN = {"absent": 1, "substitute": 1, "starts": "2099-01-01", "ends": "2099-01-02"}


@dataclass(frozen=True)
class Body:
    """Values of a form or of JSON; `ids` are the fields that name another record."""

    values: Mapping[str, Any] = field(default_factory=dict)
    ids: tuple[str, ...] = ()


BODIES: Mapping[str, Body] = {
    "api_drafts.adopt": Body({"sure": True}),
    "api_drafts.change": Body({"title": "Проект", "relation": "listed"}),
    "api_drafts.put_entry": Body({"content": None, "version": 0}),
    "rule_drafts.act": Body({"title": "Проект", "relation": "listed"}),
    "rule_drafts.adopt": Body({"sure": "1"}),
    "api_plan_steps.approve": Body(APPROVAL),
    "service_plans.approve_now": Body(APPROVAL),
    "assignments.report": Body({"report": "сделано"}),
    "assignments.withdraw": Body({"report": "отменено"}),
    "api_minutes.add_signature": Body({"sha256": "0" * 64, "kind": "paper"}),
    "people.merge_now": Body({"other": 2}, ("other",)),
    "people.change": Body(NAME),
    "people.begin_job": Body(JOB, ("organisation_id",)),
    "people.change_job": Body(JOB, ("organisation_id",)),
    "people.end_job": Body({"last_day": "2026-02-01"}),
    "people.transfer_job": Body(MOVE, ("organisation_id",)),
    "api_people.change": Body(NAME),
    "api_employments.job_create": Body({**JOB, "person_id": 1}, ("person_id", "organisation_id")),
    "api_employments.job_change": Body(JOB, ("organisation_id",)),
    "api_employments.job_end": Body({"last_day": "2026-02-01"}),
    "api_employments.job_transfer": Body(MOVE, ("organisation_id",)),
    "api_people.merge": Body({"other": 2}, ("other",)),
    "api_unit_members.create": Body({"person_id": 1, "office": "member"}, ("person_id",)),
    "api_unit_members.change": Body({"person_id": 1, "office": "member"}),
    "api_unit_members.end": Body({"last_day": "2026-02-01"}),
    "api_units.end": Body({"last_day": "2026-02-01"}),
    "api_coordination.answer": Body({"answer": "сделано"}),
    "api_coordination.review": Body({"verdict": "withdrawn"}),
    "api_units.serve": Body({"organisations": []}),
    "associations.put_paper": Body(FILED),
    "api_association_archive.put": Body(FILED),
    "api_functions.take": Body({"last_day": "2026-02-01"}),
    "api_imports.remap": Body({"fields": ["full_name"]}),
    "api_users.invite": Body(
        {"email": "other@example.test", "name": "Другой", "role": "school_head", "organisation_id": 1},
        ("organisation_id",),
    ),
    "api_tokens.create": Body(
        {"name": "Ключ", "role": "school_head", "organisation_id": 1}, ("organisation_id",)
    ),
    "structure.take": Body({"last_day": "2026-02-01"}),
    "structure.end_member": Body({"last_day": "2026-02-01"}),
    "api_bodies.create": Body(
        {"name": "Совет", "kind": "council", "parent_id": 1, "organisation_id": 1},
        ("parent_id", "organisation_id"),
    ),
    "api_bodies.change": Body(
        {"name": "Совет", "parent_id": 1, "organisation_id": 1}, ("parent_id", "organisation_id")
    ),
    "api_bodies.compose": Body(COMPOSITION, ("act_id",)),
    "api_bodies.instruct": Body({"person_id": 1, "basis": "Слова председателя"}),
    "api_meetings.create": Body(MEETING, ("body_id",)),
    "api_meetings.change": Body({name: value for name, value in MEETING.items() if name != "body_id"}),
    "api_meetings.postpone": Body({name: value for name, value in MEETING.items() if name != "body_id"}),
    "api_meetings.cancel": Body({"reason": "Нет вопросов"}),
    "api_meetings.hand_over": Body({"presider_id": 1}),
    "api_meetings.keeper": Body({"person_id": 1}),
    "api_notices.deliver": Body(DELIVERY),
    "api_notices.bounce": Body({"reason": "Ящик переполнен"}),
    "api_agenda.add": Body({"title": "Вопрос", "speaker_id": 1}, ("speaker_id",)),
    "api_agenda.change": Body({"title": "Вопрос", "speaker_id": 1}, ("speaker_id",)),
    "api_agenda.move": Body({"number": 1}),
    "api_agenda.recuse": Body({"person_id": 1, "reason": "Мой проект"}),
    "api_agenda.propose": Body({"title": "Вопрос", "author": "Совет школы"}),
    "api_agenda.include": Body({"meeting_id": 1}, ("meeting_id",)),
    "api_agenda.answer": Body({"answer": "Включим"}),
    "api_materials.add": Body({"title": "Проект", "url": "https://example.test/1", "item_id": 1}),
    "api_materials.upload": Body({"title": "Проект"}),
    "api_presence.mark": Body({"status": "present"}),
    "api_presence.invite": Body({"name": "Гость"}),
    "api_presence.opine": Body({"person_id": 1, "text": "Согласен"}),
    "api_voting.vote": Body({"choice": "for", "person_id": 1}),
    "api_voting.votes": Body({"votes": [{"person_id": 1, "choice": "for"}]}),
    "api_compliance.assign": Body({"person_id": 1}, ("person_id",)),
    "api_compliance.waive": Body(WAIVER),
    "api_compliance.revoke": Body({"reason": "решено"}),
    "regulation.waive": Body(WAIVER),
    "regulation.revoke": Body({"reason": "решено"}),
    "api_calendar_feeds.create": Body({"body_id": 1}, ("body_id",)),
    "calendar.subscribe": Body({"body_id": 1}, ("body_id",)),
    "api_units.change": Body(
        {
            "kind": "service",
            "name": "Единица",
            "parent_id": 1,
            "act_id": 1,
            "regulation_id": 1,
            "organisation_id": 1,
        },
        ("parent_id", "act_id", "regulation_id", "organisation_id"),
    ),
    "agreeing.revoke": Body({"reason": "Срок вышел"}),
    "api_share_agreements.revoke": Body({"reason": "Срок вышел"}),
    "substitutions.create": Body(STAND_IN, ("absent", "substitute")),
    "api_substitutions.create": Body(STAND_IN, ("absent", "substitute")),
    "members.link_person": Body({"person_id": 1}, ("person_id",)),
    "api_members.link_person": Body({"person_id": 1}, ("person_id",)),
    "users.invite": Body(
        {"email": "new@example.test", "name": "Новый", "role": "school_head", "organisation_id": 1},
        ("organisation_id",),
    ),
}
"""By endpoint. A writing address with a row's id must stand here unless an empty body reaches the row."""

QUERIES: Mapping[str, tuple[str, ...]] = {
    "calendar.page": ("body",),
    "people.people": ("organisation",),
    "people.new": ("organisation_id",),
    "people.new_job": ("organisation_id",),
    "people.merge": ("other",),
    "people.import_new": ("organisation_id",),
    "api_people.listing": ("organisation",),
    "api_people.merge_preview": ("other",),
    "api_imports.listing": ("organisation_id",),
    "api_meetings.listing": ("body_id",),
    "api_employments.job_listing": ("person_id", "organisation_id"),
}
"""Parameters of addresses that name a record."""
