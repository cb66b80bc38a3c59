"""Invented names: common Russian ones, and Altai ones where the tenant speaks Altai."""

from random import Random

RUSSIAN = (
    (
        "Иванов",
        "Петров",
        "Сидоров",
        "Кузнецов",
        "Попов",
        "Соколов",
        "Лебедев",
        "Новиков",
        "Морозов",
        "Волков",
    ),
    ("Анна", "Мария", "Елена", "Ольга", "Наталья", "Татьяна", "Ирина", "Светлана", "Юлия", "Екатерина"),
    ("Алексей", "Сергей", "Андрей", "Дмитрий", "Михаил", "Николай", "Владимир", "Иван", "Павел", "Виктор"),
    ("Алексеев", "Сергеев", "Андреев", "Дмитриев", "Михайлов", "Николаев", "Владимиров", "Иванов", "Павлов"),
)
ALTAI_SURNAMES = (
    "Ӱлекеев",
    "Јыланов",
    "Чагандинов",
    "Кыдыев",
    "Тадыров",
    "Самаев",
    "Бӧкӧнов",
    "Маймин",
    "Тӧлӧсов",
)
ALTAI_WOMEN = ("Айару", "Айсулу", "Эркелей", "Сынару", "Кӱмӱш", "Алтынай", "Јаркын")
ALTAI_MEN = ("Айас", "Эжер", "Амыр", "Мерген", "Темир", "Солоҥы", "Чейнеш")


def full_name(random: Random, altai: bool) -> tuple[str, str, str]:
    """Last, first and middle name of an invented person."""
    woman = random.random() < 0.8
    local = altai and random.random() < 0.5
    surname = random.choice(ALTAI_SURNAMES if local else RUSSIAN[0])
    first = random.choice((ALTAI_WOMEN if woman else ALTAI_MEN) if local else RUSSIAN[1 if woman else 2])
    middle = random.choice(RUSSIAN[3]) + ("на" if woman else "ич")
    return surname + ("а" if woman else ""), first, middle
