"""The Altai alphabet: repair of look-alikes, order of 37 letters, keys to search and match."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from service.core.alphabet import LETTERS, name_key, nfc, repair, search_key, sort_key

ALTAI_WORDS = st.text(alphabet=LETTERS + LETTERS.upper(), min_size=1, max_size=20)
TWINS = {"ј": "j", "ӧ": "ö", "ӱ": "ÿ", "ҥ": "ң"}


def test_alphabet_has_37_letters_in_composed_form():
    assert len(set(LETTERS)) == 37
    assert nfc(LETTERS) == LETTERS


def test_repairs_look_alikes_inside_cyrillic_words_only():
    result = repair("Jе ле ÿредÿчи, Ўреду; Jon, COPE")
    assert result.text == "Је ле ӱредӱчи, Ӱреду; Jon, COPE"
    assert result.changes == (("Jе", "Је"), ("ÿредÿчи", "ӱредӱчи"), ("Ўреду", "Ӱреду"))
    assert result.ask == ()


def test_leaves_zh_and_ng_alone():
    assert repair("журнал, жюри, тангма").text == "журнал, жюри, тангма"


def test_asks_about_other_latin_letters_with_a_suggestion_where_safe():
    result = repair("Иванoва Ооs")
    assert result.text == "Иванoва Ооs"
    assert [(doubt.word, doubt.suggestion) for doubt in result.ask] == [("Иванoва", "Иванова"), ("Ооs", None)]


@given(ALTAI_WORDS)
def test_repair_keeps_right_words_and_is_idempotent(word):
    assert repair(word).text == word
    spoiled = "а" + "".join(TWINS.get(letter, letter) for letter in word)
    once = repair(spoiled)
    assert once.text == "а" + word
    assert repair(once.text).text == once.text


@given(ALTAI_WORDS)
def test_decomposed_input_is_composed(word):
    assert repair(unicodedata.normalize("NFD", word)).text == word


def test_sorts_by_the_altai_order():
    words = ["Уй", "Ӱй", "Яан", "Дя", "Јол", "Еж", "Ёж", "Да", "На", "Ҥа", "Ом", "Ӧҥ", "Жол"]
    assert sorted(words, key=sort_key) == [
        "Да", "Дя", "Јол", "Еж", "Ёж", "Жол", "На", "Ҥа", "Ом", "Ӧҥ", "Уй", "Ӱй", "Яан",
    ]  # fmt: skip


@given(ALTAI_WORDS, ALTAI_WORDS)
def test_sort_key_orders_as_the_alphabet_and_ignores_case(left, right):
    places = [[LETTERS.index(letter) for letter in word.lower()] for word in (left, right)]
    assert (sort_key(left) < sort_key(right)) == (places[0] < places[1])
    assert sort_key(left.upper()) == sort_key(left.lower())


def test_a_short_name_sorts_before_the_longer_one():
    assert sort_key("Ада Я") < sort_key("Адаб А")


def test_search_finds_what_is_typed_without_diacritics():
    assert search_key("Ӱренчик") == search_key("уренчик")
    assert search_key("Jурт") == search_key("јурт")
    assert search_key("Ҥӧӱ — ёж") == "ноу-еж"
    assert search_key("ÿредÿчи") == "уредучи"


@given(st.text(st.sampled_from("АБВЁЖИЙОУЪЬЮЯабвёжийоуьюяЈјҤҥӦӧӰӱJjOoУu -–.'’"), max_size=60))
def test_keys_are_stable(text):
    assert search_key(search_key(text)) == search_key(text)
    assert name_key(name_key(text)) == name_key(text)


def test_name_key_ignores_signs_of_writing():
    expected = "иванова-петрова анна мариевна"
    assert name_key("  ИВАНОВА – Петрова  Анна\u00a0Мариевна ") == expected
    assert name_key("Ивано́ва-Петрoва Анна Мариевна") == expected
    assert name_key("О’Нил Ян") == name_key("О'Нил Ян") == "онил ян"
    assert name_key("Кыдыева А. М.") == name_key("Кыдыева А.М.") == "кыдыева а м"
