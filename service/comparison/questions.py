"""What the API of comparison may be asked."""

from service.core.language import N_
from service.web.asked import ListQuestion, Question, choice_asked, day_asked


class DayQuestion(Question):
    """Which published day."""

    as_of = day_asked(N_("День публикации; без параметра – последний опубликованный."))


SIDES = ("numerator", "rest", "unknown")


class FrozenQuestion(ListQuestion):
    """Which records behind a frozen figure."""

    side = choice_asked(SIDES, N_("Числитель, остальной знаменатель или те, о ком не хватало сведений."))
