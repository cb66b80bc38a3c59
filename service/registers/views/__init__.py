"""Pages of every register: list, card with history, forms, removal and return, export and import."""

from flask import Blueprint

from service.registers.book import Book
from service.registers.views import cards, exchange, forms, lists, removal
from service.web.guard import requires
from service.web.register import Register

ONE = "/<int:record_id>"


def pages(register: Register, book: Book) -> Blueprint:
    """The blueprint with the pages of one register."""
    made = Blueprint(
        f"register_{register.name}",
        __name__,
        url_prefix=f"/<slug>/{register.address}",
        template_folder="../templates",
    )
    read, write = requires(register.read), requires(register.write)
    made.add_url_rule("/", "listing", read(lists.listing(register, book)))
    made.add_url_rule("/export.xlsx", "export", read(exchange.export(register, book)))
    made.add_url_rule("/template.xlsx", "template", write(exchange.template(register, book)))
    made.add_url_rule("/import", "upload", write(exchange.upload(register, book)))
    made.add_url_rule("/import", "preview", write(exchange.preview(register, book)), methods=["POST"])
    made.add_url_rule("/import/write", "write", write(exchange.write(register, book)), methods=["POST"])
    made.add_url_rule("/import/cancel", "cancel", write(exchange.cancel(register)), methods=["POST"])
    made.add_url_rule("/new", "new", write(forms.new(register, book)))
    made.add_url_rule("/new", "create", write(forms.create(register, book)), methods=["POST"])
    made.add_url_rule("/removed", "removed", write(removal.removed(register, book)))
    made.add_url_rule(ONE, "card", read(cards.card(register, book)))
    made.add_url_rule(f"{ONE}/edit", "edit", write(forms.edit(register, book)))
    made.add_url_rule(f"{ONE}/edit", "change", write(forms.change(register, book)), methods=["POST"])
    made.add_url_rule(f"{ONE}/remove", "remove", write(removal.remove(register, book)), methods=["POST"])
    made.add_url_rule(f"{ONE}/restore", "restore", write(removal.restore(register, book)), methods=["POST"])
    return made
