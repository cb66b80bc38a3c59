"""The API of comparison: the table, one indicator by days, publications, agreements."""

from typing import Any

from flask import Blueprint, g

from service.comparison import telling
from service.comparison.actions import agreements, publishing
from service.comparison.actions.publishing import intact
from service.comparison.asked import chosen_day, of_region, released
from service.comparison.names import ComparisonPermission
from service.comparison.queries import own, region
from service.comparison.questions import DayQuestion, FrozenQuestion
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
from service.core.language import N_
from service.core.paging import Page
from service.monitoring import frozen
from service.monitoring.asked import scope_on
from service.monitoring.queries import definition as find_definition
from service.monitoring.schema import MemberSchema, member
from service.web.api import PREFIX, accepts, asked_page, returns
from service.web.guard import requires
from service.web.shell import shell

blueprint = Blueprint("api_comparison", __name__, url_prefix=f"{PREFIX}/<slug>/comparison")
publications_api = Blueprint("api_publications", __name__, url_prefix=f"{PREFIX}/<slug>/publications")
agreements_api = Blueprint("api_share_agreements", __name__, url_prefix=f"{PREFIX}/<slug>/share-agreements")


@blueprint.get("")
@requires(ComparisonPermission.READ)
@accepts(query=DayQuestion())
@returns(ComparisonAnswer(), summary=N_("Сравнение на дату"))
def compared(query: dict[str, Any]) -> Any:
    """A region's municipalities by canonical indicators, or a district beside its pooled region."""
    given = query.get("as_of")
    if not of_region():
        days = own.days(g.scope)
        as_of = chosen_day(days, given)
        listed = own.beside_region(scope_on(as_of), as_of) if as_of else []
        return telling.beside(g.scope.tenant, listed, as_of, days)
    with released() as db:
        days = region.days(db)
        as_of = chosen_day(days, given) or g.scope.today
        return telling.table(region.table(scope_on(as_of), db, as_of), days)


@blueprint.get("/<code>")
@requires(ComparisonPermission.READ)
@returns(SeriesAnswer(), summary=N_("Показатель по дням публикаций"))
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


@publications_api.get("")
@requires(ComparisonPermission.READ)
@returns(PublicationRecord(), many=True, summary=N_("Публикации"))
def publications() -> Any:
    """Publications of the tenant."""
    return own.publications(g.scope, asked_page())


@publications_api.post("")
@requires(ComparisonPermission.PUBLISH)
@accepts(body=PublicationDraft())
@returns(PublicationRecord(), status=201, summary=N_("Опубликовать показатели"))
def publish(body: dict[str, Any]) -> Any:
    """Publish the canonical figures of a month's last day."""
    return publishing.publish(scope_on(min(body["as_of"], g.scope.today)), body)


@publications_api.get("/<int:publication_id>")
@requires(ComparisonPermission.READ)
@returns(PublicationCard(), summary=N_("Публикация с показателями"))
def publication(publication_id: int) -> Any:
    """A publication with its frozen figures."""
    found = own.publication(g.scope, publication_id)
    figures = own.figures_of(g.scope, found.id)
    return telling.publication(found, figures, intact(found, figures))


@publications_api.get("/<int:publication_id>/<code>/members")
@requires(ComparisonPermission.READ)
@accepts(query=FrozenQuestion())
@returns(MemberSchema(), many=True, summary=N_("Записи за опубликованным числом"))
def members(publication_id: int, code: str, query: dict[str, Any]) -> Any:
    """The very records behind a frozen figure."""
    found = own.publication(g.scope, publication_id)
    listed = own.sides(own.figure_of(g.scope, found.id, code))[query.get("side", "numerator")]
    definition = find_definition(scope_on(found.as_of), code)
    page = frozen.named(g.scope, definition, listed, found.as_of, asked_page())
    subject = definition.params.subject.name
    return Page([member(one, subject) for one in page.items], page.total, page.paging)


@agreements_api.get("")
@requires(ComparisonPermission.READ)
@returns(AgreementRecord(), many=True, summary=N_("Соглашения о передаче показателей"))
def listed() -> Any:
    """Agreements of the tenant."""
    page = own.agreements(g.scope, asked_page())
    return Page([_told(one) for one in page.items], page.total, page.paging)


@agreements_api.post("")
@requires(ComparisonPermission.AGREE)
@accepts(body=AgreementDraft())
@returns(AgreementRecord(), status=201, summary=N_("Внести соглашение"))
def agree(body: dict[str, Any]) -> Any:
    """Enter an agreement with the tenant's region."""
    return _told(agreements.agree(g.scope, body))


@agreements_api.get("/<int:agreement_id>")
@requires(ComparisonPermission.READ)
@returns(AgreementRecord(), summary=N_("Соглашение"))
def agreement(agreement_id: int) -> Any:
    """One agreement."""
    return _told(own.agreement(g.scope, agreement_id))


@agreements_api.post("/<int:agreement_id>/revoke")
@requires(ComparisonPermission.AGREE)
@accepts(body=RevocationDraft())
@returns(AgreementRecord(), summary=N_("Отозвать соглашение"))
def revoke(agreement_id: int, body: dict[str, Any]) -> Any:
    """Revoke an agreement."""
    return _told(agreements.revoke(g.scope, agreement_id, body["reason"]))


def _told(one: Any) -> dict[str, Any]:
    tenants = {tenant.id: tenant for tenant in shell().list_tenants()}
    return telling.agreement(one, tenants, g.scope.today)
