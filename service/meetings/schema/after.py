"""What may come in after a meeting, and what the API gives out: minutes, copies, decisions, assignments."""

from marshmallow import Schema

from service.meetings.schema.pages import day, line, one_of, record
from service.web.asked import Upload


class BlockDraft(Schema):
    """The words of the minutes on one question."""

    heard = line(20000, required=False)
    spoke = line(20000, required=False)
    decided = line(8000, required=False)
    version = record()


class SignDraft(Schema):
    """A simple signature: which text, and the password once more."""

    sha256 = line(64)
    password = line(256)


class FileSignDraft(Schema):
    """A signature that comes as a file: which text, whose; the file beside."""

    sha256 = line(64)
    person_id = record()


class SignatureDraft(FileSignDraft):
    """A signature file with its kind."""

    kind = one_of(("qualified", "paper"))


class SignatureUpload(Upload):
    """A signature file as the body of a form."""

    kind = one_of(("qualified", "paper"))
    sha256 = line(64)
    person_id = record()


class AmendmentDraft(Schema):
    """An amendment to signed minutes."""

    text = line(8000)
    reason = line(1000)


class RecipientDraft(Schema):
    """Somebody else who gets a copy."""

    recipient = line(300)
    channel = one_of(("mail", "paper", "messenger"))
    address = line(300, required=False)


class ReceiptDraft(Schema):
    """How a copy reached its recipient."""

    channel = one_of(("mail", "paper", "messenger"), required=False)
    evidence = line(500)


class AssignmentDraft(Schema):
    """An assignment that follows from a decision."""

    text = line(2000)
    owner_id = record()
    owner = line(300, required=False)
    due_on = day(required=True)


class ReportDraft(Schema):
    """What came of an assignment."""

    report = line(2000)


class DispatchDraft(Schema):
    """A decision that goes to the authority."""

    addressee = line(500)
    number = line(50)
    sent_on = day()
    answer_due = day()


class DispatchAnswerDraft(Schema):
    """The authority's answer."""

    answered_on = day(required=True)
    answer_number = line(50, required=False)
    outcome = one_of(("accepted", "partly", "declined"))
    answer = line(4000, required=False)


class RequestDraft(Schema):
    """A request for information."""

    addressee = line(500)
    text = line(4000)
    sent_on = day()
    number = line(50, required=False)


class GivenDraft(Schema):
    """The answer to a request for information."""

    answered_on = day(required=True)
    answer = line(4000)
