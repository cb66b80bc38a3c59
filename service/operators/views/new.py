"""Another tenant: a district or a region on others' rules, by the files of a profile, out of an archive."""

from flask import g, redirect, request, url_for

from service.archive import shelf
from service.core.errors import FieldProblem, Invalid, Problem
from service.core.language import N_
from service.documents.files import MEGABYTE
from service.operators import actions, from_files, making, queries
from service.operators.tasks import OWNER
from service.operators.views.pages import OPERATORS, Answer, platform
from service.web.guard import operators_only
from service.web.requests import afterwards
from service.web.shell import shell
from service.web.show import form_with, show

NO_FILE = N_("Выберите файл архива.")
FORMS = ("district", "region", "files", "archive")


@OPERATORS.get("/new")
@operators_only
def new() -> str:
    """A form for another municipality, and one for an archive."""
    return _new()


def _new(sent: str = "", values: dict[str, str] | None = None, problem: Problem | None = None) -> str:
    """The page; what is wrong stands in the form that was sent, by its name."""
    with platform() as db:
        regions = [(one.slug, one.title()) for one in queries.regions(db)]
        origins = [(one.slug, one.title()) for one in queries.with_acts(db)]
    limit = shell().settings.upload_limit // MEGABYTE
    forms = {name: form_with(values, problem) if name == sent else form_with() for name in FORMS}
    return show("operators/new.html", forms=forms, regions=regions, origins=origins, limit=limit)


@OPERATORS.post("/new")
@operators_only
def create() -> Answer:
    """Make a municipality of a region."""
    values = request.form.to_dict()
    try:
        with platform() as db:
            made = making.create_tenant(db, values, g.account.id)
    except Invalid as problem:
        return _new("district", values, problem), problem.status
    afterwards(shell().forget_tenants)
    return redirect(url_for("operators.tenant", district=made.slug))


@OPERATORS.post("/new/region")
@operators_only
def create_region() -> Answer:
    """Make a region on the rules of a district."""
    values = request.form.to_dict()
    try:
        with platform() as db:
            made = making.create_region(db, values, g.account.id)
    except Invalid as problem:
        return _new("region", values, problem), problem.status
    afterwards(shell().forget_tenants)
    return redirect(url_for("operators.tenant", district=made.slug))


@OPERATORS.post("/new/files")
@operators_only
def create_by_files() -> Answer:
    """Make a municipality or a region by the files of its profile."""
    given = [(one.filename or "", one.read()) for one in request.files.getlist("profile")]
    try:
        with platform() as db:
            made = from_files.create_from_files(db, given, g.account.id)
    except Invalid as problem:
        return _new("files", {}, problem), problem.status
    afterwards(shell().forget_tenants)
    return redirect(url_for("operators.tenant", district=made.slug))


@OPERATORS.post("/import")
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
        return _new("archive", values, problem), problem.status
    key = shelf.new_key()
    path = shelf.place(shell().settings.data, OWNER, key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.save(path)
    with platform() as db:
        actions.ask_import(db, slug, key, values.get("seal", "").strip(), g.account.id)
    return redirect(url_for("operators.overview"))
