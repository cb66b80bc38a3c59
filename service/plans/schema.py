"""What comes in about the steps of a plan and what the report says, for pages and programs."""

from marshmallow import Schema, fields, validate

from service.core.language import N_
from service.web.asked import Question
from service.web.fields import NOT_A_DATE, NOT_A_NUMBER, OUT_OF_RANGE, Day, Line, Longest, Whole, messages

TOO_LONG = N_("Слишком длинно: укоротите текст.")


class PlanStepDraft(Schema):
    """A step of a plan."""

    version = Whole(load_default=None, allow_none=True, error_messages=messages(NOT_A_NUMBER))


class PlanApprovalDraft(PlanStepDraft):
    """The act that approves a plan."""

    act_number = Line(
        required=True, validate=Longest(max=50, error=TOO_LONG), error_messages=messages(TOO_LONG)
    )
    act_date = Day(required=True, error_messages=messages(NOT_A_DATE))


class PlanStateRecord(Schema):
    """Where a plan stands."""

    id = fields.Int(required=True)
    version = fields.Int(required=True)
    state = fields.Str(required=True, validate=validate.OneOf(["draft", "agreed", "approved", "closed"]))
    act_number = fields.Str(allow_none=True)
    act_date = fields.Date(allow_none=True)


class PlanValueRecord(Schema):
    """A value of a list with the numbers of its items."""

    mark = fields.Str(required=True)
    title = fields.Str(required=True)
    planned = fields.Int(required=True)
    done = fields.Int(required=True)
    held = fields.Dict(keys=fields.Str(), values=fields.Int(), required=True)


class PlanCellRecord(Schema):
    """A cell of a matrix."""

    row = fields.Str(required=True)
    column = fields.Str(required=True)
    functions = fields.Int(required=True)
    planned = fields.Int(required=True)
    done = fields.Int(required=True)


class PlanListRecord(Schema):
    """One list of the regulation in the report."""

    list = fields.Str(required=True)
    title = fields.Str(required=True)
    clause = fields.Str(required=True)
    rule = fields.Str(required=True)
    take = fields.Str(required=True)
    values = fields.List(fields.Nested(PlanValueRecord), required=True)
    cells = fields.List(fields.Nested(PlanCellRecord), required=True)


class PlanReportRecord(Schema):
    """The coverage of a plan."""

    region = fields.Str(required=True, allow_none=True)
    planned = fields.Int(required=True)
    done = fields.Int(required=True)
    cancelled = fields.Int(required=True)
    lists = fields.List(fields.Nested(PlanListRecord), required=True)
    verdicts = fields.List(fields.Dict(keys=fields.Str()), required=True)
    broken = fields.List(fields.Dict(keys=fields.Str()), required=True)


class PlanYearQuestion(Question):
    """Which year."""

    year = Whole(
        validate=validate.Range(2000, 2100, error=OUT_OF_RANGE),
        error_messages=messages(NOT_A_NUMBER),
        metadata={"description": N_("Год плана; без параметра – последний переданный.")},
    )


class PlanSentCellRecord(Schema):
    """A released cell."""

    row = fields.Str(required=True)
    column = fields.Str(required=True)
    planned = fields.Int(required=True)
    done = fields.Int(required=True)


class PlanSentRecord(Schema):
    """What one municipality released; without dates nothing was."""

    tenant = fields.Str(required=True)
    name = fields.Str(required=True)
    approved_on = fields.Date(required=True, allow_none=True)
    published_at = fields.AwareDateTime(required=True, allow_none=True)
    cells = fields.List(fields.Nested(PlanSentCellRecord), required=True)


class PlanCoverageAnswer(Schema):
    """Municipalities by the cells of two lists."""

    year = fields.Int(required=True, allow_none=True)
    years = fields.List(fields.Int(), required=True)
    clause = fields.Str(required=True)
    municipalities = fields.List(fields.Nested(PlanSentRecord), required=True)
