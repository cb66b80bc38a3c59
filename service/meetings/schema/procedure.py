"""What may come into the order of work."""

from marshmallow import Schema

from service.meetings.schema.pages import line


class ProcedureDraft(Schema):
    """The order of work as it is written."""

    text = line(20000)
