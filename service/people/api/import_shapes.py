"""What the API of staff imports takes and gives."""

from marshmallow import Schema, fields, validate

from service.core.language import N_
from service.people.queries.imports import STATUSES
from service.people.schema import REQUIRED, choice, number
from service.web.asked import ListQuestion, Upload, choice_asked, number_asked
from service.web.fields import Day

ANSWERS = ("new_person", "same", "other_employment", "skip")


class ImportQuestion(ListQuestion):
    """Whose imports are asked for."""

    organisation_id = number_asked(N_("Номер организации."))


class RowQuestion(ListQuestion):
    """Which rows are asked for."""

    status = choice_asked(STATUSES, N_("Только строки с этим состоянием."))


class StaffUpload(Upload):
    """A staff list of an organisation."""

    organisation_id = fields.Int(required=True, metadata={"description": N_("Номер организации.")})


class ColumnRecord(Schema):
    """A column of an uploaded list: its heading and the fact it holds, null for none."""

    title = fields.Str()
    field = fields.Str(allow_none=True)


class ColumnsRecord(Schema):
    """The columns of an uploaded list, and the facts they may hold."""

    columns = fields.List(fields.Nested(ColumnRecord))
    known = fields.Dict(keys=fields.Str(), values=fields.Str())


class ColumnsDraft(Schema):
    """Which fact each column holds, in the order of the columns; null for none."""

    fields_ = fields.List(
        fields.Str(allow_none=True),
        data_key="fields",
        required=True,
        validate=validate.Length(max=200),
        error_messages={"required": REQUIRED, "null": REQUIRED},
    )


class FoundAnswer(Schema):
    """An answer about one row of an import."""

    row = number(required=True)
    answer = choice(ANSWERS)
    person_id = number()
    employment_id = number()


class Departure(Schema):
    """Somebody the file does not mention, with the last day of their job."""

    employment_id = number(required=True)
    last_day = Day(required=True, error_messages={"required": REQUIRED, "null": REQUIRED})


class Confirmation(Schema):
    """What is decided when an import is applied."""

    answers = fields.List(fields.Nested(FoundAnswer), load_default=list)
    departures = fields.List(fields.Nested(Departure), load_default=list)


class ImportRecord(Schema):
    """An import as the API gives it."""

    id = fields.Int()
    organisation_id = fields.Int()
    file_name = fields.Str()
    format = fields.Str(allow_none=True)
    status = fields.Str()
    done = fields.Int()
    total = fields.Int(allow_none=True)
    counts = fields.Dict()
    refusal = fields.Dict(allow_none=True, metadata={"description": N_("Почему файл не прочитан.")})
    created_at = fields.DateTime()
    applied_at = fields.DateTime(allow_none=True)
    undone_at = fields.DateTime(allow_none=True)


class ImportRow(Schema):
    """One row of an import as the API gives it."""

    row = fields.Int(attribute="number")
    status = fields.Str(metadata={"enum": list(STATUSES)})
    name = fields.Str()
    facts = fields.Function(lambda row: row.draft["facts"], metadata={"type": "object"})
    employment_id = fields.Function(
        lambda row: row.draft.get("employment_id"), metadata={"type": ["integer", "null"]}
    )
    changes = fields.List(fields.Dict())
    problems = fields.List(fields.Dict())
    candidates = fields.List(fields.Dict())
    choice = fields.Str(allow_none=True)
    person_id = fields.Int(allow_none=True)
