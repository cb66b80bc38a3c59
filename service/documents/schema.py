"""What may come in about templates (шаблоны документов), and what goes out."""

from marshmallow import Schema, fields, validate

from service.core.language import N_

ROOM = 64 * 1024
"""Bytes of a form beside its file."""


class TemplateDraft(Schema):
    """What is said of a template beside its file."""

    note = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=500))


class TemplateUpload(TemplateDraft):
    """A template as a form with its file."""

    file = fields.Raw(
        required=True,
        metadata={"type": "string", "format": "binary", "description": N_("Шаблон DOCX, до 5 МБ.")},
    )


class TemplateField(Schema):
    """A field that a template may use."""

    name = fields.String(required=True)
    title = fields.String(required=True)
    required = fields.Boolean(required=True)
    kind = fields.String(required=True, metadata={"description": N_("Тип: text, date, number.")})
    sample = fields.String(required=True)


class TemplateEdition(Schema):
    """An edition of a template."""

    id = fields.Integer(required=True)
    number = fields.Integer(required=True)
    fields_used = fields.List(fields.String(), required=True)
    note = fields.String(required=True, allow_none=True)
    uploaded_at = fields.DateTime(required=True)
    withdrawn_at = fields.DateTime(required=True, allow_none=True)


class TemplateForm(Schema):
    """A document that may have a template: its fields and the edition in use."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    fields_offered = fields.List(fields.Nested(TemplateField()), required=True)
    in_use = fields.Nested(TemplateEdition(), required=True, allow_none=True)


class FilledQuestion(Schema):
    """Of which record the document is."""

    key = fields.String(
        load_default="",
        validate=validate.Length(max=100),
        metadata={"description": N_("Какой записи документ: её номер.")},
    )
