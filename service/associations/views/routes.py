"""Addresses of the pages of associations."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from service.associations.views import analysing, card, filing, founding, listing, merging, records, terms

ONE = "/<int:body_id>"
RECORD = f"{ONE}/<kind>"
ROUTES: tuple[tuple[str, str, Callable[..., Any], str], ...] = (
    ("/", "listing", listing.listing, "GET"),
    ("/export.xlsx", "export", listing.export, "GET"),
    ("/merging", "merging", merging.merging, "GET"),
    ("/proposals", "inbox", listing.inbox, "GET"),
    ("/archive", "inventory", filing.inventory, "GET"),
    ("/archive/<int:body_id>/<paper>", "put_paper", filing.put, "POST"),
    ("/new", "new", founding.new, "GET"),
    ("/new", "create", founding.create, "POST"),
    ("/order", "order", terms.order, "GET"),
    ("/order", "confirm", terms.confirm, "POST"),
    ("/order/draft.docx", "order_draft", terms.draft, "GET"),
    (ONE, "card", card.card, "GET"),
    (f"{ONE}/edit", "edit", founding.edit, "GET"),
    (f"{ONE}/edit", "change", founding.change, "POST"),
    (f"{ONE}/election", "election", terms.election, "GET"),
    (f"{ONE}/election", "elect", terms.elect, "POST"),
    (f"{ONE}/acting", "acting", terms.acting, "GET"),
    (f"{ONE}/acting", "appoint", terms.appoint, "POST"),
    (f"{ONE}/closing", "closing", terms.closing, "GET"),
    (f"{ONE}/closing", "close", terms.close, "POST"),
    (f"{ONE}/people", "join", terms.join, "POST"),
    (f"{ONE}/people/<int:seat_id>/end", "leave", terms.leave, "POST"),
    (f"{ONE}/plan", "plan", card.plan, "GET"),
    (f"{ONE}/plan/forecast", "forecast", records.forecast, "POST"),
    (f"{ONE}/plan/step", "step", records.step, "POST"),
    (f"{ONE}/work", "activity", card.activity, "GET"),
    (f"{ONE}/papers", "papers", card.papers, "GET"),
    (f"{ONE}/bank", "bank", card.bank, "GET"),
    (f"{ONE}/bank.xlsx", "bank_export", card.bank_export, "GET"),
    (f"{ONE}/analysis", "analysis", analysing.page, "GET"),
    (f"{ONE}/analysis", "write_analysis", analysing.write, "POST"),
    (f"{ONE}/analysis/submit", "submit_analysis", analysing.submit, "POST"),
    (f"{ONE}/analysis/review", "review_analysis", analysing.review, "POST"),
    (f"{ONE}/analysis.docx", "analysis_docx", analysing.docx, "GET"),
    (f"{ONE}/visits/<int:record_id>/close", "close_visit", records.close_visit, "POST"),
    (f"{ONE}/proposals/<int:record_id>/answer", "answer", records.answer, "POST"),
    (f"{RECORD}/new", "new_record", records.new, "GET"),
    (f"{RECORD}/new", "create_record", records.create, "POST"),
    (f"{RECORD}/<int:record_id>", "edit_record", records.edit, "GET"),
    (f"{RECORD}/<int:record_id>", "change_record", records.change, "POST"),
    (f"{RECORD}/<int:record_id>/remove", "remove_record", records.remove, "POST"),
)


def pages() -> Blueprint:
    """The blueprint of the pages of associations."""
    blueprint = Blueprint(
        "associations", __name__, template_folder="../templates", url_prefix="/<slug>/associations"
    )
    for address, name, view, method in ROUTES:
        blueprint.add_url_rule(address, name, view, methods=[method], strict_slashes=False)
    return blueprint
