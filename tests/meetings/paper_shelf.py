"""One paper of each kind, made of invented data."""

from collections.abc import Mapping
from datetime import date

from service.documents.paper import Letterhead, Paper, SignatureMark
from service.meetings.papers.act import Act
from service.meetings.papers.acts import CompositionData, Seat, composition_act
from service.meetings.papers.amendment import AmendmentData, amendment
from service.meetings.papers.analysis import AnalysisData, Held, ListedDocument, analysis
from service.meetings.papers.associations import Association, AssociationsData, associations_act
from service.meetings.papers.dispatch import LetterData, covering_letter, extract
from service.meetings.papers.facts import Signatory
from service.meetings.papers.minutes import minutes
from service.meetings.papers.notice import DeliveriesData, Delivery, NoticeData, deliveries, notice
from service.meetings.papers.sheet import SheetData, SheetQuestion, sheets
from service.meetings.papers.wording import Somebody
from tests.meetings.paper_samples import ALTAI, BODY, LETTERHEAD, NAMES, PEOPLE, SIGNED

HEAD = Signatory("Начальник управления", "Громова Татьяна Викторовна")
SECRETARY = Signatory("Секретарь совета", NAMES[3])
ONE_LANGUAGE = Letterhead(LETTERHEAD.names[:1])
QUALIFIED = Signatory(
    "Председательствующий",
    NAMES[1],
    SignatureMark(
        kind="усиленной квалифицированной",
        owner=NAMES[1],
        signed="20.12.2026, 10:00 (МСК+4)",
        certificate="00C0FFEE1234567890ABCDEF00112233",
        valid="с 01.02.2026 по 01.05.2027",
        digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ),
)
ACT = Act(
    letterhead=ONE_LANGUAGE,
    kind="ПРИКАЗ",
    command="ПРИКАЗЫВАЮ",
    signatory=HEAD,
    made=date(2026, 8, 20),
    place="с. Заречное",
    preamble="В соответствии с пунктом 4.2 Положения о муниципальной методической службе",
    closing=("Контроль за исполнением приказа оставляю за собой",),
    code="MS-ACT-12",
)
SEATS = tuple(
    Seat(office, Somebody(name, "учитель, школа № 1"))
    for office, name in zip(
        ["председатель", "заместитель председателя", "секретарь", *["член совета"] * 7], NAMES, strict=True
    )
)


def sheet_data(place: int) -> SheetData:
    return SheetData(
        body=BODY,
        member=PEOPLE[place],
        number=f"4-{place + 1:02d}",
        code=f"OL-7F3A-{place + 1:02d}",
        days=(date(2026, 3, 18),),
        deadline="18.03.2026, 18:00 (МСК+4)",
        questions=tuple(
            SheetQuestion(number, title, "Рекомендовать школам принять предложенный порядок")
            for number, title in enumerate(
                ("О плане семинаров", "О смотре кабинетов", f"О языке: {ALTAI}"), 1
            )
        ),
        form="заочная",
        return_to="методический кабинет, каб. 12, или личный кабинет службы",
    )


def shelf() -> Mapping[str, tuple[Paper, ...]]:
    return {
        "minutes": (minutes(SIGNED),),
        "sheets": sheets(sheet_data(place) for place in range(3)),
        "notice": (notice(notice_data()),),
        "deliveries": (deliveries(deliveries_data()),),
        "composition": (composition_act(composition_data()),),
        "associations": (associations_act(associations_data()),),
        "letter": (covering_letter(letter_data("01-12/45")),),
        "extract": (extract(SIGNED, (2,), date(2026, 12, 21), SECRETARY),),
        "amendment": (amendment(amendment_data("1")),),
        "analysis": (analysis(analysis_data()),),
    }


