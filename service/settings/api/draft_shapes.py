"""What the API of drafts takes and gives."""

from marshmallow import Schema, fields, validate

from service.core.language import N_
from service.profiles.drafting import KEYS
from service.settings.api.shapes import version_asked
from service.settings.draft_schema import DraftActSchema
from service.settings.effects import CHANGES, SECTIONS
from service.web.asked import NOT_LISTED, Question, number_asked, words_asked
from service.web.fields import NOT_A_NUMBER, Whole, messages

NOT_A_TABLE = N_("Нужен объект с полями записи или null.")
WORDS_OF = {"keys": fields.Str(), "values": fields.Str()}


class DraftRecord(Schema):
    """A draft version of the rules with its act."""

    id = fields.Int()
    version = fields.Int()
    title = fields.Str()
    state = fields.Str(metadata={"enum": ["open", "adopted", "discarded"]})
    relation = fields.Str(metadata={"enum": ["amends", "listed", "all"]})
    act_kind = fields.Str(allow_none=True)
    act_number = fields.Str(allow_none=True)
    act_title = fields.Str(allow_none=True)
    act_issuer = fields.Str(allow_none=True)
    act_date = fields.Date(allow_none=True)
    effective_from = fields.Date(allow_none=True)
    file_id = fields.Int(allow_none=True)
    adopted_number = fields.Int(allow_none=True)
    created_at = fields.DateTime()
    closed_at = fields.DateTime(allow_none=True)


class DraftEntryRecord(Schema):
    """One change of a draft; `content` null takes the entry out of the own layer."""

    version = fields.Int()
    section = fields.Str(metadata={"enum": list(KEYS)})
    entry_id = fields.Str()
    content = fields.Dict(keys=fields.Str(), allow_none=True)
    was = fields.Dict(keys=fields.Str(), allow_none=True)


class DraftEntryDraft(Schema):
    """An entry as it should read, in the words of a profile file; dates as {"$date": "2026-01-31"}."""

    content = fields.Dict(
        keys=fields.Str(),
        required=True,
        allow_none=True,
        error_messages=messages(NOT_A_TABLE) | {"invalid": NOT_A_TABLE},
    )
    version = Whole(
        load_default=None,
        allow_none=True,
        error_messages=messages(NOT_A_NUMBER),
        metadata={"description": N_("Версия записи, которую вы видели; 0 – записи ещё не было.")},
    )


class UndoQuestion(Question):
    """Which state of a change the caller has seen."""

    seen = number_asked(N_("Версия записи, которую вы видели."))


class DraftChange(DraftActSchema):
    """A draft's name, act and first day."""


class LineRecord(Schema):
    """One line of a difference: clause, what it was, what it becomes."""

    section = fields.Str()
    id = fields.Str()
    title = fields.Str()
    clause = fields.Str()
    was = fields.List(fields.Str())
    becomes = fields.List(fields.Str())
    act = fields.Str()


class EffectRecord(Schema):
    """One record that would be judged otherwise."""

    section = fields.Str(metadata={"enum": list(SECTIONS)})
    rule = fields.Str()
    what = fields.Dict(**WORDS_OF)
    change = fields.Str(metadata={"enum": list(CHANGES)})
    before = fields.Dict(**WORDS_OF)
    after = fields.Dict(**WORDS_OF)


class PreviewRecord(Schema):
    """What other rules would mean; `stale` once the draft has changed since."""

    state = fields.Str(metadata={"enum": ["queued", "done", "failed"]})
    on_day = fields.Date()
    done = fields.Int()
    total = fields.Int()
    stale = fields.Bool()
    asked_at = fields.DateTime()
    finished_at = fields.DateTime(allow_none=True)
    effects = fields.List(fields.Nested(EffectRecord))


class VersionReportDraft(Schema):
    """Which two versions of a layer are to be compared on the records."""

    layer = fields.Str(load_default="", metadata={"description": N_("Чей слой; пусто – собственный.")})
    older = version_asked(N_("Номер прежней редакции."))
    newer = version_asked(N_("Номер новой редакции."))


class ReportQuestion(Question):
    """Which comparison is asked for."""

    layer = words_asked(N_("Чей слой; без параметра – собственный."))
    older = version_asked(N_("Номер прежней редакции."))
    newer = version_asked(N_("Номер новой редакции."))


class AdoptionDraft(Schema):
    """That the act is signed and the changes are checked."""

    sure = fields.Bool(required=True, validate=validate.Equal(True, error=NOT_LISTED))
    version = Whole(load_default=None, allow_none=True, error_messages=messages(NOT_A_NUMBER))


class DepartureRecord(Schema):
    """A rule in which a municipality differs from its region."""

    slug = fields.Str()
    name = fields.Str()
    rule = fields.Str()
    title = fields.Str()
    how = fields.Str(metadata={"enum": ["own", "changed", "silent", "weaker"]})
    region = fields.Str(allow_none=True)
    district = fields.Str(allow_none=True)


class InheritedRecord(Schema):
    """A version of the region's rules that this municipality inherits."""

    layer = fields.Str()
    number = fields.Int()
    effective_from = fields.Date()
    act = fields.Str()
    lines = fields.List(fields.Nested(LineRecord))
