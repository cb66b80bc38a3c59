"""The API of minutes: words by question, papers, signatures, copies."""

from typing import Any

from flask import Blueprint, Response, g, request

from service.core.language import N_
from service.documents import files
from service.meetings.actions import copying, minutes, signing
from service.meetings.api import telling
from service.meetings.model.minutes import Minutes, MinutesBlock
from service.meetings.names import MeetingsPermission
from service.meetings.queries import meetings, signed
from service.meetings.queries import minutes as reads
from service.meetings.queries.minutes_reading import allow_reading, readable
from service.meetings.schema import after, after_records
from service.meetings.views.signing import count_try, uploaded
from service.web.answers import file_answer
from service.web.api import PREFIX, accepts, described, or_present, returns
from service.web.forms import load
from service.web.guard import requires

MINUTES = Blueprint("api_minutes", __name__, url_prefix=f"{PREFIX}/<slug>")
ONE = "/minutes/<int:minutes_id>"
CARD, BLOCK = after_records.MinutesCard(), after_records.BlockRecord()
SIGNED = N_("Подпись привязана к отпечатку sha256 файла PDF: другой отпечаток отвергается с кодом 409.")


BY_FILE = N_(
    "kind: qualified – файл CMS (.sig, .p7s), сверяется отпечаток документа, сертификат не проверяется;"
    " paper – скан, его записывает секретарь."
)


def _card(row: Minutes) -> dict[str, Any]:
    """Minutes with their words, signatures, copies and amendments."""
    return {
        **telling.columns(row),
        "blocks": [telling.columns(one) for one in reads.blocks(g.scope, row.id).values()],
        "signatures": [
            {**telling.columns(one.row), "name": one.name} for one in signed.signatures(g.scope, row)
        ],
        "amendments": [telling.columns(one) for one in reads.amendments(g.scope, row.id)],
        "copies": [{**telling.columns(one.row), "name": one.name} for one in signed.copies(g.scope, row.id)],
        "intact": signed.intact(g.scope, row) if row.pdf_id else None,
    }


def told(row: Minutes) -> dict[str, Any]:
    """Minutes after a change."""
    fresh: Minutes = telling.fresh(row)
    return _card(fresh)


@MINUTES.get("/meetings/<int:meeting_id>/minutes")
@requires(MeetingsPermission.READ)
@returns(CARD, many=True, summary=N_("Протокол заседания; пустой список, пока его нет"))
def of_meeting(meeting_id: int) -> Any:
    """The minutes of a meeting, where there are any."""
    found = reads.minutes_of(g.scope, meetings.meeting(g.scope, meeting_id).id)
    return [_card(found)] if found and readable(g.scope, found) else []


@MINUTES.post("/meetings/<int:meeting_id>/minutes")
@requires(MeetingsPermission.TAKE_PART)
@returns(CARD, status=201, summary=N_("Составить протокол закрытого заседания"))
def begin(meeting_id: int) -> Any:
    """Begin minutes."""
    return told(minutes.begin(g.scope, meeting_id))


@MINUTES.get(ONE)
@requires(MeetingsPermission.READ)
@returns(CARD, summary=N_("Протокол с текстом, подписями, исправлениями и копиями"))
def get(minutes_id: int) -> Any:
    """Minutes."""
    return _card(allow_reading(g.scope, reads.minutes(g.scope, minutes_id)))


@MINUTES.put(f"{ONE}/blocks/<int:item_id>")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=after.BlockDraft())
@returns(
    BLOCK,
    summary=N_("Записать, что слушали, кто выступил и что решили по вопросу"),
    about=N_("Если текст изменил другой, ответ 409 несёт его текст в поле current: ничего не теряется."),
)
def write(minutes_id: int, item_id: int, body: dict[str, Any]) -> Any:
    """Write the words of one question."""

    def act() -> Any:
        return telling.columns(telling.fresh(minutes.write(g.scope, minutes_id, item_id, body)))

    def present() -> dict[str, Any]:
        block: MinutesBlock = reads.blocks(g.scope, minutes_id)[item_id]
        said: dict[str, Any] = BLOCK.dump(telling.columns(block))
        return said

    return or_present(act, present)


@MINUTES.post(f"{ONE}/review")
@requires(MeetingsPermission.TAKE_PART)
@returns(CARD, summary=N_("Отправить протокол на подпись: номер, файл и отпечаток зафиксированы"))
def review(minutes_id: int) -> Any:
    """Send minutes for signing."""
    return told(minutes.to_review(g.scope, minutes_id))


