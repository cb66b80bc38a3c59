"""Titles of the closed values that parameters take (названия значений), as a form offers them."""

from collections.abc import Iterable, Mapping

from service.rules.kinds.deadline_words import title as date_title
from service.rules.message import N_
from service.rules.shapes.shape import Options
from service.rules.value_words import ISSUERS as ISSUER_CODES
from service.rules.value_words import OFFICES as OFFICE_CODES
from service.rules.value_words import VALUES

BASES: Mapping[str, str] = {
    "established": N_("от установленного числа членов"),
    "filled": N_("от фактического числа членов"),
    "voting": N_("от голосовавших «за» и «против»"),
    "participants": N_("от участвующих"),
}
FORCES: Mapping[str, str] = {"advisory": N_("рекомендательная"), "binding": N_("обязательная")}
WINDOW_WORDS: Mapping[str, str] = {
    "as_of": N_("на день отчёта"),
    "calendar_year": N_("с 1 января по день отчёта"),
    "school_year": N_("с 1 сентября по день отчёта"),
    "since": N_("с названного дня по день отчёта"),
}
SHARE_OPS: Options = (
    ("at_least", N_("не менее")),
    ("more_than", N_("более")),
    ("at_most", N_("не более")),
    ("less_than", N_("менее")),
)
COUNTED: Options = (
    ("present", N_("присутствующие")),
    ("sheets", N_("опросные листы")),
    ("room_and_sheets", N_("присутствующие и опросные листы")),
)
TIES: Options = (
    ("not_adopted", N_("решение не принято")),
    ("chair_decides", N_("решает голос председательствующего")),
    ("revote", N_("голосуют повторно")),
)
PURPOSES: Options = (
    ("", N_("не сказано")),
    ("meeting", N_("правомочность заседания")),
    ("decision", N_("принятие решений")),
)
PERIODS: Options = (
    ("year", N_("год")),
    ("half_year", N_("полугодие")),
    ("quarter", N_("квартал")),
    ("month", N_("месяц")),
)
YEARS: Options = (("calendar", N_("календарный")), ("school", N_("учебный")))
OWNERS: Options = (
    ("tenant", N_("у методической службы")),
    ("association", N_("у каждого объединения")),
    ("organisation", N_("у каждой организации")),
    ("unit", N_("у каждой структуры")),
    ("person", N_("у каждого участника")),
)
MONTHS: Options = tuple(
    (str(number), name)
    for number, name in enumerate(
        (
            N_("январь"), N_("февраль"), N_("март"), N_("апрель"), N_("май"), N_("июнь"), N_("июль"),
            N_("август"), N_("сентябрь"), N_("октябрь"), N_("ноябрь"), N_("декабрь"),
        ),
        start=1,
    )
)  # fmt: skip
DATES: Options = tuple(
    (name, date_title(name))
    for name in (
        "meeting_date", "sent_date", "submitted_date", "drafted_date", "signed_date", "received_date",
        "order_date", "approved_on", "elected_on", "published_on", "event_date", "created_on", "closed_on",
        "held_on", "due_on", "done_on", "expires_on", "reviewed_on",
    )
)  # fmt: skip
OFFICES: Options = tuple((code, VALUES[code]) for code in (*OFFICE_CODES, "leader", "curator", "elected"))
ISSUERS: Options = tuple((code, VALUES[code]) for code in ISSUER_CODES)
DECISIONS: Options = tuple((code, VALUES[code]) for code in ("working_group", "expert_group", "procedural"))
FORMS: Options = tuple((code, VALUES[code]) for code in ("in_person", "correspondence", "hybrid"))


def named(codes: Iterable[str], words: Mapping[str, str]) -> Options:
    """Give codes with their titles, in the order of the codes."""
    return tuple((code, words[code]) for code in codes)
