"""The certificate of an erasure (акт об удалении данных): what, on what basis, when, how much; no person."""

from dataclasses import dataclass
from datetime import date

from service.core.language import N_, fill, format_date, translate
from service.documents.paper import Column, KeyValues, Letterhead, Paper, Paragraph, Signature, Table

GROUP = 16
DONE = N_(
    "Настоящий акт подтверждает, что все записи и файлы названного муниципалитета удалены из службы "
    "безвозвратно."
)
COPIES = N_(
    "Резервные копии, снятые до удаления, хранятся до конца срока, установленного оператором; при "
    "восстановлении из такой копии удаление повторяют по этому акту."
)


@dataclass(frozen=True)
class Certificate:
    """What a certificate says; `moments` are when it was asked for, confirmed and done."""

    number: int
    made: date
    name: str
    slug: str
    basis: str
    moments: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    files: int
    digest: str


def _say(msgid: str, **params: object) -> str:
    return fill(translate(msgid, "ru"), params, "ru")


def spaced(digest: str) -> str:
    """A digest in groups, so that a line can end between them."""
    return " ".join(digest[start : start + GROUP] for start in range(0, len(digest), GROUP))


def certificate(said: Certificate) -> Paper:
    """The certificate as an official paper."""
    return Paper(
        kind=_say(N_("АКТ")),
        title=_say(N_("об удалении данных муниципалитета")),
        letterhead=Letterhead(((_say(N_("Оператор платформы «Методслужба»")),),)),
        made=said.made,
        date=format_date(said.made),
        number=_say(N_("№ %(number)s"), number=said.number),
        blocks=(Paragraph(_say(DONE)), _facts(said), _counts(said), Paragraph(_say(COPIES))),
        signatures=(Signature(_say(N_("Ответственный за эксплуатацию")), ""),),
    )


def _facts(said: Certificate) -> KeyValues:
    asked, confirmed, erased = said.moments
    rows = sum(number for _, number in said.counts)
    return KeyValues(
        (
            (_say(N_("Муниципалитет")), said.name),
            (_say(N_("Адрес в службе")), f"/{said.slug}/"),
            (_say(N_("Основание")), said.basis),
            (_say(N_("Удаление запрошено")), asked),
            (_say(N_("Удаление подтверждено")), confirmed),
            (_say(N_("Удалено")), erased),
            (_say(N_("Удалено записей")), str(rows)),
            (_say(N_("Удалено файлов вне базы")), str(said.files)),
            (_say(N_("Отпечаток сведений акта (SHA-256)")), spaced(said.digest)),
        )
    )


def _counts(said: Certificate) -> Table:
    return Table(
        columns=(Column(_say(N_("Таблица")), 70), Column(_say(N_("Удалено записей")), 30, "right")),
        rows=tuple((place, str(number)) for place, number in said.counts),
        caption=_say(N_("Удалённые записи по таблицам")),
    )