@MINUTES.post(f"{ONE}/return")
@requires(MeetingsPermission.TAKE_PART)
@returns(CARD, summary=N_("Вернуть протокол в черновик, пока никто не подписал"))
def give_back(minutes_id: int) -> Any:
    """Take minutes back."""
    return told(minutes.to_draft(g.scope, minutes_id))


@MINUTES.post(f"{ONE}/sign")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=after.SignDraft())
@returns(CARD, summary=N_("Подписать протокол простой подписью"), about=SIGNED)
def sign(minutes_id: int, body: dict[str, Any]) -> Any:
    """Sign by one's own account."""
    count_try()
    signing.sign(g.scope, signing.minutes_to_sign(g.scope, minutes_id), body["sha256"], body["password"])
    return told(reads.minutes(g.scope, minutes_id))


@MINUTES.post(f"{ONE}/signatures")
@requires(MeetingsPermission.TAKE_PART)
@accepts(upload=after.SignatureUpload())
@returns(
    CARD,
    status=201,
    summary=N_("Приложить отсоединённую подпись или скан подписи на бумаге"),
    about=BY_FILE,
)
def add_signature(minutes_id: int) -> Any:
    """Add a signature that comes as a file."""
    what = signing.minutes_to_sign(g.scope, minutes_id)
    add_file(what)
    return told(what.minutes)


def add_file(what: signing.Signed) -> None:
    """Add the signature that came as a file: a detached one, or a scan of the paper."""
    asked = load(
        after.SignatureDraft(), {name: request.form.get(name) for name in ("kind", "sha256", "person_id")}
    )
    content, name, media_type = uploaded()
    if asked["kind"] == "paper":
        signing.sign_on_paper(g.scope, what, asked["sha256"], content, media_type, asked["person_id"])
    else:
        signing.sign_detached(g.scope, what, asked["sha256"], content, name, asked["person_id"])


@MINUTES.get(f"{ONE}/paper.pdf")
@requires(MeetingsPermission.READ)
@described(kind=files.PDF, summary=N_("Протокол в PDF, каким его отправили на подпись"))
def pdf(minutes_id: int) -> Response:
    """The stored PDF."""
    return kept_file(allow_reading(g.scope, reads.minutes(g.scope, minutes_id)).pdf_id)


@MINUTES.get(f"{ONE}/paper.docx")
@requires(MeetingsPermission.READ)
@described(kind=files.DOCX, summary=N_("Протокол в DOCX, каким его отправили на подпись"))
def docx(minutes_id: int) -> Response:
    """The stored DOCX."""
    return kept_file(allow_reading(g.scope, reads.minutes(g.scope, minutes_id)).docx_id)


def kept_file(file_id: int | None) -> Response:
    """A stored file as it was stored."""
    kept = files.stored(g.scope, file_id or 0)
    return file_answer(kept.content, kept.media_type, kept.name)


@MINUTES.post(f"{ONE}/copies")
@requires(MeetingsPermission.TAKE_PART)
@returns(CARD, summary=N_("Подготовить копии членам; письма отправит очередь"))
def prepare(minutes_id: int) -> Any:
    """Prepare copies for the members."""
    copying.prepare(g.scope, minutes_id)
    return told(reads.minutes(g.scope, minutes_id))


@MINUTES.post(f"{ONE}/copies/others")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=after.RecipientDraft())
@returns(CARD, status=201, summary=N_("Добавить копию другому заинтересованному лицу"))
def add_recipient(minutes_id: int, body: dict[str, Any]) -> Any:
    """Add somebody else."""
    copying.add_recipient(g.scope, minutes_id, body)
    return told(reads.minutes(g.scope, minutes_id))


@MINUTES.post("/meetings/<int:meeting_id>/archive")
@requires(MeetingsPermission.TAKE_PART)
@returns(CARD, summary=N_("Сдать в архив заседание, копии которого есть у всех членов"))
def archive(meeting_id: int) -> Any:
    """Put a meeting into the archive."""
    copying.archive(g.scope, meeting_id)
    found = reads.minutes_of(g.scope, meeting_id)
    return told(found) if found else {}


@MINUTES.post("/minutes-copies/<int:delivery_id>/deliver")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=after.ReceiptDraft())
@returns(after_records.CopyRecord(), summary=N_("Записать вручение копии с подтверждением"))
def deliver(delivery_id: int, body: dict[str, Any]) -> Any:
    """Record that a copy was handed over."""
    return telling.columns(telling.fresh(copying.deliver(g.scope, delivery_id, body)))
