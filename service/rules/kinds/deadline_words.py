"""Words of deadlines (сроки): names of dates, amounts of time and lateness."""

from datetime import date

from service.rules.message import N_, Message, counted, sentences

_TITLES = {
    "meeting_date": N_("дата заседания"),
    "sent_date": N_("дата отправки"),
    "submitted_date": N_("дата внесения предложения"),
    "order_date": N_("дата приказа"),
    "approved_on": N_("дата утверждения"),
    "elected_on": N_("дата избрания"),
    "published_on": N_("дата публикации"),
    "event_date": N_("дата мероприятия"),
    "created_on": N_("дата создания"),
    "closed_on": N_("дата завершения"),
    "held_on": N_("дата проведения"),
    "due_on": N_("срок исполнения"),
    "done_on": N_("дата исполнения"),
    "expires_on": N_("дата окончания действия"),
}
_WAS = {
    "sent_date": N_("Отправлено %(day)s."),
    "submitted_date": N_("Предложение внесено %(day)s."),
    "order_date": N_("Приказ издан %(day)s."),
    "published_on": N_("Опубликовано %(day)s."),
}
_OTHER = {"anchor": N_("дата, от которой считается срок"), "fact": N_("дата выполнения")}


def title(name: str, role: str = "fact") -> str:
    """Return the message id that names a date."""
    return _TITLES.get(name, _OTHER[role])


def titles(anchor: str, fact: str) -> tuple[str, str]:
    """Return the names of the date counted from and of the judged date."""
    return title(anchor, "anchor"), title(fact)


def was_words(fact: str, day: date) -> Message:
    """Say when the judged act was done."""
    return Message(_WAS.get(fact, N_("Выполнено %(day)s.")), {"day": day})


def days_words(number: int) -> Message:
    """Return a number of days as «5 дней»."""
    return counted(number, N_("%(count)d день"), N_("%(count)d дня"), N_("%(count)d дней"))


def amount_words(amount: int, unit: str) -> Message:
    """Return an amount of time as «5 дней», «3 рабочих дня», «1 месяц»."""
    if unit == "working_days":
        return counted(
            amount, N_("%(count)d рабочий день"), N_("%(count)d рабочих дня"), N_("%(count)d рабочих дней")
        )
    if unit == "months":
        return counted(amount, N_("%(count)d месяц"), N_("%(count)d месяца"), N_("%(count)d месяцев"))
    return days_words(amount)


def lateness(last: date, late: int) -> Message:
    """Say the last day in time and, when late, by how many days."""
    if late:
        return Message(
            "Крайний срок был %(last)s, опоздание %(late)s.", {"last": last, "late": days_words(late)}
        )
    return Message("Срок соблюдён: крайняя дата %(last)s.", {"last": last})


def rule_words(fact: str, anchor: str, direction: str, amount: int, unit: str, count: str) -> Message:
    """Say a deadline as a sentence."""
    words = {
        "fact": Message(title(fact)),
        "anchor": Message(title(anchor, "anchor")),
        "amount": amount_words(amount, unit),
    }
    if amount == 0:
        said = Message("Срок (%(fact)s): не позднее даты «%(anchor)s».", words)
    elif direction == "before":
        said = Message("Срок (%(fact)s): не позднее чем за %(amount)s до даты «%(anchor)s».", words)
    else:
        said = Message("Срок (%(fact)s): не позднее чем через %(amount)s после даты «%(anchor)s».", words)
    if count == "clear_days":
        return sentences(said, Message("Между датами должны пройти полные дни."))
    return said
