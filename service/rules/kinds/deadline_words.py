"""Words of deadlines (сроки): names of dates, amounts of time and lateness."""

from datetime import date

from service.rules.message import N_, Message, counted, sentences

_TITLES = {
    "meeting_date": N_("дата заседания"),
    "sent_date": N_("дата отправки"),
    "submitted_date": N_("дата внесения предложения"),
    "drafted_date": N_("дата подготовки протокола"),
    "signed_date": N_("дата подписания"),
    "received_date": N_("дата возврата опросного листа"),
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
    "reviewed_on": N_("дата рассмотрения"),
}
_DUTIES = {
    "sent_date": N_("Отправить"),
    "submitted_date": N_("Внести"),
    "drafted_date": N_("Подготовить протокол"),
    "signed_date": N_("Подписать протокол"),
    "received_date": N_("Вернуть опросный лист"),
    "order_date": N_("Издать приказ"),
    "approved_on": N_("Утвердить"),
    "elected_on": N_("Избрать"),
    "published_on": N_("Опубликовать"),
    "closed_on": N_("Завершить"),
    "held_on": N_("Провести"),
    "reviewed_on": N_("Рассмотреть"),
}
_OTHER_DUTY = N_("Выполнить")
_FROM = {
    "meeting_date": N_("дня заседания"),
    "signed_date": N_("дня подписания"),
    "order_date": N_("дня издания приказа"),
    "approved_on": N_("дня утверждения"),
    "elected_on": N_("дня избрания"),
    "published_on": N_("дня публикации"),
    "event_date": N_("дня мероприятия"),
    "created_on": N_("дня создания"),
    "closed_on": N_("дня завершения"),
    "held_on": N_("дня проведения"),
    "due_on": N_("срока исполнения"),
    "expires_on": N_("окончания действия"),
}
_FROM_THE_HOUR = {"meeting_date": N_("начала заседания"), "signed_date": N_("часа подписания")}
_OTHER_FROM = N_("даты, от которой считается срок")
_DAYS_OF_MONTHS = (
    N_("%(day)d января"),
    N_("%(day)d февраля"),
    N_("%(day)d марта"),
    N_("%(day)d апреля"),
    N_("%(day)d мая"),
    N_("%(day)d июня"),
    N_("%(day)d июля"),
    N_("%(day)d августа"),
    N_("%(day)d сентября"),
    N_("%(day)d октября"),
    N_("%(day)d ноября"),
    N_("%(day)d декабря"),
)
_MONTHS = (
    N_("январь"),
    N_("февраль"),
    N_("март"),
    N_("апрель"),
    N_("май"),
    N_("июнь"),
    N_("июль"),
    N_("август"),
    N_("сентябрь"),
    N_("октябрь"),
    N_("ноябрь"),
    N_("декабрь"),
)
_WAS = {
    "sent_date": N_("Отправлено %(day)s."),
    "submitted_date": N_("Предложение внесено %(day)s."),
    "drafted_date": N_("Протокол подготовлен %(day)s."),
    "signed_date": N_("Протокол подписан %(day)s."),
    "received_date": N_("Опросный лист получен %(day)s."),
    "order_date": N_("Приказ издан %(day)s."),
    "published_on": N_("Опубликовано %(day)s."),
    "approved_on": N_("Утверждено %(day)s."),
    "held_on": N_("Проведено %(day)s."),
    "closed_on": N_("Завершено %(day)s."),
    "reviewed_on": N_("Рассмотрено %(day)s."),
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


def duty_words(fact: str) -> Message:
    """Say what is to be done by the judged date, as the beginning of a sentence."""
    return Message(_DUTIES.get(fact, _OTHER_DUTY))


def day_words(month: int, day: int) -> Message:
    """Return a day of every year as «1 сентября»."""
    return Message(_DAYS_OF_MONTHS[month - 1], {"day": day})


def month_words(month: int) -> Message:
    """Return a month by its name."""
    return Message(_MONTHS[month - 1])


def years_words(number: int) -> Message:
    """Return a number of years as «5 лет»."""
    return counted(number, N_("%(count)d год"), N_("%(count)d года"), N_("%(count)d лет"))


def days_words(number: int) -> Message:
    """Return a number of days as «5 дней»."""
    return counted(number, N_("%(count)d день"), N_("%(count)d дня"), N_("%(count)d дней"))


def amount_words(amount: int, unit: str) -> Message:
    """Return an amount of time as «5 дней», «3 рабочих дня», «1 месяц», «120 часов»."""
    if unit == "working_days":
        return counted(
            amount, N_("%(count)d рабочий день"), N_("%(count)d рабочих дня"), N_("%(count)d рабочих дней")
        )
    if unit == "hours":
        return counted(amount, N_("%(count)d час"), N_("%(count)d часа"), N_("%(count)d часов"))
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
        "duty": duty_words(fact),
        "anchor": Message(_FROM.get(anchor, _OTHER_FROM)),
        "amount": amount_words(amount, unit),
    }
    if unit == "hours":
        words["anchor"] = Message(_FROM_THE_HOUR.get(anchor, _OTHER_FROM))
    if amount == 0:
        said = Message("%(duty)s не позднее %(anchor)s.", words)
    elif direction == "before":
        said = Message("%(duty)s не позднее чем за %(amount)s до %(anchor)s.", words)
    else:
        said = Message("%(duty)s не позднее чем через %(amount)s после %(anchor)s.", words)
    if count == "clear_days":
        return sentences(said, Message("Между датами должны пройти полные дни."))
    return said
