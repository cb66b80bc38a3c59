"""Signing (подписание): simple, detached qualified or on paper, always bound to the digest of the PDF."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from service.access.model import Account
from service.access.secrets import LONGEST_PASSWORD, password_matches
from service.core.errors import Conflict, FieldProblem, Forbidden, Invalid
from service.core.language import N_
from service.documents import files
from service.meetings.actions import deadlines
from service.meetings.actions.calling import step
from service.meetings.actions.judging import Refused, store
from service.meetings.events import AfterEvent
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.minutes import Amendment, Minutes, Signature
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import minutes as minutes_reads
from service.meetings.queries.bodies import composition
from service.meetings.queries.rights import allow_minutes, person_of
from service.meetings.refusals import WORDS, in_words
from service.meetings.rules.detached import Mismatch, algorithm_of
from service.rules.verdict import Status, Verdict
from service.tenancy.scope import Scope

NOT_FOR_SIGNING = N_("Сначала отправьте протокол на подпись.")
OWN_ACCOUNT = N_(
    "Простую подпись ставит человек своей учётной записью, связанной с карточкой в реестре людей."
)
WRONG_PASSWORD = N_("Пароль не подходит. Подпись не поставлена.")
NOT_A_SIGNER = N_("Этот человек не подписывает протокол: подписывает тот, кто председательствовал.")
NOT_OF_THE_BODY = N_("Подписывают члены органа на день заседания.")
SIGNED_BY_THIS = N_("Этот человек уже подписал.")
NO_SCAN = N_("Приложите скан листа с подписью.")
NO_FILE = N_("Приложите файл подписи (.sig, .p7s).")
WHO_SIGNED = N_("Укажите, кто подписал.")


@dataclass(frozen=True)
class Signed:
    """What is signed: minutes or an amendment, its meeting and body, digest and file."""

    row: Minutes | Amendment
    minutes: Minutes
    meeting: Meeting
    body: Body
    sha256: str
    pdf_id: int

    @property
    def column(self) -> str:
        """The column by which a signature refers to it."""
        return "minutes_id" if isinstance(self.row, Minutes) else "amendment_id"


def minutes_to_sign(scope: Scope, minutes_id: int) -> Signed:
    """Minutes that are out for signing, under a lock; raises Conflict for others."""
    row = minutes_reads.minutes(scope, minutes_id, locked=True)
    if row.state == "signed":
        raise Conflict(WORDS["minutes_signed"])
    if row.state != "review" or row.pdf_sha256 is None or row.pdf_id is None:
        raise Conflict(NOT_FOR_SIGNING)
    meeting = reads.meeting(scope, row.meeting_id)
    return Signed(row, row, meeting, body_reads.body(scope, row.body_id), row.pdf_sha256, row.pdf_id)


def sign(scope: Scope, what: Signed, sha256: str, password: str) -> Signature:
    """Sign by a simple electronic signature: one's own account, the password once more, this very PDF."""
    person = person_of(scope)
    if person is None or scope.actor.account_id is None:
        raise Forbidden(OWN_ACCOUNT)
    account = scope.db.get_one(Account, scope.actor.account_id)
    if not password_matches(account.password_hash, password[:LONGEST_PASSWORD]):
        raise Invalid(fields=(FieldProblem("password", WRONG_PASSWORD),))
    return _sign(scope, what, person, sha256, kind="simple")


def sign_detached(
    scope: Scope, what: Signed, sha256: str, upload: bytes, name: str, person_id: int | None = None
) -> Signature:
    """Add a detached qualified signature (.sig): its digest must be that of our PDF; raises Invalid.

    The certificate is not judged here, and the page says so.
    """
    person = _recorded(scope, what, person_id)
    if not upload:
        raise Invalid(fields=(FieldProblem("file", NO_FILE),))
    pdf = files.demand_intact(files.stored(scope, what.pdf_id), what.sha256)
    try:
        algorithm = algorithm_of(upload, pdf.content)
    except Mismatch as error:
        raise Invalid(fields=(FieldProblem("file", error.msgid),)) from error
    kept = files.keep(scope, name, "application/pkcs7-signature", upload)
    return _sign(scope, what, person, sha256, kind="qualified", algorithm=algorithm, file_id=kept.id)


