"""What the API of monitoring may be asked."""

from service.core.language import N_
from service.monitoring.listing import SIDES
from service.web.asked import ListQuestion, Question, choice_asked, day_asked, words_asked

AS_OF = N_("Дата показателя; без параметра – сегодня.")


class FiguresQuestion(ListQuestion):
    """As of which day; canonical indicators without a single record are told only when asked for."""

    as_of = day_asked(AS_OF)
    records = choice_asked(("some", "none"), N_("Общие показатели: с записями (обычно) или ещё без них."))


class FigureQuestion(Question):
    """As of which day."""

    as_of = day_asked(AS_OF)


class MemberQuestion(ListQuestion):
    """Which records behind a figure."""

    as_of = day_asked(AS_OF)
    side = choice_asked(SIDES, N_("Числитель, знаменатель, остальные или те, о ком не хватает сведений."))
    q = words_asked(N_("Слова в имени или названии."))
