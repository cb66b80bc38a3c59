"""What the API gives out after a meeting: minutes, decisions, assignments, dispatches, requests."""

from marshmallow import Schema, fields, validate

from service.core.language import N_
from service.meetings.names import DECISIONS, OUTCOMES
from service.web.asked import NOT_LISTED, TOO_LONG, ListQuestion, Question, day_asked, number_asked
from service.web.fields import Line, Longest


class BlockRecord(Schema):
    """The words of the minutes on one question."""

    item_id = fields.Int()
    heard = fields.Str()
    spoke = fields.Str()
    decided = fields.Str()
    version = fields.Int()


class SignatureRecord(Schema):
    """A signature, bound to the digest of what was signed."""

    id = fields.Int()
    person_id = fields.Int()
    name = fields.Str()
    office = fields.Str()
    kind = fields.Str()
    algorithm = fields.Str(allow_none=True)
    sha256 = fields.Str()
    signed_at = fields.DateTime()


class AmendmentRecord(Schema):
    """An amendment to signed minutes."""

    id = fields.Int()
    number = fields.Int()
    text = fields.Str()
    reason = fields.Str()
    state = fields.Str()
    sha256 = fields.Str()
    signed_at = fields.DateTime(allow_none=True)


class CopyRecord(Schema):
    """A copy of minutes and its proof."""

    id = fields.Int()
    minutes_id = fields.Int()
    person_id = fields.Int(allow_none=True)
    recipient = fields.Str(allow_none=True)
    name = fields.Str()
    channel = fields.Str()
    sent_at = fields.DateTime(allow_none=True)
    evidence = fields.Str(allow_none=True)


class MinutesCard(Schema):
    """Minutes with their words, signatures, amendments and copies."""

    id = fields.Int()
    meeting_id = fields.Int()
    body_id = fields.Int()
    year = fields.Int()
    number = fields.Int(allow_none=True)
    state = fields.Str()
    pdf_sha256 = fields.Str(allow_none=True)
    signed_at = fields.DateTime(allow_none=True)
    intact = fields.Bool(allow_none=True)
    blocks = fields.List(fields.Nested(BlockRecord))
    signatures = fields.List(fields.Nested(SignatureRecord))
    amendments = fields.List(fields.Nested(AmendmentRecord))
    copies = fields.List(fields.Nested(CopyRecord))
    version = fields.Int()


class DecisionEntry(Schema):
    """A decision with its question and meeting."""

    id = fields.Int()
    item_id = fields.Int()
    title = fields.Str()
    text = fields.Str()
    kind = fields.Str()
    force = fields.Str()
    outcome = fields.Str()
    votes_for = fields.Int()
    votes_against = fields.Int()
    votes_abstained = fields.Int()
    task = fields.Str(allow_none=True)
    meeting_id = fields.Int()
    held_on = fields.Date()
    body_id = fields.Int()
    minutes_number = fields.Int(allow_none=True)


class DecisionAssignmentRecord(Schema):
    """An assignment."""

    id = fields.Int()
    decision_id = fields.Int()
    text = fields.Str()
    owner_id = fields.Int(allow_none=True)
    owner = fields.Str(allow_none=True)
    due_on = fields.Date()
    state = fields.Str()
    done_on = fields.Date(allow_none=True)
    report = fields.Str(allow_none=True)
    version = fields.Int()


class DispatchRecord(Schema):
    """A decision sent to the authority, with the answer."""

    id = fields.Int()
    decision_id = fields.Int()
    addressee = fields.Str()
    number = fields.Str()
    sent_on = fields.Date()
    answer_due = fields.Date()
    pdf_sha256 = fields.Str(allow_none=True, metadata={"description": N_("Отпечаток отправленного PDF.")})
    docx_sha256 = fields.Str(allow_none=True)
    answered_on = fields.Date(allow_none=True)
    answer_number = fields.Str(allow_none=True)
    outcome = fields.Str(allow_none=True)
    answer = fields.Str(allow_none=True)
    version = fields.Int()


class RequestRecord(Schema):
    """A request for information."""

    id = fields.Int()
    body_id = fields.Int()
    addressee = fields.Str()
    text = fields.Str()
    sent_on = fields.Date()
    number = fields.Str(allow_none=True)
    answered_on = fields.Date(allow_none=True)
    answer = fields.Str(allow_none=True)
    version = fields.Int()


class CarriedRecord(Schema):
    """A question that an overdue assignment became."""

    id = fields.Int()
    number = fields.Int()
    title = fields.Str()
    origin = fields.Str()


class DecisionQuestion(ListQuestion):
    """What the register of decisions may be asked."""

    q = Line(
        validate=Longest(0, 200, error=TOO_LONG),
        metadata={"description": N_("Слова из решения или вопроса.")},
    )
    kind = fields.Str(
        validate=validate.OneOf(list(DECISIONS), error=NOT_LISTED),
        metadata={"description": N_("Вид решения.")},
    )
    outcome = fields.Str(
        validate=validate.OneOf(list(OUTCOMES), error=NOT_LISTED), metadata={"description": N_("Итог.")}
    )
    task = Line(validate=Longest(0, 20, error=TOO_LONG), metadata={"description": N_("Код задачи органа.")})
    body_id = number_asked(N_("Орган."))
    since = day_asked(N_("Заседания с этого дня."))
    until = day_asked(N_("Заседания по этот день."))
    unsent = fields.Bool(metadata={"description": N_("Только то, что ещё не направлено в орган.")})


class AssignmentQuestion(ListQuestion):
    """What the list of assignments may be asked."""

    owner_id = number_asked(N_("Исполнитель из реестра людей."))
    state = fields.Str(
        validate=validate.OneOf(["open", "done", "withdrawn"], error=NOT_LISTED),
        metadata={"description": N_("Состояние поручения.")},
    )
    overdue = fields.Bool(metadata={"description": N_("Только просроченные.")})


class DispatchQuestion(ListQuestion):
    """What the list of dispatches may be asked."""

    unanswered = fields.Bool(metadata={"description": N_("Только без ответа в срок.")})


class RequestQuestion(ListQuestion):
    """What the list of requests may be asked."""

    body_id = number_asked(N_("Орган."))
    unanswered = fields.Bool(metadata={"description": N_("Только без ответа.")})


class TaskRecord(Schema):
    """How many decisions served one task of a body."""

    code = fields.Str()
    title = fields.Str()
    clause = fields.Str()
    decisions = fields.Int()


class TaskQuestion(Question):
    """Within which days decisions are counted."""

    since = day_asked(N_("Заседания с этого дня; обычно с начала года."))
    until = day_asked(N_("Заседания по этот день; обычно до конца года."))