def sign_on_paper(
    scope: Scope, what: Signed, sha256: str, upload: bytes, media_type: str, person_id: int | None
) -> Signature:
    """Record a signature on paper (собственноручная): the scan, by whoever keeps the minutes."""
    allow_minutes(scope, what.body, what.meeting.keeper_id)
    if person_id is None:
        raise Invalid(fields=(FieldProblem("person_id", WHO_SIGNED),))
    if not upload:
        raise Invalid(fields=(FieldProblem("file", NO_SCAN),))
    kept = files.keep(scope, "scan", media_type, upload)
    return _sign(scope, what, person_id, sha256, kind="paper", file_id=kept.id)


def _recorded(scope: Scope, what: Signed, person_id: int | None) -> int:
    """Whose signature it is: one's own, or another's where the one who keeps the minutes records it."""
    own = person_of(scope)
    if person_id is None or person_id == own:
        if own is None:
            raise Invalid(fields=(FieldProblem("person_id", WHO_SIGNED),))
        return own
    allow_minutes(scope, what.body, what.meeting.keeper_id)
    return person_id


def office_of(scope: Scope, what: Signed, person_id: int) -> str:
    """The office in which somebody signs: that of presiding, else the one held on the meeting's day."""
    if person_id == what.meeting.presider_id and what.meeting.presider_office:
        return what.meeting.presider_office
    member = composition(scope, what.body.id, reads.day_of(scope, what.meeting)).member(person_id)
    if member is None:
        raise Forbidden(NOT_OF_THE_BODY)
    return member.office


def _sign(scope: Scope, what: Signed, person_id: int, sha256: str, **how: Any) -> Signature:
    policy = MeetingPolicy.of(scope.profile, what.body.kind)
    if sha256 != what.sha256:
        raise Conflict(WORDS["signature_digest"])
    office = office_of(scope, what, person_id)
    _allow_signer(scope, policy, what, office, person_id)
    before = signatures(scope, what)
    if person_id in {one.person_id for one in before}:
        raise Conflict(SIGNED_BY_THIS)
    row = Signature(
        **{what.column: what.row.id},
        person_id=person_id,
        office=office,
        sha256=sha256,
        signed_at=scope.now,
        recorded_by=scope.actor.account_id,
        **how,
    )
    scope.db.add(row)
    with in_words():
        scope.db.flush()
        scope.record(AfterEvent.MINUTES_SIGNATURE, row, detail={what.column: what.row.id, "kind": row.kind})
        _complete(scope, policy, what, [*(one.office for one in before), office])
    return row


def _allow_signer(scope: Scope, policy: MeetingPolicy, what: Signed, office: str, person_id: int) -> None:
    """Any office of the regulation's list; where it has none, who presided at the close (C-11)."""
    if policy.established("signatories"):
        if office not in {one for group in policy.signers for one in group}:
            raise Refused(policy.evaluate("signatories", {"signed": [office]}))
    elif what.meeting.presider_id is not None and person_id != what.meeting.presider_id:
        raise Forbidden(NOT_A_SIGNER)


def signatures(scope: Scope, what: Signed) -> Collection[Signature]:
    """Signatures under minutes or an amendment, in their order."""
    column = Signature.minutes_id if isinstance(what.row, Minutes) else Signature.amendment_id
    chosen = select(Signature).where(column == what.row.id).order_by(Signature.id)
    return scope.db.execute(chosen).scalars().all()


def _complete(scope: Scope, policy: MeetingPolicy, what: Signed, offices: list[str]) -> None:
    """Once every group has signed, the verdict is stored and the paper is signed for good."""
    verdict = judged(policy, offices)
    if verdict.status not in (Status.PASS, Status.NOT_APPLICABLE, Status.WAIVED):
        return
    subject = "minutes" if isinstance(what.row, Minutes) else "amendment"
    what.row.verdict_id = store(scope, verdict, subject, what.row.id).id
    what.row.state, what.row.signed_at = "signed", scope.now
    if isinstance(what.row, Minutes):
        scope.db.flush()
        step(what.meeting, "minutes_signed")
        deadlines.renew(scope, what.meeting, what.body, scope.now)
        scope.record(
            AfterEvent.MINUTES_SIGNED, what.row, fields=["state"], detail={"number": what.row.number}
        )
    else:
        scope.record(AfterEvent.AMENDMENT_SIGNED, what.row, fields=["state"])


def judged(policy: MeetingPolicy, offices: Collection[str]) -> Verdict:
    """What the rule of signatories says of those who have signed."""
    facts: Mapping[str, Any] = {"signed": list(offices)} if policy.established("signatories") else {}
    return policy.evaluate("signatories", facts)
