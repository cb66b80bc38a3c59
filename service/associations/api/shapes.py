"""What the API of associations gives and may be asked."""

from functools import cache
from typing import Any

from marshmallow import Schema, fields, validate

from service.associations.records import RECORDS, RecordKind, Sort
from service.core.language import N_
from service.web.asked import NOT_LISTED, ListQuestion, Question, words_asked
from service.web.fields import NOT_A_NUMBER, Whole, messages
from service.web.shapes import VerdictRecord


def year_asked() -> Whole:
    """The school year of a question."""
    return Whole(
        validate=validate.Range(2000, 2100, error=NOT_LISTED),
        error_messages=messages(NOT_A_NUMBER),
        metadata={"description": N_("Учебный год по его первому календарному; без него нынешний.")},
    )


class YearQuestion(Question):
    """About which school year."""

    year = year_asked()


class ListQuestionOfYear(ListQuestion):
    """Which associations of a school year."""

    year = year_asked()
    kind = words_asked(N_("Код вида объединения."))
    subject = words_asked(N_("Слова предмета или направления."))
    search = words_asked(N_("Слова названия или предмета."))


class RecordsQuestion(ListQuestion):
    """Records of which school year."""

    year = year_asked()


class AssociationRecord(Schema):
    """An association as the API gives it, with the state of its school year."""

    api_name = "Association"
    id = fields.Int()
    type = fields.Str(allow_none=True)
    name = fields.Str()
    subject = fields.Str(allow_none=True)
    site = fields.Str(allow_none=True, metadata={"description": N_("Страница в интернете.")})
    parent_id = fields.Int(allow_none=True)
    organisation_id = fields.Int(allow_none=True)
    unit_id = fields.Int(allow_none=True, metadata={"description": N_("Под какой единицей структуры стоит.")})
    starts = fields.Date(allow_none=True)
    ends = fields.Date(allow_none=True)
    version = fields.Int()
    year = fields.Int(metadata={"description": N_("Учебный год, о котором сказано ниже.")})
    state = fields.Str(allow_none=True, metadata={"enum": ["forming", "elected", "active", "closed"]})
    members = fields.Int(metadata={"description": N_("Сколько членов; куратор членом не считается.")})
    verdicts = fields.List(
        fields.Nested(VerdictRecord), metadata={"description": N_("Что говорят о годе правила положения.")}
    )


class SeatRecord(Schema):
    """Who sits in an association."""

    api_name = "AssociationSeat"
    id = fields.Int()
    person_id = fields.Int()
    name = fields.Str()
    office = fields.Str()
    starts = fields.Date(allow_none=True)
    ends = fields.Date(allow_none=True)


class TermRecord(Schema):
    """A term of a leader."""

    api_name = "LeaderTerm"
    id = fields.Int()
    body_id = fields.Int()
    person_id = fields.Int()
    year = fields.Int()
    state = fields.Str(metadata={"enum": ["nominated", "elected", "active", "ended"]})
    acting = fields.Bool()
    elected_on = fields.Date(allow_none=True)
    meeting_id = fields.Int(allow_none=True)
    protocol = fields.Str(allow_none=True)
    approved_on = fields.Date(allow_none=True)
    starts_on = fields.Date(allow_none=True)
    act_id = fields.Int(allow_none=True)
    category = fields.Str(allow_none=True)
    experience = fields.Int(allow_none=True)
    extraordinary = fields.Bool()
    ended_on = fields.Date(allow_none=True)


class YearRecord(Schema):
    """A school year of an association."""

    api_name = "AssociationYear"
    body_id = fields.Int()
    year = fields.Int()
    state = fields.Str(metadata={"enum": ["forming", "elected", "active", "closed"]})
    act_id = fields.Int(allow_none=True)
    confirmed_on = fields.Date(allow_none=True)
    extraordinary = fields.Bool()
    counted = fields.Int(allow_none=True)
    version = fields.Int()


class YearPlanRecord(Schema):
    """The plan of an association for a school year."""

    api_name = "AssociationPlan"
    id = fields.Int()
    body_id = fields.Int()
    year = fields.Int()
    forecast = fields.Str(allow_none=True)
    approved_on = fields.Date(allow_none=True)
    returned_why = fields.Str(allow_none=True)
    version = fields.Int()


class PlanStepRecord(Schema):
    """A step of a plan."""

    api_name = "AssociationPlanStep"
    id = fields.Int()
    plan_id = fields.Int()
    step = fields.Str(metadata={"enum": ["adopted", "agreed", "returned"]})
    done_on = fields.Date()
    meeting_id = fields.Int(allow_none=True)
    protocol = fields.Str(allow_none=True)
    reason = fields.Str(allow_none=True)


class AnalysisRecord(Schema):
    """The analysis of a school year; `content` is what the registers said when it was submitted."""

    api_name = "AssociationAnalysis"
    id = fields.Int()
    body_id = fields.Int()
    year = fields.Int()
    state = fields.Str(metadata={"enum": ["draft", "submitted", "accepted", "returned"]})
    teaching_state = fields.Str(allow_none=True)
    conclusions = fields.Str(allow_none=True)
    forecast = fields.Str(allow_none=True)
    notes = fields.Dict(keys=fields.Str(), values=fields.Str())
    content = fields.Dict(keys=fields.Str(), allow_none=True)
    submitted_on = fields.Date(allow_none=True)
    reviewed_on = fields.Date(allow_none=True)
    returned_why = fields.Str(allow_none=True)
    version = fields.Int()


class VisitRecord(Schema):
    """An open lesson or a visit, closed or not."""

    api_name = "AssociationVisitState"
    id = fields.Int()
    closed = fields.Bool()
    version = fields.Int()


class ProposalRecord(Schema):
    """A member's proposal with its answer."""

    api_name = "AssociationProposalState"
    id = fields.Int()
    state = fields.Str(metadata={"enum": ["submitted", "forwarded", "accepted", "declined"]})
    addressee = fields.Str(allow_none=True)
    answer = fields.Str(allow_none=True)
    answered_on = fields.Date(allow_none=True)
    version = fields.Int()


SHOWN: dict[Sort, Any] = {
    Sort.TEXT: fields.Str,
    Sort.LONG: fields.Str,
    Sort.CHOICE: fields.Str,
    Sort.DATE: fields.Date,
    Sort.MONTH: fields.Date,
}
STATES: dict[str, dict[str, Any]] = {
    "visits": {"closed": fields.Bool()},
    "proposals": {
        "state": fields.Str(),
        "addressee": fields.Str(allow_none=True),
        "answer": fields.Str(allow_none=True),
    },
}


def record_of(kind: RecordKind) -> Schema:
    """The schema of one kind of records, as the API gives it."""
    return _record(kind.name)


@cache
def _record(name: str) -> Schema:
    made: dict[str, Any] = {"id": fields.Int(), "version": fields.Int()}
    for one in RECORDS[name].fields:
        if one.sort is Sort.CHOICES:
            made[one.name] = fields.List(fields.Str())
        elif one.sort is Sort.MEMBERS:
            made[one.name] = fields.List(fields.Int())
        else:
            made[one.name] = SHOWN.get(one.sort, fields.Int)(allow_none=not one.required)
    made.update(STATES.get(name, {}))
    named = "".join(part.title() for part in name.split("-"))
    schema: Schema = Schema.from_dict(made, name=f"Association{named}Record")()
    return schema
