"""What a form does with names, dates, boxes and words that do not fit."""

import pytest

from tests.people.makers import person, school
from tests.registers.samples import BOOK, SLUG, Maker, path
from tests.registers.test_pages import fill

TRAININGS, PAIRS, EDUCATION = BOOK.get("trainings"), BOOK.get("pairs"), BOOK.get("education")
COMMUNITIES, MEMBERS, ORGANISATIONS = (
    BOOK.get("communities"),
    BOOK.get("community-members"),
    BOOK.get("organisations"),
)
FACTS = {"kind": "pk", "programme": "Смысловое чтение", "finished_on": "5.3.2025"}


def entered(browser, register, values, status: int = 200):
    """The page after sending the form of a new record."""
    return browser.post(path(register, "new"), status, **values)


def id_of(page) -> int:
    """The record whose card a page is."""
    return int(page.response.request.path.rsplit("/", 1)[1])


def test_a_person_is_found_by_the_name_typed(app, maker: Maker, signed_in):
    browser = signed_in(SLUG)
    places = [school(app, SLUG, f"forms-{n}", f"Лицей {n}") for n in (1, 2)]
    one = person(app, SLUG, "Ӱренчикова", places[0])
    two = [person(app, SLUG, "Двойникова", place) for place in places]
    page = entered(browser, TRAININGS, {**FACTS, "person_id_name": "уренчикова айару"})
    assert maker.row(TRAININGS, id_of(page)).person_id == one
    page = entered(browser, TRAININGS, {**FACTS, "person_id_name": "Двойникова"}, 422)
    offered = [node.text() for node in page.html.css("select[name=person_id] option")]
    assert any("Лицей 1" in words for words in offered) and any("Лицей 2" in words for words in offered)
    assert page.html.css_first("[name=finished_on]").attributes["value"] == "2025-03-05"
    chosen = {**FACTS, "person_id_name": "Двойникова", "person_id": str(two[1])}
    assert maker.row(TRAININGS, id_of(entered(browser, TRAININGS, chosen))).person_id == two[1]
    page = entered(browser, TRAININGS, {**FACTS, "person_id_name": "Двойни", "person_id": str(one)}, 422)
    assert page.html.css("select[name=person_id] option"), "a part of a word is asked about, never guessed"
    page = entered(browser, TRAININGS, {**FACTS, "person_id_name": "Никто Такой"}, 422)
    assert "нет" in page.one(".form-error").text() and page.html.css_first(
        "#field-person_id_name[aria-invalid]"
    )


def test_a_name_typed_over_a_chosen_person_wins(app, maker: Maker, signed_in):
    record_id = maker.create(TRAININGS)
    other = person(app, SLUG, "Переименова", maker.place)
    fill(
        signed_in(SLUG),
        path(TRAININGS, f"{record_id}/edit"),
        {"person_id_name": "Переименова Айару Сергеевна"},
    )
    assert maker.row(TRAININGS, record_id).person_id == other


def test_what_the_database_refuses_is_said_at_the_field(maker: Maker, signed_in):
    browser, human = signed_in(SLUG), str(maker.person())
    page = entered(browser, TRAININGS, {**FACTS, "person_id": human, "started_on": "01.02.2026"}, 422)
    assert "не по порядку" in page.one("#error-finished_on").text()
    pair = {"mentor_id": human, "mentee_id": human, "organisation_id": str(maker.place)}
    assert "одно и то же" in entered(browser, PAIRS, pair, 422).one("#error-mentee_id").text()
    code = {"name": "Ещё одна", "type": "general", "code": "samples-school", "own": "1"}
    assert "уже есть" in entered(browser, ORGANISATIONS, code, 422).html.css_first(".form-error").text()


def test_a_named_record_is_not_removed(maker: Maker, signed_in):
    member = maker.row(MEMBERS, maker.create(MEMBERS))
    page = signed_in(SLUG).post(path(COMMUNITIES, f"{member.community_id}/remove"), 422)
    assert "ссылаются" in page.text
    assert maker.row(COMMUNITIES, member.community_id)


def test_what_nobody_said_stays_unknown_and_what_is_assumed_is_ticked(maker: Maker, signed_in):
    browser = signed_in(SLUG)
    page = entered(browser, EDUCATION, {"person_id": str(maker.person()), "level": "higher"})
    record_id = id_of(page)
    assert maker.row(EDUCATION, record_id).pedagogical is None
    fill(browser, path(EDUCATION, f"{record_id}/edit"), {"level": "secondary"})
    assert maker.row(EDUCATION, record_id).pedagogical is None
    assert browser.get(path(ORGANISATIONS, "new")).html.css_first("[name=own][checked]")


def test_a_card_lists_what_names_it_and_adds_more(maker: Maker, signed_in):
    browser = signed_in(SLUG)
    community = maker.create(COMMUNITIES)
    card = browser.get(path(COMMUNITIES, str(community)))
    address = card.links()["Добавить участника"]
    form = browser.get(address)
    assert form.html.css_first("select[name=community_id] option[selected]").attributes["value"] == str(
        community
    )
    back = fill(browser, address, {"person_id": str(maker.person()), "office": "member"})
    assert back.response.request.path == path(COMMUNITIES, str(community))
    assert "Образцов" in back.text and "1 запись" in back.text


@pytest.mark.clause("UK-15.2")
def test_a_community_has_a_leader_a_topic_members_and_an_address(maker: Maker, signed_in):
    browser = signed_in(SLUG)
    facts = {
        "name": "Клуб словесников",
        "kind": "professional",
        "subject": "Чтение",
        "site": "https://club.example",
    }
    community = id_of(entered(browser, COMMUNITIES, facts))
    for office in ("leader", "member"):
        member = {"person_id": str(maker.person()), "community_id": str(community), "office": office}
        entered(browser, MEMBERS, {**member, "starts": "01.09.2025"})
    card = browser.get(path(COMMUNITIES, str(community))).text
    assert "Чтение" in card and "https://club.example" in card
    assert "Руководитель" in card and "2 запис" in card
