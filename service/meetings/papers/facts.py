"""What minutes are made of (данные протокола): people present, questions, counts, sheets, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.documents.paper import SignatureMark
from service.meetings.papers.wording import Body, Finding, Somebody


class DoesNotAddUp(ValueError):
    """Figures of a paper contradict each other (не сходится): such a paper is not made."""


@dataclass(frozen=True)
class Presiding:
    """Who presided (председательствующий), and over which part when several did."""

    person: Somebody
    since: str = ""
    until: str = ""
    ground: str = ""


@dataclass(frozen=True)
class Missing:
    """A member who was not there; `reason` as it was given."""

    person: Somebody
    reason: str = ""


@dataclass(frozen=True)
class Invited:
    """An invited person (приглашённый) and the category: expert, representative, guest."""

    person: Somebody
    category: str = ""


@dataclass(frozen=True)
class Attendance:
    """Who took part and how (присутствие); seats are the established and the filled ones."""

    established: int | None = None
    filled: int | None = None
    present: tuple[Somebody, ...] = ()
    remote: tuple[Somebody, ...] = ()
    by_sheet: tuple[Somebody, ...] = ()
    excused: tuple[Missing, ...] = ()
    absent: tuple[Missing, ...] = ()
    invited: tuple[Invited, ...] = ()


@dataclass(frozen=True)
class Choice:
    """One member's vote by name (поимённый голос)."""

    name: str
    choice: str
    channel: str = ""


@dataclass(frozen=True)
class Counts:
    """The count of a vote (итоги голосования)."""

    for_: int
    against: int
    abstained: int
    not_voting: int | None = None


@dataclass(frozen=True)
class Recusal:
    """A member who did not vote on a question (самоотвод) and why."""

    name: str
    reason: str = ""


@dataclass(frozen=True)
class Question:
    """A question of the agenda with what was heard, said and decided.

    `outcome` and `force` are the words computed from data («Решение принято», «носит рекомендательный
    характер»); `decided` says what, advisory points beginning with «Рекомендовать».
    """

    number: int
    title: str
    speaker: str = ""
    heard: tuple[str, ...] = ()
    spoke: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    method: str = ""
    present: int | None = None
    counts: Counts | None = None
    outcome: str = ""
    force: str = ""
    recusals: tuple[Recusal, ...] = ()
    named: tuple[Choice, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        if self.named and self.counts:
            told = len(self.named)
            counted = self.counts.for_ + self.counts.against + self.counts.abstained
            if told not in (counted, counted + (self.counts.not_voting or 0)):
                raise DoesNotAddUp(f"question {self.number}: {told} names, {counted} votes")


@dataclass(frozen=True)
class Opinion:
    """A written opinion of an absent member (письменное мнение); `question` None means the whole agenda."""

    name: str
    text: str
    question: int | None = None


@dataclass(frozen=True)
class SheetRow:
    """An opinion sheet in the register: number, member, when and how it came back, what became of it."""

    number: str
    name: str
    received: str = ""
    channel: str = ""
    status: str = ""
    reason: str = ""


@dataclass(frozen=True)
class SheetRegister:
    """The register of opinion sheets (реестр опросных листов); its figures must add up.

    `superseded` are sheets of members who came to the room after all.
    """

    issued: int
    valid: int
    late: int
    spoiled: int
    duplicate: int
    not_returned: int
    rows: tuple[SheetRow, ...] = ()
    superseded: int = 0

    def __post_init__(self) -> None:
        parts = self.valid + self.late + self.spoiled + self.duplicate + self.not_returned + self.superseded
        if parts != self.issued:
            raise DoesNotAddUp(f"sheets: issued {self.issued}, accounted for {parts}")


@dataclass(frozen=True)
class Signatory:
    """Who signs (подписывающий) and the mark, once signed."""

    office: str
    name: str
    mark: SignatureMark | None = None


@dataclass(frozen=True)
class Amendment:
    """A signed amendment (исправление к протоколу): number, date, what it changes."""

    number: str
    day: date
    text: str


@dataclass(frozen=True)
class MinutesData:
    """Everything minutes say (данные протокола); what has no data is not printed.

    `number` None means a draft. `form` and `zone` are words: «очная», «МСК+4». `code` goes into the QR.
    """

    body: Body
    days: tuple[date, ...]
    number: str | None = None
    place: str = ""
    form: str = ""
    times: str = ""
    zone: str = ""
    presiding: tuple[Presiding, ...] = ()
    keeper: Somebody | None = None
    attendance: Attendance = Attendance()
    quorum: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    sheets: SheetRegister | None = None
    signatories: tuple[Signatory, ...] = ()
    amendments: Sequence[Amendment] = ()
    code: str = ""
    code_caption: str = ""
