"""Words of invented people: names with their keys made once, so that millions of rows cost little."""

from service.core.alphabet import search_key, sort_key

LAST = (
    "Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев"
    " Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев"
    " Соловьёв Борисов Яковлев Григорьев Романов Воробьёв Сергеев Кузьмин Фролов Александров Дмитриев"
    " Королёв Гусев Киселёв Ильин Максимов Поляков Сорокин Виноградов Ковалёв Белов Медведев Антонов Тарасов"
    " Жуков Баранов Филиппов Комаров Давыдов Беляев Герасимов Богданов Осипов Сидоров Матвеев Титов Марков"
).split()
FIRST = (
    "Анна Мария Елена Ольга Наталья Татьяна Ирина Светлана Екатерина Юлия Галина Людмила Марина Вера Надежда"
    " Любовь Оксана Дарья Алина Полина Ксения Валентина Лариса Зоя Раиса Тамара Алёна Софья Яна Инна"
).split()
MIDDLE = (
    "Ивановна Петровна Сергеевна Андреевна Николаевна Владимировна Александровна Викторовна Юрьевна"
    " Михайловна Алексеевна Дмитриевна Павловна Олеговна Фёдоровна Егоровна Борисовна Львовна Романовна"
).split()


def _keyed(words: list[str]) -> list[tuple[str, str, str]]:
    return [(word, sort_key(word), search_key(word)) for word in words]


LASTS, FIRSTS, MIDDLES = _keyed([f"{word}а" for word in LAST]), _keyed(FIRST), _keyed(MIDDLE)


def name(number: int) -> str:
    """Tab-separated last, first, middle name, sort key and search key of the person with a number."""
    last, last_sort, last_search = LASTS[number % len(LASTS)]
    first, first_sort, first_search = FIRSTS[number // 7 % len(FIRSTS)]
    middle, middle_sort, middle_search = MIDDLES[number // 11 % len(MIDDLES)]
    sort = f"{last_sort} {first_sort} {middle_sort}"
    return f"{last}\t{first}\t{middle}\t{sort}\t{last_search} {first_search} {middle_search}"


_FULL = f"{LASTS[1][0]} {FIRSTS[0][0]} {MIDDLES[0][0]}"
assert sort_key(_FULL) == f"{LASTS[1][1]} {FIRSTS[0][1]} {MIDDLES[0][1]}", "keys are no longer made by word"
assert search_key(_FULL) == f"{LASTS[1][2]} {FIRSTS[0][2]} {MIDDLES[0][2]}", "keys are no longer made by word"
