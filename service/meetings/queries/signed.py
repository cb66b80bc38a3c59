"""Signed minutes as they are shown (подписанный протокол): who signed, what was corrected, is all intact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from service.core.errors import Conflict, NotFound
from service.core.language import N_, format_moment
from service.documents import files
from service.documents.paper import SignatureMark
from service.meetings.model.judged import Judged
from service.meetings.model.minutes import Amendment, Minutes, MinutesDelivery, Signature
from service.meetings.papers import facts, naming
from service.meetings.papers.frozen import thaw
from service.meetings.papers.wording import say
from service.meetings.queries import meetings as reads
from service.meetings.queries import minutes as minutes_reads
from service.people.model.persons import Person
from service.tenancy.scope import Scope

KINDS: Mapping[str, str] = {
    "simple": N_("Простая электронная подпись"),
    "qualified": N_("Усиленная квалифицированная подпись"),
    "paper": N_("Подпись на бумаге"),
}
MARKS: Mapping[str, str] = {"simple": N_("простой"), "qualified": N_("усиленной квалифицированной")}
SPOILT = N_("Содержание протокола в базе повреждено. Сообщите администратору.")


@dataclass(frozen=True)
class Put:
    """A signature with the name of who signed."""

    row: Signature
    name: str


@dataclass(frozen=True)
class Sent:
    """A copy with the name of the recipient and the verdict on its term."""

    row: MinutesDelivery
    name: str
    judged: Judged | None


def signatures(scope: Scope, row: Minutes | Amendment) -> list[Put]:
    """Signatures under minutes or an amendment with names, in their order."""
    column = Signature.minutes_id if isinstance(row, Minutes) else Signature.amendment_id
    chosen = select(Signature, Person).join(Person, Person.id == Signature.person_id)
    found = scope.db.execute(chosen.where(column == row.id).order_by(Signature.id))
    return [Put(one, person.full_name) for one, person in found]


def copies(scope: Scope, minutes_id: int) -> list[Sent]:
    """Copies of minutes by recipient, members first."""
    found = scope.db.execute(
        select(MinutesDelivery, Person, Judged)
        .outerjoin(Person, Person.id == MinutesDelivery.person_id)
        .outerjoin(Judged, Judged.id == MinutesDelivery.verdict_id)
        .where(MinutesDelivery.minutes_id == minutes_id)
        .order_by(Person.sort_key.nulls_last(), MinutesDelivery.id)
    )
    return [
        Sent(row, person.full_name if person else row.recipient or "", judged)
        for row, person, judged in found
    ]


def frozen(row: Minutes) -> facts.MinutesData:
    """What minutes said when they went out for signing; raises Conflict where that was spoilt since."""
    if row.content is None:
        raise ValueError("a draft is not frozen")
    try:
        return thaw(facts.MinutesData, row.content)
    except (TypeError, ValueError) as error:
        raise Conflict(SPOILT) from error


def with_marks(scope: Scope, row: Minutes) -> facts.MinutesData:
    """The frozen minutes as a copy shows them: marks of who signed, amendments signed since."""
    presider = reads.meeting(scope, row.meeting_id).presider_id
    return replace(
        frozen(row),
        signatories=tuple(_marked(scope, one, presider) for one in signatures(scope, row)),
        amendments=_amended(scope, minutes_reads.amendments(scope, row.id)),
    )


def _marked(scope: Scope, one: Put, presider: int | None) -> facts.Signatory:
    office = naming.signing_office(one.row.office, one.row.person_id == presider)
    if one.row.kind not in MARKS:
        return facts.Signatory(office, one.name)
    moment = reads.local(scope, one.row.signed_at)
    return facts.Signatory(
        office,
        one.name,
        SignatureMark(
            say(MARKS[one.row.kind]),
            one.name,
            format_moment(moment),
            digest=f"{one.row.sha256[:16]}…",
        ),
    )


def _amended(scope: Scope, rows: Sequence[Amendment]) -> tuple[facts.Amendment, ...]:
    return tuple(
        facts.Amendment(str(one.number), reads.local(scope, one.signed_at).date(), one.text)
        for one in rows
        if one.signed_at is not None
    )


def amended(scope: Scope, row: Minutes) -> list[tuple[Amendment, list[Put]]]:
    """Amendments of minutes with who signed each."""
    return [(one, signatures(scope, one)) for one in minutes_reads.amendments(scope, row.id)]


def intact(scope: Scope, row: Minutes | Amendment) -> bool:
    """Whether the stored PDF is still the one that was signed."""
    digest = row.pdf_sha256 if isinstance(row, Minutes) else row.sha256
    return row.pdf_id is not None and files.intact(files.stored(scope, row.pdf_id), digest)


def file_of(scope: Scope, minutes_id: int, signature_id: int) -> int:
    """The file of a signature under these minutes or their amendments; raises NotFound."""
    of = select(Amendment.id).where(Amendment.minutes_id == minutes_id)
    chosen = select(Signature.file_id).where(
        Signature.id == signature_id,
        (Signature.minutes_id == minutes_id) | Signature.amendment_id.in_(of),
    )
    found = scope.db.execute(chosen).scalar()
    if found is None:
        raise NotFound()
    return found


def told(scope: Scope, row: Minutes | None) -> dict[str, Any]:
    """What stands with minutes on their page: signatures, whether the file is whole, copies, amendments."""
    if row is None:
        return {"put": [], "intact": None, "copies": [], "amendments": []}
    return {
        "put": signatures(scope, row),
        "intact": intact(scope, row) if row.pdf_id else None,
        "copies": copies(scope, row.id),
        "amendments": amended(scope, row),
    }
