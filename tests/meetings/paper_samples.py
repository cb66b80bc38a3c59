"""Invented data of the papers: a council that met in December, half in the room, half by sheets."""

from dataclasses import replace
from datetime import date

from service.documents.paper import Letterhead, SignatureMark
from service.meetings.papers.facts import (
    Amendment,
    Attendance,
    Choice,
    Counts,
    Invited,
    MinutesData,
    Missing,
    Opinion,
    Presiding,
    Question,
    Recusal,
    SheetRegister,
    SheetRow,
    Signatory,
)
from service.meetings.papers.wording import Body, Finding, Somebody

ALTAI = "Ӧӧ Ӱӱ Јј Ҥҥ"
LETTERHEAD = Letterhead(
    (
        ("Управление образования", "администрации Заречного района"),
        ("Заречный аймактыҥ администрациязыныҥ", "ӱредӱ башкартузы"),
    ),
    ("ул. Школьная, д. 1, с. Заречное, 600000", "тел. (00000) 0-00-00, edu@zarechny.example"),
)
BODY = Body("Методический совет", "методического совета", LETTERHEAD)
NAMES = (
    "Иванова Мария Петровна", "Јаманова Ӱрӱстӱ Ӧткӱровна", "Сидоров Пётр Ильич", "Кузнецова Анна Ивановна",
    "Смирнов Олег Юрьевич", "Попова Елена Сергеевна", "Васильева Ольга Игоревна", "Морозова Инна Львовна",
    "Новикова Дарья Павловна", "Фёдоров Илья Андреевич",
)  # fmt: skip
PEOPLE = tuple(Somebody(name, "учитель") for name in NAMES)
QUORUM = Finding(
    "Заседание правомочно: участвуют 9 из 12 членов установленного состава, требуется не менее 6.",
    "п. 4.6 Положения",
    "Половина считается от установленного состава",
)
MAJORITY = Finding(
    "Решение принято: «за» подано 7 голосов, требуется более половины от 9.",
    "п. 4.9 Положения",
    "Большинство считается от присутствующих",
)


def question(number: int, title: str) -> Question:
    choices = ["за"] * 7 + ["против", "воздержался"]
    return Question(
        number=number,
        title=title,
        speaker="Сидоров П. И.",
        heard=(f"Сидорова П. И. {title}. Доложено об итогах первого полугодия и о запросах школ.",),
        spoke=("Кузнецова А. И. предложила дополнить план открытыми уроками.", f"Јаманова Ӱ. Ӧ.: {ALTAI}."),
        decided=(
            "Рекомендовать руководителям школ включить открытые уроки в план второго полугодия",
            "Рекомендовать руководителям РМО представить отчёты до 20.05.2027",
        ),
        method="открыто, поимённо",
        present=9,
        counts=Counts(7, 1, 1, 0),
        outcome="Решение принято большинством голосов",
        force="Решение носит рекомендательный характер",
        recusals=(Recusal("Фёдоров Илья Андреевич", "автор рассматриваемой программы"),),
        named=tuple(
            Choice(name, choice, "очно" if place < 5 else "опросный лист")
            for place, (name, choice) in enumerate(zip(NAMES, choices, strict=False))
        ),
        findings=(MAJORITY,),
    )


DRAFT = MinutesData(
    body=BODY,
    days=(date(2026, 12, 10), date(2026, 12, 11)),
    place="с. Заречное",
    form="очно-заочная",
    times="15:00–16:40",
    zone="МСК+4",
    presiding=(
        Presiding(Somebody(NAMES[0], "председатель совета"), until="15:50"),
        Presiding(
            Somebody(NAMES[1], "заместитель председателя"), since="15:50", ground="поручение 10.12.2026 № 2"
        ),
    ),
    keeper=Somebody(NAMES[3], "секретарь совета"),
    attendance=Attendance(
        established=12,
        filled=11,
        present=PEOPLE[:5],
        by_sheet=PEOPLE[5:9],
        excused=(Missing(PEOPLE[9], "командировка"),),
        absent=(Missing(Somebody("Волков Андрей Львович")),),
        invited=(Invited(Somebody("Орлова Вера Ивановна", "методист"), "эксперт"),),
    ),
    quorum=(QUORUM,),
    questions=(question(1, "О работе районных методических объединений"), question(2, "О плане семинаров")),
    opinions=(Opinion(NAMES[9], "Поддерживаю проект решения.", 2),),
    sheets=SheetRegister(
        issued=11, valid=4, late=1, spoiled=1, duplicate=1, not_returned=4,
        rows=(
            SheetRow("ОЛ-4-06", NAMES[5], "09.12.2026, 17:20", "портал", "учтён"),
            SheetRow("ОЛ-4-11", "Волков Андрей Львович", "11.12.2026, 09:05", "бумага", "опоздал", "поздно"),
        ),
    ),
    signatories=(
        Signatory("Председательствующий", NAMES[1]),
        Signatory("Секретарь совета", NAMES[3]),
    ),
    code="MS-7F3A-0004",
)  # fmt: skip
SIGNED = replace(
    DRAFT,
    number="4",
    signatories=(
        Signatory(
            "Председательствующий", NAMES[1], SignatureMark("простой", NAMES[1], "15.12.2026, 10:00 (МСК+4)")
        ),
    ),
    amendments=(Amendment("1", date(2026, 12, 20), "в вопросе 2 вместо «май» читать «июнь»"),),
)
