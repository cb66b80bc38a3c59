"""What may come into coordination and what its API gives."""

from marshmallow import Schema, fields, validate

from service.coordination.names import ASKS, BASES, STANDINGS, STATES
from service.coordination.queries.tasks import LATE
from service.coordination.rules import AFTER
from service.core.language import N_
from service.meetings.schema.pages import WORDS, day, line, one_of
from service.web.asked import ListQuestion, choice_asked, number_asked

MANY = N_("За один раз – не больше 500.")
FEW = validate.Length(max=500, error=MANY)


class CoordinationTaskDraft(Schema):
    """A task for one organisation or many."""

    title = line(300)
    asks = one_of(ASKS)
    details = line(4000, required=False)
    due_on = day(required=True)
    organisations = fields.List(fields.Int(), required=True, validate=FEW, error_messages=WORDS)


class ProposalsDraft(Schema):
    """Which proposals become tasks, and until when they are to be answered."""

    keys = fields.List(line(300), required=True, validate=FEW, error_messages=WORDS)
    due_on = day(required=True)


class TaskAnswerDraft(Schema):
    """What an organisation answers."""

    answer = line(4000)


class TaskAnswerUpload(TaskAnswerDraft):
    """An answer as a form, with a scan where there is one."""

    file = fields.Raw(
        metadata={
            "type": "string",
            "format": "binary",
            "description": N_("Скан: PDF, JPEG или PNG, до 20 МБ."),
        }
    )


class TaskReviewDraft(Schema):
    """What a coordinator decides on a task; a returned one may be given a later day."""

    verdict = one_of(AFTER)
    remark = line(2000, required=False)
    due_on = day()


class CoordinationTaskQuestion(ListQuestion):
    """What the list of tasks may be asked."""

    state = choice_asked((*STATES, LATE), N_("Состояние задачи; overdue – срок прошёл, ответа нет."))
    organisation_id = number_asked(N_("Задачи этой организации."))
    asks = choice_asked(ASKS, N_("Что просят: отчёт или действие."))


class CoordinationTaskRecord(Schema):
    """A task of an organisation."""

    id = fields.Int()
    organisation_id = fields.Int()
    organisation = fields.Str()
    title = fields.Str()
    asks = fields.Str(metadata={"enum": list(ASKS)})
    details = fields.Str(allow_none=True)
    basis = fields.Str(metadata={"enum": list(BASES)})
    evidence = fields.Str(allow_none=True)
    due_on = fields.Date()
    state = fields.Str(metadata={"enum": list(STATES)})
    overdue = fields.Bool()
    answer = fields.Str(allow_none=True)
    has_file = fields.Bool()
    answered_at = fields.DateTime(allow_none=True)
    remark = fields.Str(allow_none=True)


class TaskProposalRecord(Schema):
    """A task that is offered for a deficit; nothing of it is stored."""

    key = fields.Str()
    organisation_id = fields.Int()
    organisation = fields.Str()
    basis = fields.Str(metadata={"enum": list(BASES)})
    asks = fields.Str(metadata={"enum": list(ASKS)})
    title = fields.Str()
    evidence = fields.Str()


class SentRecord(Schema):
    """The tasks that were made."""

    tasks = fields.List(fields.Int())


class ServiceStandingRecord(Schema):
    """An organisation in the register of services."""

    organisation_id = fields.Int()
    title = fields.Str()
    heads = fields.List(fields.Str())
    contacts = fields.List(fields.Str())
    status = fields.Str(metadata={"enum": list(STANDINGS)})
    awaited = fields.Int()
    overdue = fields.Int()


class GapRecord(Schema):
    """An indicator below its target."""

    code = fields.Str()
    title = fields.Str()


class AheadRecord(Schema):
    """An event of the service in the next thirty days."""

    id = fields.Int()
    name = fields.Str()
    on = fields.Date()


class OverviewRecord(Schema):
    """What a coordinator sees at a glance."""

    organisations = fields.List(fields.Nested(ServiceStandingRecord()))
    overdue_total = fields.Int()
    overdue = fields.List(fields.Nested(CoordinationTaskRecord()))
    reports = fields.List(fields.Nested(CoordinationTaskRecord()))
    indicators = fields.List(fields.Nested(GapRecord()))
    events = fields.List(fields.Nested(AheadRecord()))
