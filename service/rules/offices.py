"""Names of offices (должности) in a collegial body and in an association."""

from service.rules.message import N_

_OFFICES = {
    "chair": N_("председатель"),
    "deputy": N_("заместитель председателя"),
    "secretary": N_("ответственный секретарь"),
    "member": N_("член"),
    "leader": N_("руководитель"),
    "curator": N_("куратор"),
    "elected": N_("избранный председательствующий"),
}
_OTHER = N_("другое лицо")


def office_words(code: str) -> str:
    """Return the message id that names an office."""
    return _OFFICES.get(code, _OTHER)
