"""The API of comparison: the table, one indicator by days, publications, agreements."""

from typing import Any

from flask import Blueprint, g, request

from service.comparison import telling
from service.comparison.actions import agreements, publishing
from service.comparison.actions.publishing import intact
from service.comparison.asked import chosen_day, of_region, released
from service.comparison.names import ComparisonPermission
from service.comparison.queries import own, region
from service.comparison.schema import (
    AgreementDraft,
    AgreementRecord,
    ComparisonAnswer,
    PublicationCard,
    PublicationDraft,
    PublicationRecord,
    RevocationDraft,
    SeriesAnswer,
)
from service.core.paging import Page
from service.monitoring.asked import scope_on
from service.web.api import PREFIX, accepts, asked_page, returns
from service.web.guard import requires
from service.web.shell import shell

blueprint = Blueprint("api_comparison", __name__, url_prefix=f"{PREFIX}/<slug>")


@blueprint.get("/comparison")
@requires(ComparisonPermission.READ)
@returns(ComparisonAnswer(), summary="Сравнение на дату")
def compared() -> Any:
    """A region's municipalities by canonical indicators, or a district beside its pooled region."""
    given = request.args.get("as_of")
    if not of_region():
        days = own.days(g.scope)
        as_of = chosen_day(days, given)
        listed = own.beside_region(scope_on(as_of), as_of) if as_of else []
        return telling.beside(g.scope.tenant, listed, as_of, days)
    with released() as db:
        days = region.days(db)
        as_of = chosen_day(days, given) or g.scope.today
        return telling.table(region.table(scope_on(as_of), db, as_of), days)


@blueprint.get("/comparison/<code>")
@requires(ComparisonPermission.READ)
@returns(SeriesAnswer(), summary="Показатель по дням публикаций")
def by_days(code: str) -> Any:
    """One canonical indicator on every published day."""
    one = region.definition(g.scope, code)
    if of_region():
        with released() as db:
            told = [
                {
                    "as_of": moment.as_of,
                    "broken": moment.broken,
                    "total": telling.total(moment.total),
                    "cells": [telling.cell(cell, None) for cell in moment.cells.values()],
                }
                for moment in region.series(g.scope, db, code)
            ]
    else:
        told = [
            {
                "as_of": moment.as_of,
                "broken": moment.broken,
                "total": telling.total(moment.pooled) if moment.pooled else None,
                "cells": [telling.cell(moment.cell, None)],
            }
            for moment in own.series(g.scope, code)
        ]
    return {"code": code, "title": one.rule.title, "kind": one.params.indicator, "moments": told}


@blueprint.get("/publications")
@requires(ComparisonPermission.READ)
@returns(PublicationRecord(), many=True, summary="Публикации")
def publications() -> Any:
    """Publications of the tenant."""
    return own.publications(g.scope, asked_page())


@blueprint.post("/publications")
@requires(ComparisonPermission.PUBLISH)
@accepts(body=PublicationDraft())
@returns(PublicationRecord(), status=201, summary="Опубликовать показатели")
def publish(body: dict[str, Any]) -> Any:
    """Publish the canonical figures of a month's last day."""
    return publishing.publish(scope_on(min(body["as_of"], g.scope.today)), body)


@blueprint.get("/publications/<int:publication_id>")
@requires(ComparisonPermission.READ)
@returns(PublicationCard(), summary="Публикация с показателями")
def publication(publication_id: int) -> Any:
    """A publication with its frozen figures."""
    found = own.publication(g.scope, publication_id)
    figures = own.figures_of(g.scope, found.id)
    return telling.publication(found, figures, intact(found, figures))


@blueprint.get("/share-agreements")
@requires(ComparisonPermission.READ)
@returns(AgreementRecord(), many=True, summary="Соглашения о передаче показателей")
def listed() -> Any:
    """Agreements of the tenant."""
    page = own.agreements(g.scope, asked_page())
    return Page([_told(one) for one in page.items], page.total, page.paging)


@blueprint.post("/share-agreements")
@requires(ComparisonPermission.AGREE)
@accepts(body=AgreementDraft())
@returns(AgreementRecord(), status=201, summary="Внести соглашение")
def agree(body: dict[str, Any]) -> Any:
    """Enter an agreement with the tenant's region."""
    return _told(agreements.agree(g.scope, body))


@blueprint.get("/share-agreements/<int:agreement_id>")
@requires(ComparisonPermission.READ)
@returns(AgreementRecord(), summary="Соглашение")
def agreement(agreement_id: int) -> Any:
    """One agreement."""
    return _told(own.agreement(g.scope, agreement_id))


@blueprint.post("/share-agreements/<int:agreement_id>/revoke")
@requires(ComparisonPermission.AGREE)
@accepts(body=RevocationDraft())
@returns(AgreementRecord(), summary="Отозвать соглашение")
def revoke(agreement_id: int, body: dict[str, Any]) -> Any:
    """Revoke an agreement."""
    return _told(agreements.revoke(g.scope, agreement_id, body["reason"]))


def _told(one: Any) -> dict[str, Any]:
    tenants = {tenant.id: tenant for tenant in shell().list_tenants()}
    return telling.agreement(one, tenants, g.scope.today)
