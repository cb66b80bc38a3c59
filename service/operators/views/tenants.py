"""One tenant: what it takes, what was done with it, what may be done."""

from typing import Any

from flask import g, redirect, request, url_for
from sqlalchemy.orm import Session

from service.core import clock
from service.core.errors import FieldProblem, Invalid, Problem
from service.core.language import N_
from service.documents.files import MEGABYTE
from service.operators import actions, queries
from service.operators.inviting import is_administered
from service.operators.views.pages import OPERATORS, WORDS, Answer, inside, platform
from service.web.guard import operators_only
from service.web.show import form_with, show

NO_NUMBER = N_("Нужно целое число или ничего.")


@OPERATORS.get("/tenants/<district>")
@operators_only
def tenant(district: str) -> str:
    """One tenant: what it takes, what was done with it, what may be done."""
    return page_of(district)


def page_of(
    district: str,
    values: dict[str, Any] | None = None,
    problem: Problem | None = None,
    *,
    inviting: bool = False,
    **more: Any,
) -> str:
    """The page of one tenant, with what was typed into one of its forms and what is wrong with it."""
    with platform() as db:
        found = queries.line(db, district)
        with inside(found.tenant) as scope:
            administered = is_administered(scope)
        limits = {"quota_people": found.tenant.quota_people}
        if found.tenant.quota_bytes is not None:
            limits["quota_files"] = found.tenant.quota_bytes // MEGABYTE
        return show(
            "operators/tenant.html",
            one=found,
            erasure=queries.open_erasure(db, district),
            stopped=queries.stopped(db),
            tasks=queries.tasks(db, district),
            log=queries.log_of(db, district),
            form=form_with(values if values and not inviting else limits, None if inviting else problem),
            inviting=form_with(values, problem) if inviting else form_with(),
            megabyte=MEGABYTE,
            now=clock.now(),
            wait=actions.WAIT.days,
            administered=administered,
            **more,
            **WORDS,
        )


def _act(district: str, act: Any) -> Answer:
    """Do something with a tenant and show it again; what is refused stands above the form as it was typed."""
    try:
        with platform() as db:
            act(db)
    except Problem as problem:
        return page_of(district, request.form.to_dict(), problem), problem.status
    return redirect(url_for("operators.tenant", district=district))


@OPERATORS.post("/tenants/<district>/suspend")
@operators_only
def suspend(district: str) -> Answer:
    """Suspend the tenant."""
    why = request.form.get("why", "")
    return _act(district, lambda db: actions.suspend(db, district, why, g.account.id, clock.now()))


@OPERATORS.post("/tenants/<district>/resume")
@operators_only
def resume(district: str) -> Answer:
    """Resume the tenant."""
    return _act(district, lambda db: actions.resume(db, district, g.account.id))


@OPERATORS.post("/tenants/<district>/quotas")
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


@OPERATORS.post("/tenants/<district>/export")
@operators_only
def export(district: str) -> Answer:
    """Ask for an archive on the server; it is never sent to the operator's browser."""
    return _act(district, lambda db: actions.ask_export(db, district, g.account.id))


@OPERATORS.post("/tenants/<district>/erasure")
@operators_only
def ask_erasure(district: str) -> Answer:
    """The first step of an erasure."""
    basis = request.form.get("basis", "")
    return _act(district, lambda db: actions.ask_erasure(db, district, basis, g.account.id, clock.now()))


@OPERATORS.post("/tenants/<district>/erasure/withdraw")
@operators_only
def withdraw_erasure(district: str) -> Answer:
    """Take the first step back."""
    return _act(district, lambda db: actions.withdraw_erasure(db, district, g.account.id, clock.now()))


@OPERATORS.post("/tenants/<district>/erasure/confirm")
@operators_only
def confirm_erasure(district: str) -> Answer:
    """The second step, after the wait, by the slug typed."""
    typed = request.form.get("typed", "")
    return _act(district, lambda db: actions.confirm_erasure(db, district, typed, g.account.id, clock.now()))