def notice_data() -> NoticeData:
    return NoticeData(
        body=BODY,
        member=PEOPLE[1],
        made=date(2026, 12, 1),
        days=(date(2026, 12, 10),),
        starts="15:00",
        zone="МСК+4",
        form="очно-заочная",
        place="с. Заречное, ул. Школьная, д. 1, каб. 12",
        link="https://meet.example/zarechny",
        agenda=("О работе районных методических объединений", "О плане семинаров"),
        deadlines=(
            ("Предложения в повестку", "до 08.12.2026, 23:59 (МСК+4)"),
            ("Возврат опросного листа", "до 10.12.2026, 18:00 (МСК+4)"),
        ),
        materials="личный кабинет службы, раздел «Заседания»",
        version=2,
        replaces="28.11.2026",
        signatory=SECRETARY,
        code="MS-N-4",
    )


def deliveries_data() -> DeliveriesData:
    rows = (Delivery(one, "почта", "01.12.2026, 10:05", "доставлено") for one in PEOPLE)
    return DeliveriesData(BODY, (date(2026, 12, 10),), date(2026, 12, 1), tuple(rows), 2, SECRETARY, "MS-R-4")


def composition_data() -> CompositionData:
    before = (
        Seat("председатель", Somebody("Волков Андрей Львович")),
        Seat("член совета", SEATS[0].person),
        *SEATS[1:-1],
    )
    return CompositionData(
        ACT, "методического совета", 12, SEATS, before, "приказ от 28.08.2025 № 87", "01.09.2026"
    )


def associations_data() -> AssociationsData:
    subjects = ("математики", "русского языка и литературы", "алтайского языка", "истории")
    return AssociationsData(
        ACT,
        "2026/27",
        tuple(
            Association(
                f"РМО учителей {subject}", leader, f"протокол от 2{place}.08.2026 № 1", "Орлова В. И."
            )
            for place, (subject, leader) in enumerate(zip(subjects, PEOPLE, strict=False))
        ),
        "районные методические объединения",
        "районных методических объединений",
    )


def letter_data(out_number: str | None) -> LetterData:
    return LetterData(
        body=BODY,
        made=date(2026, 12, 18),
        addressee=("Начальнику управления образования", "Громовой Т. В."),
        minutes_number="4",
        minutes_days=(date(2026, 12, 10), date(2026, 12, 11)),
        decisions=("Рекомендовать утвердить план семинаров", "Рекомендовать выделить часы наставникам"),
        signatory=Signatory("Председатель совета", NAMES[0]),
        out_number=out_number,
        answer_due=date(2027, 1, 18),
        attached=("выписка из протокола на 2 л. в 1 экз",),
        executor=("Кузнецова Анна Ивановна", "(00000) 0-00-00"),
        code="MS-D-45",
    )


def amendment_data(number: str | None) -> AmendmentData:
    return AmendmentData(
        body=BODY,
        made=date(2026, 12, 20),
        minutes_number="4",
        minutes_days=SIGNED.days,
        points=("В вопросе 2 вместо слова «май» читать «июнь»",),
        signatories=(QUALIFIED,),
        number=number,
        ground="заявление секретаря от 19.12.2026",
        code="MS-I-1",
    )


def analysis_data() -> AnalysisData:
    topics = ("Итоги года", "Новые учебники", f"Кабак тил: {ALTAI}", "Подготовка к экзаменам")
    return AnalysisData(
        letterhead=ONE_LANGUAGE,
        association="районного методического объединения учителей математики",
        school_year="2025/26",
        made=date(2026, 5, 29),
        leader=Signatory("Руководитель РМО", NAMES[2]),
        members=14,
        meetings=tuple(
            Held(date(2025, 9 + place, 12), topic, "круглый стол", present=10 + place, members=14)
            for place, topic in enumerate(topics)
        ),
        meetings_required=4,
        seminars=(Held(date(2026, 2, 5), "Задачи с параметром", "мастер-класс", NAMES[4]),),
        seminars_required=1,
        lessons=(Held(date(2026, 3, 3), "Дроби, 5 класс", who=NAMES[5]),),
        idle_tasks=("Работа с молодыми учителями",),
        documents=(
            ListedDocument("План работы", True),
            ListedDocument("Банк данных", False, "не обновлён"),
            ListedDocument("Протоколы", None),
        ),
        conclusions=("План выполнен. Работа с молодыми учителями не велась.",),
        forecast=("В следующем году провести два занятия для молодых учителей.",),
        code="MS-A-3",
    )
