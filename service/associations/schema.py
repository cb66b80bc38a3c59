"""What may come into associations their forms and their API."""

from functools import cache
from typing import Any

from marshmallow import Schema, fields, validate

from service.associations.names import ADDRESSEES, OFFICES, STEPS
from service.associations.records import RECORDS, RecordKind, Sort
from service.core.language import N_
from service.web.fields import Day

REQUIRED = N_("Заполните это поле.")
NOT_LISTED = N_("Выберите из списка.")
NOT_NUMBER = N_("Нужно целое число.")
TOO_LONG = N_("Слишком длинно: укоротите текст.")
WORDS: dict[str, Any] = {
    "required": REQUIRED,
    "null": REQUIRED,
    "invalid": NOT_LISTED,
    "validator_failed": NOT_LISTED,
}
BIGGEST = 2**63 - 1
SHORT, LONG = validate.Length(1, 300, error=TOO_LONG), validate.Length(1, 5000, error=TOO_LONG)
ID = validate.Range(1, BIGGEST, error=NOT_LISTED)
YEAR = validate.Range(2000, 2100, error=NOT_LISTED)
DAY: dict[str, Any] = {"required": REQUIRED, "null": REQUIRED}


def line(*, required: bool = False, long: bool = False) -> fields.Str:
    """A text of one line, or a long one."""
    length = LONG if long else SHORT
    if required:
        return fields.Str(required=True, validate=length, error_messages=WORDS)
    return fields.Str(load_default=None, allow_none=True, validate=length, error_messages=WORDS)


def reference(*, required: bool = False) -> fields.Int:
    """The id of another record."""
    if required:
        return fields.Int(required=True, validate=ID, error_messages=WORDS)
    return fields.Int(load_default=None, allow_none=True, validate=ID, error_messages=WORDS)


def references() -> Any:
    """Ids of several records."""
    return fields.List(fields.Int(validate=ID, error_messages=WORDS), load_default=list)


def day(*, required: bool = False) -> Day:
    """A date."""
    return Day(required=True, error_messages=DAY) if required else Day(load_default=None, allow_none=True)


def year() -> fields.Int:
    """A school year by its first calendar year."""
    return fields.Int(required=True, validate=YEAR, error_messages={**WORDS, "invalid": NOT_NUMBER})


def among(codes: Any, *, required: bool = True) -> fields.Str:
    """One of the codes."""
    listed = validate.OneOf(list(codes), error=NOT_LISTED)
    if required:
        return fields.Str(required=True, validate=listed, error_messages=WORDS)
    return fields.Str(load_default=None, allow_none=True, validate=listed, error_messages=WORDS)


class CardDraft(Schema):
    """An association as it is changed."""

    api_name = "AssociationCardDraft"
    type = line(required=True)
    name = line(required=True)
    subject = line()
    site = line()
    parent_id = reference()
    organisation_id = reference()
    unit_id = reference()
    version = fields.Int(load_default=None, allow_none=True)


class FoundingDraft(Schema):
    """An association as it is founded, with its initiative list."""

    api_name = "AssociationFoundingDraft"
    type = line(required=True)
    name = line(required=True)
    subject = line()
    site = line()
    parent_id = reference()
    organisation_id = reference()
    unit_id = reference()
    year = year()
    starts = day()
    people = references()


class ElectionDraft(Schema):
    """The election of a leader by a protocol."""

    api_name = "LeaderElectionDraft"
    year = year()
    person_id = reference(required=True)
    elected_on = day(required=True)
    meeting_id = reference()
    protocol = line()


class OrderDraft(Schema):
    """The order on associations of a year and their leaders."""

    api_name = "AssociationOrderDraft"
    year = year()
    act_id = reference()
    bodies = references()
    starts = day()


class ActingDraft(Schema):
    """A leader's replacement within the year."""

    api_name = "ActingLeaderDraft"
    year = year()
    person_id = reference(required=True)
    act_id = reference()
    starts = day()


class ClosingDraft(Schema):
    """The order that closes an association."""

    api_name = "AssociationClosingDraft"
    act_id = reference()
    last_day = day(required=True)


class SeatDraft(Schema):
    """A member or a curator."""

    api_name = "AssociationSeatDraft"
    person_id = reference(required=True)
    office = among(OFFICES)
    starts = day()


class LastDay(Schema):
    """With which day something ends."""

    api_name = "AssociationLastDay"
    last_day = day(required=True)


class ForecastDraft(Schema):
    """The forecast that a plan rests on; opens the plan where there is none."""

    api_name = "AssociationPlanDraft"
    year = year()
    forecast = line(long=True)


class StepDraft(Schema):
    """A step of a plan."""

    api_name = "AssociationPlanStepDraft"
    year = year()
    step = among(STEPS)
    done_on = day()
    meeting_id = reference()
    protocol = line()
    reason = line(long=True)


class AssociationAnswerDraft(Schema):
    """An answer to a member's proposal."""

    api_name = "AssociationProposalAnswer"
    state = among(("forwarded", "accepted", "declined"))
    addressee = among(ADDRESSEES, required=False)
    answer = line(long=True)


class AnalysisDraft(Schema):
    """What a leader writes into the yearly analysis; `notes` explain idle tasks by their codes."""

    api_name = "AssociationAnalysisDraft"
    year = year()
    teaching_state = line(long=True)
    conclusions = line(long=True)
    forecast = line(long=True)
    notes = fields.Dict(keys=fields.Str(validate=SHORT), values=fields.Str(validate=LONG), load_default=dict)


class YearDraft(Schema):
    """A school year something is done for."""

    api_name = "SchoolYearDraft"
    year = year()


class FilingDraft(Schema):
    """In which case a paper lies, and how long it is kept."""

    year = year()
    case_index = line(required=True)
    retention = line(required=True)
    version = fields.Int(load_default=None, allow_none=True)


class ReviewDraft(Schema):
    """What the coordinator says of an analysis."""

    api_name = "AssociationAnalysisReview"
    year = year()
    state = among(("accepted", "returned"))
    reason = line(long=True)


TYPED = {
    Sort.TEXT: lambda required: line(required=required),
    Sort.LONG: lambda required: line(required=required, long=True),
    Sort.CHOICE: lambda required: line(required=required),
    Sort.DATE: lambda required: day(required=required),
    Sort.MONTH: lambda required: day(required=required),
    Sort.MEMBERS: lambda required: references(),
    Sort.CHOICES: lambda required: fields.List(fields.Str(validate=SHORT), load_default=list),
}


def draft_of(kind: RecordKind) -> Schema:
    """The schema of one kind of records, as it comes in."""
    return _draft(kind.name)


@cache
def _draft(name: str) -> Schema:
    made: dict[str, Any] = {
        one.name: TYPED.get(one.sort, lambda required: reference(required=required))(one.required)
        for one in RECORDS[name].fields
    }
    made["year"] = fields.Int(load_default=None, allow_none=True, validate=YEAR)
    made["version"] = fields.Int(load_default=None, allow_none=True)
    named = "".join(part.title() for part in name.split("-"))
    schema: Schema = Schema.from_dict(made, name=f"Association{named}Draft")()
    return schema
