"""What programs may send about bodies and meetings beyond what the pages' forms send."""

from typing import Any

from marshmallow import Schema, fields, validate

from service.core.language import N_
from service.meetings.names import CHOICES, DECISIONS, KINDS, OFFICES, STATES
from service.meetings.schema.pages import (
    NOT_YES_NO,
    SEATS,
    TOO_LONG,
    WORDS,
    BodyDraft,
    InstructionDraft,
    ItemDraft,
    MarkDraft,
    MeetingDraft,
    day,
    line,
    one_of,
    record,
)
from service.web.asked import ListOnDay, ListQuestion, choice_asked, day_asked, number_asked
from service.web.fields import NOT_A_NUMBER, OUT_OF_RANGE, Line, Longest, Whole

MOST_SEATS, MOST_ITEMS = 500, 200
MANY = N_("Не больше 500 записей за раз.")
NOT_A_MOMENT = N_("Время пишется с часовым поясом: 2026-03-20T15:00:00+03:00.")
VOTINGS = ("open", "secret")


def number(most: int, *, required: bool = True) -> Whole:
    """A count from one up to a bound."""
    limits = validate.Range(1, most, error=OUT_OF_RANGE)
    said: dict[str, Any] = {"invalid": NOT_A_NUMBER, **WORDS}
    if required:
        return Whole(required=True, validate=limits, error_messages=said)
    return Whole(load_default=None, allow_none=True, validate=limits, error_messages=said)


def moment() -> fields.AwareDateTime:
    """A moment with its zone; none is now."""
    said: dict[str, Any] = {"invalid": NOT_A_MOMENT, "invalid_awareness": NOT_A_MOMENT}
    return fields.AwareDateTime(load_default=None, allow_none=True, format="iso", error_messages=said)


class BodiesAsked(ListOnDay):
    """Which bodies."""

    kind = choice_asked(KINDS, N_("Вид органа; без параметра – все."))


class MeetingsAsked(ListQuestion):
    """Which meetings."""

    body_id = number_asked(N_("Заседания этого органа."))
    state = choice_asked(STATES, N_("Заседания в этом состоянии."))
    since = day_asked(N_("Не раньше этого дня."))
    until = day_asked(N_("Не позже этого дня."))


class BodyChange(BodyDraft):
    """A body as it is changed; its kind is for good."""

    class Meta:
        """The kind decides by which rules the meetings were held."""

        exclude = ("kind", "starts")

    version = record()


class SeatDraft(Schema):
    """A seat of a composition."""

    person_id = record(required=True)
    office = one_of(OFFICES)
    category = line(200, required=False)


class CompositionDraft(Schema):
    """A composition by its act."""

    act_id = record(required=True)
    established_seats = Whole(
        required=True,
        validate=validate.Range(1, MOST_SEATS, error=SEATS),
        error_messages={"invalid": NOT_A_NUMBER, **WORDS},
    )
    starts = day(required=True)
    seats = fields.List(
        fields.Nested(SeatDraft),
        required=True,
        validate=validate.Length(1, MOST_SEATS, error=MANY),
        error_messages=WORDS,
    )


class InstructionAsked(InstructionDraft):
    """An instruction to preside; without a meeting it stands for all."""

    meeting_id = record()


class NewMeeting(MeetingDraft):
    """A meeting as it is entered: of which body."""

    class Meta:
        """A new record has no version yet."""

        exclude = ("version",)

    body_id = record(required=True)


class NewItem(ItemDraft):
    """A question as it is entered."""

    class Meta:
        """A new record has no version yet."""

        exclude = ("version",)


class PresenceDraft(MarkDraft):
    """How a member takes part, and since when."""

    at = moment()


class LeaveDraft(Schema):
    """When somebody left."""

    at = moment()


class PlaceDraft(Schema):
    """A place in the agenda."""

    number = number(MOST_ITEMS)


class IncludeDraft(Schema):
    """On which agenda a proposal goes."""

    meeting_id = record(required=True)
    decides = one_of(DECISIONS, required=False)


class ProposalAnswerDraft(Schema):
    """What came of a proposal."""

    answer = line(2000)
    declined = fields.Bool(load_default=False, error_messages={"invalid": NOT_YES_NO})


class BounceDraft(Schema):
    """Why a notice did not arrive."""

    reason = line(500)


class LinkDraft(Schema):
    """A material at an address."""

    title = line(300)
    url = line(1000)
    item_id = record()


class FileDraft(Schema):
    """A material as a file: the fields of the form beside the file itself."""

    title = Line(load_default=None, allow_none=True, validate=Longest(1, 300, error=TOO_LONG))
    item_id = record()


class FileUpload(FileDraft):
    """A material as a form with its file."""

    file = fields.Raw(
        required=True,
        metadata={"type": "string", "format": "binary", "description": N_("Сам файл, до 20 МБ.")},
    )


class OpinionDraft(Schema):
    """A written opinion."""

    person_id = record()
    item_id = record()
    text = line(4000)


class PresiderDraft(Schema):
    """Who presides."""

    presider_id = record(required=True)


class OpeningDraft(Schema):
    """Who presides; the regulation's order decides without it."""

    presider_id = record()


class KeeperDraft(Schema):
    """Who keeps the minutes of one meeting."""

    person_id = record(required=True)


class RoundDraft(Schema):
    """How a round is held."""

    voting = fields.Str(load_default="open", validate=validate.OneOf(VOTINGS))


class VoteDraft(Schema):
    """One vote; without a person, one's own."""

    person_id = record()
    choice = one_of(CHOICES)


class HandDraft(Schema):
    """A raised hand as the secretary writes it down."""

    person_id = record(required=True)
    choice = one_of(CHOICES)


class HandsDraft(Schema):
    """Raised hands of an open round."""

    votes = fields.List(
        fields.Nested(HandDraft),
        required=True,
        validate=validate.Length(1, MOST_SEATS, error=MANY),
        error_messages=WORDS,
    )
