"""What the papers say: only what has data, with figures that add up, in the wording of the profile."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from service.documents.paper import Paper, Table, to_pdf
from service.documents.paper.elements import Cell, Element, Grid, Line
from service.documents.paper.gost import GOST_2016, GOST_2025
from service.documents.paper.layout import laid
from service.meetings.papers.acts import CompositionData, Seat, composition_act, difference
from service.meetings.papers.analysis import Held, analysis
from service.meetings.papers.dispatch import extract
from service.meetings.papers.facts import (
    Attendance,
    Choice,
    Counts,
    DoesNotAddUp,
    MinutesData,
    Question,
    SheetRegister,
)
from service.meetings.papers.minutes import minutes
from service.meetings.papers.notice import deliveries, notice
from service.meetings.papers.sheet import sheet
from service.meetings.papers.wording import Finding, Somebody, days, initials, short
from tests.meetings.paper_samples import BODY, DRAFT, NAMES, SIGNED
from tests.meetings.paper_shelf import (
    ACT,
    SEATS,
    SECRETARY,
    analysis_data,
    deliveries_data,
    notice_data,
    sheet_data,
)


def lines(element: Element) -> Iterator[Line]:
    if isinstance(element, Line):
        yield element
    if isinstance(element, Grid):
        cells: Iterator[Cell] = (cell for row in element.rows for cell in row)
        yield from (line for cell in cells for line in cell.lines)


def text(paper: Paper) -> str:
    told = (line for element in laid(paper, GOST_2025).elements for line in lines(element))
    return "\n".join(f"{line.lead} {line.text}".strip() for line in told).replace("\u00a0", " ")


def test_what_has_no_data_is_not_printed() -> None:
    bare = text(minutes(MinutesData(body=BODY, days=(date(2026, 12, 10),))))
    for word in (
        "Присутствовали", "Приглашённые", "Председательствующий", "Протокол ведёт", "Правомочность",
        "ПОВЕСТКА", "СЛУШАЛИ", "ГОЛОСОВАЛИ", "РЕШИЛИ", "Приложение", "состав", "Форма", "None",
    ):  # fmt: skip
        assert word not in bare
    assert "10.12.2026" in bare and "№ ______" in bare and bare.startswith("ПРОЕКТ")


def test_minutes_name_everyone_who_presided_and_the_ground() -> None:
    said = text(minutes(SIGNED))
    assert "Иванова М. П., председатель совета (до 15:50)" in said
    assert "заместитель председателя (с 15:50); поручение 10.12.2026 № 2" in said
    assert "15:00–16:40 (МСК+4)" in said


def test_minutes_list_each_channel_by_itself_and_the_reasons() -> None:
    said = text(minutes(SIGNED))
    assert "Присутствовали очно\n5 человек\nУчаствовали опросным листом\n4 человека" in said
    assert "Отсутствовали по уважительной причине: Фёдоров И. А., учитель (командировка)." in said
    assert "Отсутствовали: Волков А. Л.\n" in said
    assert "Приглашённые: Орлова В. И., методист (эксперт)." in said


def test_a_question_tells_votes_recusals_force_and_clause() -> None:
    said = text(minutes(SIGNED))
    assert (
        "ГОЛОСОВАЛИ (открыто, поимённо): «за» – 7, «против» – 1, «воздержались» – 1, не голосовали – 0."
        in said
    )
    assert "Не голосуют в связи с самоотводом: Фёдоров И. А. (автор рассматриваемой программы)." in said
    assert "1.1. Рекомендовать руководителям школ" in said and "2.2. Рекомендовать" in said
    assert "Решение носит рекомендательный характер." in said
    assert "Основание: п. 4.9 Положения." in said
    assert "Письменное мнение (Фёдоров И. А.): Поддерживаю проект решения." in said


def test_annexes_hold_names_sheets_and_readings() -> None:
    annexes = {one.title: one for one in minutes(SIGNED).annexes}
    assert list(annexes) == [
        "Поимённое голосование", "Реестр опросных листов", "Заключения о правомочности и решениях",
    ]  # fmt: skip
    assert [one.label[0] for one in annexes.values()] == [f"Приложение № {number}" for number in (1, 2, 3)]
    said = text(minutes(SIGNED))
    assert "Большинство считается от присутствующих" in said
    assert "Выдано\n11\nУчтено\n4\nПоступило позже срока\n1" in said
    assert "к протоколу от 10–11.12.2026 № 4" in said
    assert "исправление № 1 от 20.12.2026" in said
    votes = annexes["Поимённое голосование"].blocks
    assert [len(one.rows) for one in votes if isinstance(one, Table)] == [9, 9]


def test_a_single_annex_has_no_number() -> None:
    data = MinutesData(body=BODY, days=(date(2026, 12, 10),), number="1", quorum=(Finding("Правил нет."),))
    (annex,) = minutes(data).annexes
    assert annex.label[0] == "Приложение"
    assert "Приложение: заключения о правомочности и решениях." in text(minutes(data))


@pytest.mark.parametrize(
    "make",
    [
        lambda: SheetRegister(issued=10, valid=4, late=1, spoiled=1, duplicate=1, not_returned=4),
        lambda: Question(1, "О", counts=Counts(2, 0, 0), named=(Choice("А", "за"),)),
        lambda: CompositionData(ACT, "методического совета", 3, SEATS),
    ],
    ids=["sheets", "names", "seats"],
)
def test_figures_that_do_not_add_up_make_no_paper(make: object) -> None:
    with pytest.raises(DoesNotAddUp):
        make()  # type: ignore[operator]


@pytest.mark.clause("LU2-4.8-sheetreq")
def test_a_sheet_is_personal_and_says_how_to_fill_it() -> None:
    paper = sheet(sheet_data(1))
    said = text(paper)
    assert "Требования к заполнению" in said and NAMES[1] in said
    assert "Вернуть не позднее\n18.03.2026, 18:00 (МСК+4)" in said
    assert "За\nПротив\nВоздержался" in said
    assert paper.code is not None and paper.code.content == "OL-7F3A-02"
    # The older edition knows no code, but a sheet cannot do without it; minutes can.
    for profile in (GOST_2016, GOST_2025):
        corner = laid(paper, profile)
        assert corner.corner == paper.code and "Заполняет секретарь" in corner.note[0].text
    assert laid(minutes(SIGNED), GOST_2016).corner is None


def test_the_body_may_ask_for_its_own_requirements() -> None:
    said = text(sheet(replace(sheet_data(0), requirements=("Лист заполняется чернилами.",))))
    assert "1. Лист заполняется чернилами." in said and "2. Поздний лист не учитывается." in said
    assert "\n3. " not in said


def test_the_register_of_deliveries_has_room_to_sign() -> None:
    (table,) = (one for one in deliveries(deliveries_data()).blocks if isinstance(one, Table))
    assert table.columns[-1].title == "Подпись о получении" and table.tall
    assert len(table.rows) == 10 and all(row[-1] == "" for row in table.rows)


def test_a_notice_moves_or_calls_off_a_meeting() -> None:
    data = replace(notice_data(), reason="болезнь докладчика")
    moved = text(notice(replace(data, moved_from=(date(2026, 12, 5),))))
    assert (
        "о переносе заседания" in moved
        and "назначенное на 05.12.2026, переносится и состоится 10.12.2026" in moved
    )
    off = text(notice(replace(data, cancelled=True)))
    assert "об отмене заседания" in off and "Причина: болезнь докладчика." in off
    assert "Примерный перечень" not in off and "Начало" not in off
    assert "Примерный перечень вопросов\n1. О работе" in text(notice(data))


def test_a_composition_is_compared_by_person() -> None:
    one, two, three = (Somebody(name) for name in NAMES[:3])
    before = (Seat("председатель", one), Seat("секретарь", two))
    after = (Seat("председатель", two), Seat("секретарь", three))
    found = difference(before, after)
    assert [seat.person for seat in found.joined] == [three]
    assert [seat.person for seat in found.left] == [one]
    assert found.moved == ((before[1], after[0]),)
    assert not difference(before, before)
    said = text(composition_act(CompositionData(ACT, "методического совета", 3, after, before, "приказ № 1")))
    assert "численностью 3 человека" in said and "Вакантных мест\n1" in said
    assert "секретарь → председатель" in said and "утратившим силу приказ № 1" in said


def test_an_extract_holds_only_the_questions_asked_for() -> None:
    paper = extract(SIGNED, (2,), date(2026, 12, 21), SECRETARY)
    said = text(paper)
    assert "2. О плане семинаров" in said and "1. О работе районных" not in said
    assert "Выписка верна." in said and said.endswith("21.12.2026")
    assert paper.date == "10–11.12.2026" and not paper.annexes


def test_attendance_not_taken_is_no_zero() -> None:
    untaken = Held(date(2026, 4, 1), "Обмен опытом")
    data = analysis_data()
    said = text(analysis(replace(data, meetings=(*data.meetings, untaken))))
    assert "82,1 % (46 из 56)" in said and "5 при требуемых 4" in said
    assert "не проверено" in said and "1 из 3" in said
    assert "Работа с молодыми учителями." in said
    assert "Посещаемость" not in text(analysis(replace(data, meetings=(untaken,))))


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ((date(2026, 12, 10),), "10.12.2026"),
        ((date(2026, 12, 11), date(2026, 12, 10)), "10–11.12.2026"),
        ((date(2026, 12, 31), date(2027, 1, 11)), "31.12.2026 – 11.01.2027"),
    ],
)
def test_days_of_a_meeting(dates: tuple[date, ...], said: str) -> None:
    assert days(dates) == said


def test_names_are_shortened_and_short_ones_stay() -> None:
    assert initials(NAMES[1]) == "Ӱ.\u00a0Ӧ.\u00a0Јаманова" and short(NAMES[1]) == "Јаманова\u00a0Ӱ.\u00a0Ӧ."
    assert initials("И. И. Иванов") == "И.\u00a0И.\u00a0Иванов" and short("Волков") == "Волков"


def test_words_of_the_data_are_never_commands() -> None:
    hostile = '#read("/etc/passwd") $x$ *не жирный* _а_ `к` <b>&amp; \\ "кавычки" @ссылка // ]{}'
    question = Question(1, hostile, heard=(hostile,))
    data = replace(DRAFT, questions=(question,), attendance=Attendance(), opinions=(), sheets=None)
    assert hostile in text(minutes(data))
    assert len(to_pdf(minutes(data))) > 1000
