"""Interface languages: Russian and Altai texts (русский и алтайский), one way to write dates and numbers."""

from service.core.language.catalogue import (
    DEFAULT,
    LANGUAGES,
    N_,
    Lazy,
    current_language,
    gettext,
    lazy,
    lookup,
    lookup_plural,
    ngettext,
    set_language,
    translate,
    use_language,
)
from service.core.language.dates import (
    format_date,
    format_date_long,
    format_datetime,
    format_month,
    format_time,
    month_name,
    school_year_label,
)
from service.core.language.messages import Sayable, fill, render, show
from service.core.language.numbers import NBSP, format_number, format_percent, with_unit

__all__ = [
    "DEFAULT",
    "LANGUAGES",
    "NBSP",
    "N_",
    "Lazy",
    "Sayable",
    "current_language",
    "fill",
    "format_date",
    "format_date_long",
    "format_datetime",
    "format_month",
    "format_number",
    "format_percent",
    "format_time",
    "gettext",
    "lazy",
    "lookup",
    "lookup_plural",
    "month_name",
    "ngettext",
    "render",
    "school_year_label",
    "set_language",
    "show",
    "translate",
    "use_language",
    "with_unit",
]
