"""What the API of people and jobs takes and gives beside the forms' own drafts."""

from marshmallow import Schema, fields

from service.core.language import N_
from service.people.schema import (
    KINDS,
    POSITIONS,
    Described,
    JobDraft,
    PersonDraft,
    Rate,
    Subjects,
    number,
)
from service.web.asked import (
    ListQuestion,
    Question,
    choice_asked,
    day_asked,
    number_asked,
    words_asked,
)
from service.web.shapes import VerdictRecord


class PeopleQuestion(ListQuestion):
    """Which people are asked for."""

    q = words_asked(N_("Начало фамилии, имени или отчества."))
    organisation = number_asked(N_("Номер организации, где человек работает."))
    position = choice_asked(POSITIONS, N_("Группа должностей."))
    young = fields.Str(metadata={"description": N_("Имя определения молодого педагога из правил.")})
    state = choice_asked(("working", "former"), N_("Работает сейчас или уже нет."))
    sort = choice_asked(("name", "recent"), N_("По имени или сначала недавно внесённые."))


class JobQuestion(ListQuestion):
    """Whose jobs are asked for, of any time or of one day."""

    on = day_asked(N_("Только места работы, которые действуют в этот день."))
    person_id = number_asked(N_("Номер человека."))
    organisation_id = number_asked(N_("Номер организации."))


class StaffQuestion(ListQuestion):
    """Which of an organisation's people are asked for."""

    q = words_asked(N_("Начало фамилии, имени или отчества."))
    state = choice_asked(("working", "former"), N_("Работает сейчас или уже нет; обычно – сейчас."))


class MergeQuestion(Question):
    """The other card."""

    other = number_asked(N_("Номер карточки, которая вольётся в эту."))


class MergeDraft(Schema):
    """The other card, and the states of both that were seen."""

    other = number(required=True)
    keep_version = number()
    other_version = number()


class MergeRecord(Schema):
    """What a merge would do."""

    keep = fields.Int()
    other = fields.Int()
    keep_version = fields.Int()
    other_version = fields.Int()
    taken = fields.List(
        fields.Str(), metadata={"description": N_("Поля, которые перейдут с другой карточки.")}
    )
    moving = fields.Dict(
        keys=fields.Str(),
        values=fields.Int(),
        metadata={"description": N_("Сколько каких записей перейдёт.")},
    )
    repeated = fields.List(fields.Int(), metadata={"description": N_("Места работы, которые повторяются.")})


class NewPerson(PersonDraft):
    """A new person as the API takes it, with the first job where it is known."""

    employment = fields.Nested(JobDraft, load_default=None, allow_none=True)


class NewJob(JobDraft):
    """A new job as the API takes it."""

    person_id = number(required=True)


class JobRecord(Described):
    """A job as the API gives it."""

    id = fields.Int()
    version = fields.Int()
    person_id = fields.Int()
    organisation_id = fields.Int()
    kind = fields.Str(metadata={"enum": list(KINDS)})
    position = fields.Str(metadata={"enum": list(POSITIONS)})
    position_title = fields.Str()
    subjects = Subjects(metadata={"type": "array", "items": {"type": "string"}})
    personnel_number = fields.Str(allow_none=True)
    rate = Rate(metadata={"type": "string", "description": N_("Доля ставки.")})
    on_leave = fields.Bool()
    starts = fields.Date(allow_none=True)
    ends = fields.Date(allow_none=True)
    recorded_at = fields.DateTime()


class PersonRecord(Described):
    """A person as the API gives it; birth date and contacts only to those who may see them."""

    id = fields.Int()
    version = fields.Int()
    last_name = fields.Str()
    first_name = fields.Str()
    middle_name = fields.Str(allow_none=True)
    full_name = fields.Str()
    birth_date = fields.Date(allow_none=True)
    email = fields.Str(allow_none=True)
    phone = fields.Str(allow_none=True)
    degree = fields.Str(allow_none=True)
    academic_title = fields.Str(allow_none=True)
    generated = fields.Bool()
    merged_into = fields.Int(allow_none=True)
    recorded_at = fields.DateTime()
    employments = fields.List(fields.Nested(JobRecord))


class ExperienceToday(Schema):
    """Full years of experience today, and the day they were stated for."""

    kind = fields.Str()
    years = fields.Int()
    as_of = fields.Date()


class YoungRecord(Schema):
    """What one definition of a young teacher says."""

    id = fields.Str()
    verdict = fields.Nested(VerdictRecord)


class CardRecord(Schema):
    """What is said of a person today beside their records: age, experience, young or not, imports."""

    person_id = fields.Int()
    age = fields.Int(
        allow_none=True, metadata={"description": N_("Полных лет; null без права на дату рождения.")}
    )
    teaches = fields.Bool()
    experience = fields.List(fields.Nested(ExperienceToday))
    young = fields.List(fields.Nested(YoungRecord))
    imports = fields.List(fields.Int(), metadata={"description": N_("Импорты, которые писали в карточку.")})


class StaffRecord(Schema):
    """A person of an organisation with the jobs there."""

    person_id = fields.Int()
    full_name = fields.Str()
    state = fields.Str(metadata={"enum": ["working", "former"]})
    employments = fields.List(fields.Nested(JobRecord))


class TransferRecord(Schema):
    """A move: the job that ended and the one that began."""

    ended = fields.Nested(JobRecord)
    begun = fields.Nested(JobRecord)
