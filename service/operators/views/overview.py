"""All tenants at a glance; erasures with their certificates."""

from flask import Response, g, redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import undefer

from service.core import revisions
from service.core.errors import NotFound
from service.core.paging import paging
from service.core.product import VERSION
from service.documents.files import DOCX, MEGABYTE, PDF
from service.operators import actions, queries
from service.operators.model import Erasure
from service.operators.standing import standing
from service.operators.views.pages import OPERATORS, WORDS, Answer, platform
from service.web.guard import operators_only
from service.web.shell import shell
from service.web.show import form_with, show

STATES = ("active", "suspended")
"""What the list may be narrowed to."""


@OPERATORS.get("/")
@operators_only
def overview() -> str:
    """Tenants with size, limits and versions, found by ?q= and ?state=, by page; what waits and failed."""
    queue = standing(shell().queue)
    with platform() as db:
        words, status = request.args.get("q", "").strip()[:100], request.args.get("state", "")
        status = status if status in STATES else ""
        return show(
            "operators/overview.html",
            page=queries.listed(db, paging(request.args.get("page", 1)), words, status),
            slugs=queries.slugs(db, {one.tenant_id for one in queue.failures}),
            form=form_with({"q": words, "state": status}),
            narrowed=bool(words or status),
            total=queries.total(db),
            tasks=queries.tasks(db)[:10],
            log=queries.log_of(db)[:10],
            queue=queue,
            version=VERSION,
            schema=revisions.newest(),
            megabyte=MEGABYTE,
            **WORDS,
        )


@OPERATORS.get("/erasures")
@operators_only
def erasures() -> str:
    """Erasures asked for and done, with their certificates."""
    with platform() as db:
        return show("operators/erasures.html", erasures=queries.erasures(db), stopped=queries.stopped(db))


@OPERATORS.post("/erasures/<int:number>/again")
@operators_only
def repeat(number: int) -> Answer:
    """Begin an erasure again that failed."""
    with platform() as db:
        actions.repeat_erasure(db, number, g.account.id)
    return redirect(url_for("operators.erasures"))


@OPERATORS.get("/erasures/<number>/certificate.pdf", defaults={"form": "pdf"})
@OPERATORS.get("/erasures/<number>/certificate.docx", defaults={"form": "docx"})
@operators_only
def certificate(number: str, form: str) -> Response:
    """The certificate of an erasure as PDF or DOCX."""
    kinds = {"pdf": (PDF, Erasure.pdf), "docx": (DOCX, Erasure.docx)}
    if not number.isdecimal() or len(number) > 18:
        raise NotFound()
    media, column = kinds[form]
    with platform() as db:
        chosen = select(Erasure).where(Erasure.id == int(number)).options(undefer(column))
        found = db.execute(chosen).scalar_one_or_none()
    content = getattr(found, form, None)
    if content is None:
        raise NotFound()
    said = {"Content-Disposition": f'attachment; filename="erasure-{number}.{form}"'}
    return Response(content, mimetype=media, headers=said)
