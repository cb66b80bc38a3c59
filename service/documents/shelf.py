"""The shelf of forms (виды документов): what all modules together offer templates for."""

from flask import current_app

from service.documents.forms.offered import DocumentForm


def forms() -> tuple[DocumentForm, ...]:
    """The forms on the cards of the modules, in their order."""
    return tuple(form for card in current_app.extensions["modules"] for form in card.forms)
