"""What the API of year plans and scores gives, and what it may be asked."""

from marshmallow import Schema, fields, validate

from service.core.language import N_
from service.meetings.names import FORMS
from service.web.asked import Question
from service.web.fields import NOT_A_NUMBER, OUT_OF_RANGE, Whole, messages
from service.web.shapes import VerdictRecord


class YearAsked(Question):
    """A year of a body."""

    year = Whole(
        validate=validate.Range(2000, 2100, error=OUT_OF_RANGE),
        error_messages=messages(NOT_A_NUMBER),
        metadata={
            "description": N_("Год; учебный – по году, в котором он начался. Без параметра – нынешний.")
        },
    )


class PlannedRecord(Schema):
    """A meeting of a plan and what became of it."""

    id = fields.Int()
    plan_id = fields.Int()
    month = fields.Date(metadata={"description": N_("Первый день месяца.")})
    planned_on = fields.Date(allow_none=True)
    topic = fields.Str()
    form = fields.Str(allow_none=True, metadata={"enum": [*FORMS, None]})
    responsible_id = fields.Int(allow_none=True)
    responsible = fields.Str(allow_none=True)
    meeting_id = fields.Int(allow_none=True, metadata={"description": N_("Созванное по плану заседание.")})
    held_on = fields.Date(allow_none=True, metadata={"description": N_("День проведения; null, пока нет.")})
    version = fields.Int()


class PlanRecord(Schema):
    """A body's plan for a year with both conditions of its force."""

    id = fields.Int()
    body_id = fields.Int()
    year = fields.Int()
    forecast = fields.Str(allow_none=True)
    adopted_on = fields.Date(allow_none=True, metadata={"description": N_("Когда принят на заседании.")})
    adopted_at = fields.Int(allow_none=True, metadata={"description": N_("Заседание, на котором принят.")})
    approved_on = fields.Date(allow_none=True)
    approved_by = fields.Int(allow_none=True)
    returned_why = fields.Str(allow_none=True)
    in_force = fields.Bool(metadata={"description": N_("Принят и после этого утверждён.")})
    version = fields.Int()


class PlanCard(PlanRecord):
    """A plan with its meetings and what the regulation says of its year."""

    meetings = fields.List(fields.Nested(PlannedRecord))
    verdicts = fields.List(fields.Nested(VerdictRecord))


class PartRecord(Schema):
    """A part of a year with its norm."""

    first = fields.Date()
    last = fields.Date()
    needed = fields.Int()
    held = fields.Int()
    planned = fields.Int(allow_none=True)
    over = fields.Bool()
    feasible = fields.Bool(metadata={"description": N_("Норма выполнена или ещё может быть выполнена.")})
    last_call = fields.Date(metadata={"description": N_("Последний день, чтобы известить о заседании.")})


class BodyYearRecord(Schema):
    """A year of a body: what is required, held, planned, still possible."""

    year = fields.Int()
    first = fields.Date()
    last = fields.Date()
    required = fields.Int(allow_none=True)
    held = fields.Int(metadata={"description": N_("Проведено по плану.")})
    extraordinary = fields.Int(metadata={"description": N_("Проведено внеочередных.")})
    missed = fields.Int(metadata={"description": N_("Не состоялось без кворума.")})
    planned = fields.Int(allow_none=True)
    feasible = fields.Bool(allow_none=True)
    parts = fields.List(fields.Nested(PartRecord))
    verdicts = fields.List(fields.Nested(VerdictRecord))


class RuleScoreRecord(Schema):
    """A rule in a score."""

    rule = fields.Str()
    severity = fields.Str(metadata={"enum": ["hard", "soft"]})
    weight = fields.Int()
    passed = fields.Int()
    failed = fields.Int()


class ScoreContent(Schema):
    """A score: fractions are exact, as text."""

    points = fields.Str(metadata={"description": N_("Сумма весов, умноженных на доли, дробью.")})
    weight = fields.Int()
    value = fields.Str(allow_none=True, metadata={"description": N_("Оценка дробью от 0 до 1.")})
    red = fields.Bool(metadata={"description": N_("Нарушено обязательное правило.")})
    words = fields.Str()
    rules = fields.List(fields.Nested(RuleScoreRecord))
    waived = fields.List(fields.Str())
    open = fields.List(fields.Str(), metadata={"description": N_("Что ещё нельзя оценить.")})


class EvidenceRecord(Schema):
    """A verdict with what it rests on."""

    verdict = fields.Nested(VerdictRecord)
    what = fields.Str()
    record_id = fields.Int()
    day = fields.Date(allow_none=True)
    meeting_id = fields.Int(allow_none=True)
    prevented = fields.Bool(metadata={"description": N_("Правило не дало нарушению случиться.")})
    reexamined = fields.Nested(
        VerdictRecord,
        allow_none=True,
        metadata={"description": N_("Что правило говорит после акта, внесённого позже заседания.")},
    )


class ScoreRecord(Schema):
    """How a body kept its regulation in a year: as of now and as frozen at the close."""

    body_id = fields.Int()
    year = fields.Int()
    present = fields.Nested(ScoreContent)
    frozen = fields.Nested(ScoreContent, allow_none=True)
    frozen_at = fields.DateTime(allow_none=True)
    differs = fields.Bool()
    profile_version = fields.Str()
    evidence = fields.List(fields.Nested(EvidenceRecord))


class ProcedureRecord(Schema):
    """An edition of the order of work."""

    number = fields.Int()
    text = fields.Str()
    author = fields.Str()
    office = fields.Str()
    made_at = fields.DateTime()
