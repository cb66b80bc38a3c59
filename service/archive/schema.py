"""What the API tells of an archive."""

from marshmallow import Schema, fields

from service.archive.names import STATE_WORDS
from service.core.language import N_


class ArchiveRecord(Schema):
    """One archive of the tenant: how far it is, its seal, until when it can be fetched."""

    id = fields.Int()
    status = fields.Str(metadata={"enum": list(STATE_WORDS)})
    done = fields.Int(metadata={"description": N_("Готово таблиц.")})
    total = fields.Int(allow_none=True, metadata={"description": N_("Таблиц всего.")})
    rows = fields.Int(allow_none=True)
    size = fields.Int(allow_none=True, metadata={"description": N_("Размер файла в байтах.")})
    seal = fields.Str(allow_none=True, metadata={"description": N_("Печать: её называют при загрузке.")})
    asked_at = fields.DateTime()
    made_at = fields.DateTime(allow_none=True)
    expires_at = fields.DateTime(allow_none=True)
