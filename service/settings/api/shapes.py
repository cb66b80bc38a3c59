"""What the API of rules gives beside the rules: settings, notes, versions and their differences."""

from marshmallow import Schema, fields

from service.core.language import N_
from service.rules.catalogue import KINDS
from service.settings.listing import ESTABLISHED, SILENT, SOURCES
from service.web.asked import (
    ListOnDay,
    OnDay,
    Question,
    choice_asked,
    words_asked,
)
from service.web.fields import NOT_A_NUMBER, Whole, messages

NOT_A_KIND = N_("Такого вида правил нет.")


class RuleQuestion(ListOnDay):
    """Which rules are asked for."""

    kind = choice_asked(("", *KINDS), N_("Вид правила; пустой – любой."))
    module = fields.Str(metadata={"description": N_("Раздел службы: council, monitoring и другие.")})
    source = choice_asked(SOURCES, N_("Откуда правило: основа, регион, район или настройка."))
    state = choice_asked((ESTABLISHED, SILENT), N_("Установлено положением или нет."))
    q = words_asked(N_("Слова в названии, пункте, цитате или имени правила."))


class ExportQuestion(OnDay):
    """Which rules are exported."""

    layer = choice_asked(("own", "effective"), N_("Собственный слой (обычно) или все действующие правила."))


def version_asked(said: str, **known: str) -> Whole:
    """The number of an adopted version."""
    return Whole(
        required=True, error_messages=messages(NOT_A_NUMBER), metadata={"description": said}, **known
    )


class CompareQuestion(Question):
    """Which two versions are compared."""

    from_ = version_asked(N_("Номер прежней редакции."), data_key="from")
    to = version_asked(N_("Номер новой редакции."))


class SettingRecord(Schema):
    """A setting: what the regulation leaves open, and what was chosen."""

    id = fields.Str()
    title = fields.Str()
    note = fields.Str()
    sets = fields.List(fields.Str(), metadata={"description": N_("Параметры правил, которые она задаёт.")})
    value = fields.Raw(allow_none=True, metadata={"description": N_("Значение, которое действует.")})
    default = fields.Raw(allow_none=True)
    options = fields.List(fields.Raw())
    chosen = fields.Bool(metadata={"description": N_("Район выбрал сам, а не оставил обычное значение.")})
    reason = fields.Str()
    layer = fields.Str()


class NoteRecord(Schema):
    """A note at a clause: a place of the text with no choice to make."""

    id = fields.Str()
    title = fields.Str()
    clause = fields.Str()
    text = fields.Str()
    act = fields.Str()
    layer = fields.Str()


class ActRecord(Schema):
    """The act of a version."""

    title = fields.Str()
    status = fields.Str()


class VersionRecord(Schema):
    """One adopted version of the tenant's own rules."""

    number = fields.Int()
    effective_from = fields.Date()
    in_force = fields.Bool()
    source = fields.Str()
    act = fields.Str(allow_none=True)
    adopted_by = fields.Str(allow_none=True)
    adopted_at = fields.DateTime()


class KeyChangeRecord(Schema):
    """One key of an entry: the old and the new value, null where the key is absent."""

    key = fields.Str()
    old = fields.Raw(allow_none=True)
    new = fields.Raw(allow_none=True)


class ChangeRecord(Schema):
    """One changed entry of the rules."""

    section = fields.Str()
    id = fields.Str()
    action = fields.Str(metadata={"enum": ["added", "removed", "changed"]})
    keys = fields.List(fields.Nested(KeyChangeRecord))
