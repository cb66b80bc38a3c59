"""Differences of versions (сравнение редакций): a page, and the annex to an order."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, request, url_for
from werkzeug.wrappers import Response

from service.core.errors import FieldProblem, Forbidden, Invalid
from service.core.language import N_
from service.documents.files import DOCX
from service.documents.paper import to_docx
from service.rules.message import Message
from service.settings.annex import Compared, annex, compared_editions
from service.settings.differing import Line
from service.settings.names import SettingsPermission
from service.settings.views.drafts import difference_of, piece_of
from service.web.answers import file_answer
from service.web.guard import requires
from service.web.show import show

blueprint = Blueprint(
    "rule_differences", __name__, template_folder="../templates", url_prefix="/<slug>/profile/difference"
)
NOT_A_NUMBER = N_("Нужен номер редакции.")
DRAFT = N_("Проект «%(title)s» и действующая редакция %(number)s")
BETWEEN = N_("Редакции %(older)s и %(newer)s")


@dataclass(frozen=True)
class Asked:
    """What is compared: its lines, its name, the acts of both sides."""

    lines: list[Line]
    title: Message
    compared: Compared


@blueprint.get("", strict_slashes=False)
@requires(SettingsPermission.READ)
def page() -> str:
    """The difference of two versions, or of a draft and what is in force."""
    found = asked()
    given: dict[str, Any] = request.args.to_dict()
    return show("drafts/difference.html", found=found, paper=url_for("rule_differences.paper", **given))


@blueprint.get("/annex.docx")
@requires(SettingsPermission.READ)
def paper() -> Response:
    """The same as an annex to an order."""
    found = asked()
    return file_answer(to_docx(annex(found.compared, found.lines)), DOCX, "izmeneniya.docx")


def asked() -> Asked:
    """What the address asks for; a draft is shown to those who may see drafts."""
    name = g.scope.tenant.title()
    if request.args.get("draft"):
        if not g.scope.can(SettingsPermission.DRAFTS):
            raise Forbidden()
        piece = piece_of(_number("draft"))
        title = Message(DRAFT, {"title": piece.row.title, "number": piece.base.number})
        acts = (piece.base.act.citation if piece.base.act else "", piece.act.citation)
        made = piece.row.act_date or piece.day
        return Asked(difference_of(piece), title, Compared(name, *acts, piece.day, made))
    older, newer = _number("from"), _number("to")
    compared, changed = compared_editions(g.scope, older, newer)
    return Asked(changed, Message(BETWEEN, {"older": older, "newer": newer}), compared)


def _number(name: str) -> int:
    given = request.args.get(name, "")
    if not (given.isascii() and given.isdecimal() and len(given) < 9):
        raise Invalid(fields=(FieldProblem(name, NOT_A_NUMBER),))
    return int(given)
