"""The blueprint of the people's pages; every file of the package adds its own."""

from flask import Blueprint

from service.people.views.words import refusal_words

PEOPLE = Blueprint("people", __name__, url_prefix="/<slug>", template_folder="../templates")
PEOPLE.add_app_template_filter(refusal_words, "refusal_words")
