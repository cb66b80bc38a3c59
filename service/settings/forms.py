"""The annex of differences on the tenant's own paper (приложение с изменениями правил)."""

from collections.abc import Sequence

from service.core.errors import NotFound
from service.core.language import N_, format_date
from service.documents.forms.offered import DocumentForm, Field, Kind, Rows, Written
from service.settings.annex import annex, compared_editions, told_line
from service.settings.names import SettingsPermission
from service.settings.queries import editions
from service.tenancy.scope import Scope

SHOWN = 3


def differing(scope: Scope, key: str) -> Written:
    """The difference of two versions of the rules; the key is their numbers: «1-2»."""
    numbers = key.split("-")
    if len(numbers) != 2 or not all(one.isascii() and one.isdecimal() and len(one) < 9 for one in numbers):
        raise NotFound()
    compared, lines = compared_editions(scope, int(numbers[0]), int(numbers[1]))
    told = {
        "tenant": compared.tenant,
        "older": int(numbers[0]),
        "newer": int(numbers[1]),
        "old_act": compared.old_act,
        "new_act": compared.new_act,
        "starts": compared.starts,
        "changes": [told_line(one) for one in lines],
    }
    return Written(annex(compared, lines), told)


def recent_pairs(scope: Scope) -> Sequence[tuple[str, str]]:
    """The latest versions, each with the one before it."""
    listed = sorted(editions(scope.db, scope.tenant), key=lambda one: one.number, reverse=True)
    return [
        (
            f"{older.number}-{newer.number}",
            f"{older.number} → {newer.number}, {format_date(newer.effective_from)}",
        )
        for newer, older in zip(listed[:SHOWN], listed[1:], strict=False)
    ]


DIFFERENCES = DocumentForm(
    code="rule_differences",
    title=N_("Приложение с изменениями правил"),
    about=N_("Сравнительная таблица двух редакций для приказа."),
    read=SettingsPermission.READ,
    fields=(
        Field("tenant", N_("Название района"), "Муниципальный район"),
        Field("older", N_("Прежняя редакция"), "1", kind=Kind.NUMBER),
        Field("newer", N_("Новая редакция"), "2", required=True, kind=Kind.NUMBER),
        Field("old_act", N_("Акт прежней редакции"), "приказ от 20.08.2025 № 30"),
        Field("new_act", N_("Акт новой редакции"), "приказ от 20.08.2026 № 41"),
        Field("starts", N_("С какого дня действует"), "01.09.2026", kind=Kind.DATE),
    ),
    rows=(
        Rows(
            "changes",
            N_("Изменения"),
            (
                Field("clause", N_("Пункт"), "п. 4.2"),
                Field("rule", N_("Правило"), "Кворум заседания"),
                Field("was", N_("Было"), "Не менее двух третей"),
                Field("becomes", N_("Станет"), "Более половины"),
                Field("act", N_("Акт"), "приказ от 20.08.2026 № 41"),
            ),
        ),
    ),
    examples=recent_pairs,
    record=differing,
)
FORMS_OF_SETTINGS = (DIFFERENCES,)
