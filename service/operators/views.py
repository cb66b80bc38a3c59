"""Pages of the platform's operators: tenants, their sizes and states, and what may be done with one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Blueprint, Response, g, redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer
from werkzeug.wrappers import Response as AnyResponse

from service.archive import shelf
from service.core import clock, revisions
from service.core.errors import FieldProblem, Invalid, NotFound, Problem, Unavailable
from service.core.language import N_
from service.core.product import VERSION
from service.documents.files import DOCX, MEGABYTE, PDF
from service.operators import actions, from_files, making, queries
from service.operators.model import Erasure
from service.operators.names import EVENT_WORDS, KIND_WORDS, STATUS_WORDS
from service.operators.standing import standing
from service.operators.tasks import OWNER
from service.web.guard import operators_only
from service.web.shell import shell
from service.web.show import form_with, show

blueprint = Blueprint("operators", __name__, template_folder="templates", url_prefix="/operator")
NO_PLATFORM = N_("У веб-сервера нет адреса роли платформы: задайте DATABASE_PLATFORM_URL.")
NO_FILE = N_("Выберите файл архива.")
NO_NUMBER = N_("Нужно целое число или ничего.")
WORDS = {"events": EVENT_WORDS, "kinds": KIND_WORDS, "statuses": STATUS_WORDS}
Answer = str | AnyResponse | tuple[str, int]


@contextmanager
def platform() -> Iterator[Session]:
    """A transaction under the platform's role: it reaches no row of any tenant."""
    engine = shell().platform_engine
    if engine is None:
        raise Unavailable(NO_PLATFORM)
    with Session(engine, expire_on_commit=False) as db, db.begin():
        yield db


@blueprint.get("/")
@operators_only
def overview() -> str:
    """Every tenant with its size, limits and versions; what waits, what failed, the last backup."""
    queue = standing(shell().queue)
    with platform() as db:
        listed = queries.listed(db)
        return show(
            "operators/overview.html",
            listed=listed,
            slugs={one.tenant.id: one.tenant.slug for one in listed},
            total=queries.total(db),
            tasks=queries.tasks(db)[:10],
            log=queries.log_of(db)[:10],
            queue=queue,
            version=VERSION,
            schema=revisions.newest(),
            megabyte=MEGABYTE,
            **WORDS,
        )


@blueprint.get("/tenants/<district>")
@operators_only
def tenant(district: str) -> str:
    """One tenant: what it takes, what was done with it, what may be done."""
    return _tenant(district)


def _tenant(district: str, values: dict[str, Any] | None = None, problem: Problem | None = None) -> str:
    with platform() as db:
        found = next((one for one in queries.listed(db) if one.tenant.slug == district), None)
        if found is None:
            raise NotFound()
        limits = {"quota_people": found.tenant.quota_people}
        if found.tenant.quota_bytes is not None:
            limits["quota_files"] = found.tenant.quota_bytes // MEGABYTE
        return show(
            "operators/tenant.html",
            one=found,
            erasure=queries.open_erasure(db, district),
            tasks=queries.tasks(db, district),
            log=queries.log_of(db, district),
            form=form_with(limits if values is None else values, problem),
            megabyte=MEGABYTE,
            now=clock.now(),
            wait=actions.WAIT.days,
            **WORDS,
        )


def _act(district: str, act: Any) -> Answer:
    """Do something with a tenant and show it again; what is refused stands above the form as it was typed."""
    try:
        with platform() as db:
            act(db)
    except Problem as problem:
        return _tenant(district, request.form.to_dict(), problem), problem.status
    return redirect(url_for("operators.tenant", district=district))


@blueprint.post("/tenants/<district>/suspend")
@operators_only
def suspend(district: str) -> Answer:
    """Suspend the tenant."""
    why = request.form.get("why", "")
    return _act(district, lambda db: actions.suspend(db, district, why, g.account.id, clock.now()))


@blueprint.post("/tenants/<district>/resume")
@operators_only
def resume(district: str) -> Answer:
    """Resume the tenant."""
    return _act(district, lambda db: actions.resume(db, district, g.account.id))


@blueprint.post("/tenants/<district>/quotas")
@operators_only
def quotas(district: str) -> Answer:
    """Set the limits of files and people; an empty field is no limit."""

    def act(db: Session) -> None:
        files, people = _number("quota_files"), _number("quota_people")
        size = None if files is None else files * MEGABYTE
        actions.set_quotas(db, district, size, people, g.account.id)

    return _act(district, act)


