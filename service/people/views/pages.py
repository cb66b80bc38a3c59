"""The blueprint of the people's pages; every file of the package adds its own."""

from flask import Blueprint

from service.people.views.words import refusal_words

PEOPLE = Blueprint("people", __name__, url_prefix="/<slug>/people", template_folder="../templates")
STAFF = Blueprint("staff", __name__, url_prefix="/<slug>/organisations", template_folder="../templates")
PEOPLE.add_app_template_filter(refusal_words, "refusal_words")
