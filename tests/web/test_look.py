"""The frame of every page: switches of language, year and theme, menu, notes, static files."""

import pytest
from flask import Flask, g, render_template_string

from service.core.errors import Problem
from service.core.language import current_language
from service.web.look import Look, register_look
from service.web.menu import BODIES, MenuItem, allowed, by_section

MENU = (
    MenuItem("front.page", "Пульт", main=True, icon="speedometer2"),
    MenuItem("front.council", "Методический совет", BODIES, permission="council:read"),
)
PAGE = """{% extends "base.html" %}{% from "macros/clause.html" import clause %}
{% block title %}{{ _a("Пульт") }}{% endblock %}
{% block content %}<h1>x</h1>
{% for _time in (1, 2) %}<div>{{ clause("п. 19", "Слова пункта.", "Приказ № 1") }}</div>{% endfor %}
{% endblock %}"""


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    app = Flask("service.web", static_folder=None)
    app.config["ASSETS_DIR"] = tmp_path_factory.mktemp("assets")
    register_look(app)
    app.register_error_handler(Problem, lambda problem: (problem.msgid, problem.status))

    def page():
        g.look = Look(title="Район", menu=MENU, years=(2025, 2024), person="Методист")
        return render_template_string(PAGE)

    app.add_url_rule("/", "front.page", page)
    app.add_url_rule("/council", "front.council", page)
    return app.test_client


def test_language_is_chosen_by_the_address_and_remembered(client):
    visitor = client()
    assert '<html lang="ru"' in visitor.get("/").text
    assert '<html lang="alt"' in visitor.get("/?lang=alt").text
    again = visitor.get("/").text
    assert '<html lang="alt"' in again
    assert "не проверен носителем" in again
    assert current_language() == "ru"


@pytest.mark.parametrize("query", ["lang=en", "year=25", "year=x", "year=1999"])
def test_an_unknown_switch_gets_a_clear_answer(client, query):
    answer = client().get(f"/?{query}")
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers


def test_year_and_theme_are_remembered_and_marked(client):
    visitor = client()
    visitor.get("/?year=2024&theme=dark")
    page = visitor.get("/").text
    assert 'data-bs-theme="dark"' in page
    assert 'href="/?year=2024" aria-current="true">2024/25' in page


def test_switches_keep_the_rest_of_the_address(client):
    assert 'href="/?q=a%26b&amp;lang=alt"' in client().get("/?q=a%26b").text


def test_a_clause_is_noted_once_for_print(client):
    page = client().get("/").text
    notes = page[page.index('class="notes') : page.index("</section>")]
    assert notes.count("<li>") == 1
    assert page.count("[1]") == 2


def test_menu_marks_the_present_page_and_hides_what_is_not_allowed(client):
    assert 'aria-current="page"><span>Методический совет' in client().get("/council").text
    assert [item.title for item in allowed(MENU, lambda permission: False)] == ["Пульт"]
    assert [section for section, _ in by_section(MENU)] == ["Служба", "Органы"]


def test_static_files_are_cached_for_ever_and_compressed(client):
    page = client().get("/").text
    address = page[page.index("/static/app") :].partition('"')[0]
    answer = client().get(address, headers={"Accept-Encoding": "br"})
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