def _number(name: str) -> int | None:
    given = request.form.get(name, "").strip()
    if given and (not given.isdecimal() or len(given) > 9):
        raise Invalid(fields=(FieldProblem(name, NO_NUMBER),))
    return int(given) if given else None


@blueprint.post("/tenants/<district>/export")
@operators_only
def export(district: str) -> Answer:
    """Ask for an archive on the server; it is never sent to the operator's browser."""
    return _act(district, lambda db: actions.ask_export(db, district, g.account.id))


@blueprint.post("/tenants/<district>/erasure")
@operators_only
def ask_erasure(district: str) -> Answer:
    """The first step of an erasure."""
    basis = request.form.get("basis", "")
    return _act(district, lambda db: actions.ask_erasure(db, district, basis, g.account.id, clock.now()))


@blueprint.post("/tenants/<district>/erasure/withdraw")
@operators_only
def withdraw_erasure(district: str) -> Answer:
    """Take the first step back."""
    return _act(district, lambda db: actions.withdraw_erasure(db, district, g.account.id, clock.now()))


@blueprint.post("/tenants/<district>/erasure/confirm")
@operators_only
def confirm_erasure(district: str) -> Answer:
    """The second step, after the wait, by the slug typed."""
    typed = request.form.get("typed", "")
    return _act(district, lambda db: actions.confirm_erasure(db, district, typed, g.account.id, clock.now()))


@blueprint.get("/new")
@operators_only
def new() -> str:
    """A form for another municipality, and one for an archive."""
    return _new()


def _new(values: dict[str, str] | None = None, problem: Problem | None = None) -> str:
    with platform() as db:
        regions = [(one.slug, one.title()) for one in queries.regions(db)]
    limit = shell().settings.upload_limit // MEGABYTE
    return show("operators/new.html", form=form_with(values, problem), regions=regions, limit=limit)


@blueprint.post("/new")
@operators_only
def create() -> Answer:
    """Make a municipality of a region."""
    values = request.form.to_dict()
    try:
        with platform() as db:
            made = making.create_tenant(db, values, g.account.id)
    except Invalid as problem:
        return _new(values, problem), problem.status
    return redirect(url_for("operators.tenant", district=made.slug))


@blueprint.post("/new/files")
@operators_only
def create_by_files() -> Answer:
    """Make a municipality by the files of its profile."""
    given = [(one.filename or "", one.read()) for one in request.files.getlist("profile")]
    try:
        with platform() as db:
            made = from_files.create_from_files(db, given, g.account.id)
    except Invalid as problem:
        return _new({}, problem), problem.status
    return redirect(url_for("operators.tenant", district=made.slug))


@blueprint.post("/import")
@operators_only
def bring() -> Answer:
    """Take an archive in; the scheduler checks it whole before a row is written."""
    values, file = request.form.to_dict(), request.files.get("file")
    slug = values.get("import_slug", "").strip()
    faults = []
    if not making.SLUG.match(slug) or slug in making.RESERVED:
        faults.append(FieldProblem("import_slug", making.BAD_SLUG))
    if file is None or not file.filename:
        faults.append(FieldProblem("file", NO_FILE))
    if faults or file is None:
        problem = Invalid(fields=tuple(faults))
        return _new(values, problem), problem.status
    key = shelf.new_key()
    path = shelf.place(shell().settings.data, OWNER, key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.save(path)
    with platform() as db:
        actions.ask_import(db, slug, key, values.get("seal", "").strip(), g.account.id)
    return redirect(url_for("operators.overview"))


@blueprint.get("/erasures")
@operators_only
def erasures() -> str:
    """Erasures asked for and done, with their certificates."""
    with platform() as db:
        return show("operators/erasures.html", erasures=queries.erasures(db))


@blueprint.get("/erasures/<number>/certificate.<form>")
@operators_only
def certificate(number: str, form: str) -> Response:
    """The certificate of an erasure as PDF or DOCX."""
    kinds = {"pdf": (PDF, Erasure.pdf), "docx": (DOCX, Erasure.docx)}
    if form not in kinds or not number.isdecimal() or len(number) > 18:
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
