"""What may come into compliance and what its API tells."""

from marshmallow import Schema, fields, validate

from service.compliance.rules.states import State
from service.core.language import N_
from service.meetings.schema.pages import day, line, one_of, record
from service.settings.sections import SECTIONS
from service.web.asked import NOT_LISTED, ListQuestion

PERIODS = {"weekly": N_("Раз в неделю"), "daily": N_("Каждый рабочий день"), "off": N_("Не присылать")}
STATES = [str(one) for one in State]


class WaiverDraft(Schema):
    """A waiver as it is entered."""

    decided_by = line(300)
    reason = line(1000)
    starts = day(required=True)
    ends = day()


class WaiverRevocation(Schema):
    """Why a waiver is revoked."""

    reason = line(1000)


class ResponsibleDraft(Schema):
    """Who is to answer for a rule: a person, a unit, or as the rule itself says."""

    person_id = record()
    unit_id = record()


class DigestDraft(Schema):
    """How often the digest is to come."""

    period = one_of(PERIODS)


class ComplianceQuestion(ListQuestion):
    """What the list of rules may be asked: a section, a state."""

    module = fields.Str(
        validate=validate.OneOf(list(SECTIONS), error=NOT_LISTED),
        metadata={"description": N_("Раздел положения.")},
    )
    state = fields.Str(
        validate=validate.OneOf(STATES, error=NOT_LISTED), metadata={"description": N_("Состояние правила.")}
    )


class SaidWords(Schema):
    """Words in both languages."""

    ru = fields.Str()
    alt = fields.Str()


class ComplianceEvidence(Schema):
    """What a state rests on."""

    state = fields.Str(metadata={"enum": STATES})
    title = fields.Str(
        metadata={"description": N_("О чём: орган, объединение; пусто, если это одно на всех.")}
    )
    message = fields.Nested(SaidWords, allow_none=True)
    href = fields.Str(metadata={"description": N_("Страница записей, на которых основано состояние.")})


class ResponsibleRecord(Schema):
    """Who answers for a rule."""

    name = fields.Str(allow_none=True)
    role = fields.Str(
        allow_none=True, metadata={"description": N_("Роль или должность, которую назвало правило.")}
    )
    person_id = fields.Int(allow_none=True)
    unit_id = fields.Int(allow_none=True)


class ComplianceRecord(Schema):
    """A rule with its state today."""

    rule = fields.Str()
    module = fields.Str()
    kind = fields.Str()
    title = fields.Str()
    severity = fields.Str()
    clause = fields.Str()
    quote = fields.Str()
    act = fields.Str()
    layer = fields.Str()
    status = fields.Str(metadata={"enum": STATES})
    since = fields.Date(allow_none=True)
    explanation = fields.Nested(SaidWords, allow_none=True)
    remedy = fields.Nested(SaidWords, allow_none=True)
    evidence = fields.List(fields.Nested(ComplianceEvidence))
    responsible = fields.Nested(ResponsibleRecord)
    next_date = fields.Date(allow_none=True)


class StateChangeRecord(Schema):
    """A change of a rule's state."""

    day = fields.Date()
    status = fields.Str(metadata={"enum": STATES})
    profile_version = fields.Str()


class WaiverRecord(Schema):
    """A waiver of a rule."""

    id = fields.Int()
    rule = fields.Str()
    decided_by = fields.Str()
    reason = fields.Str()
    starts = fields.Date()
    ends = fields.Date(allow_none=True)
    recorded_by = fields.Str()
    recorded_at = fields.DateTime()
    revoked_at = fields.DateTime(allow_none=True)
    revoked_why = fields.Str(allow_none=True)


class RuleDateRecord(Schema):
    """A deadline of the year."""

    day = fields.Date()
    rule = fields.Str()
    title = fields.Str()
    clause = fields.Str()
    status = fields.Str(metadata={"enum": STATES})


class CheckRecord(Schema):
    """What a check at once found."""

    rules = fields.Int(metadata={"description": N_("Сколько правил проверено.")})


class DatesFeedRecord(Schema):
    """A subscription to the year's deadlines; its address is never shown again."""

    id = fields.Int()
    made_at = fields.DateTime()
    revoked_at = fields.DateTime(allow_none=True)


class NewDatesFeedRecord(DatesFeedRecord):
    """A subscription that was made, with its address: shown this once."""

    address = fields.Str(
        metadata={"description": N_("Адрес для программы-календаря. Второй раз он не показывается.")}
    )
