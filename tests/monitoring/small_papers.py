"""Services with their cycles and required documents as small registers, walked row by row in Python."""

from datetime import date
from typing import Any

from sqlalchemy import select

from service.associations.model.papers import AssociationAnalysis, AssociationDocument
from service.associations.model.plans import PlanItem
from service.associations.model.work import TeacherNeed
from service.documents.model import LegalAct, RequiredDocument
from service.meetings.model.bodies import Body, Seat
from service.meetings.model.plans import YearPlan
from service.monitoring.model import Cycle
from service.people.model.organisations import Organisation
from service.tenancy.context import TenantSession
from tests.monitoring.spans import Row, span

CODES = ("regulation", "analysis", "plan", "data_bank", "needs", "young_plan", "programmes")
ALWAYS: Row = {"from": None, "to": None}


class Papers:
    """The rows of the session's tenant on a day."""

    def __init__(self, db: TenantSession, as_of: date) -> None:
        self.db, self.as_of = db, as_of
        self.year = as_of.year - (as_of.month < 9)

    def all(self, model: Any) -> list[Any]:
        return list(self.db.execute(select(model)).scalars())

    def services(self) -> list[Row]:
        half = date(self.as_of.year, 1 if self.as_of.month < 7 else 7, 1)
        cycles = [one.organisation_id for one in self.all(Cycle) if half <= one.finished_on <= self.as_of]
        own = [
            {"id": one.id, "type": one.type, "cycles_half_year": cycles.count(one.id), **span(one)}
            for one in self.all(Organisation)
            if one.own
        ]
        return [{"id": 0, "type": "municipal", "cycles_half_year": cycles.count(None), **ALWAYS}, *own]

    def required(self) -> list[Row]:
        acts = {one.id: one for one in self.all(LegalAct)}
        kept = sum(
            acts[one.act_id].in_force(self.as_of) and one.year in (None, self.as_of.year)
            for one in self.all(RequiredDocument)
            if one.rule == "documents.mandatory"
        )
        listed = [
            {"id": n, "owner": "service", "number": n, "of_school": False, "kept": n <= kept, **ALWAYS}
            for n in range(1, 21)
        ]
        for body in self.all(Body):
            if body.kind == "association":
                here = self.here(body.id)
                listed += [
                    {
                        "id": body.id * 100 + place,
                        "owner": "association",
                        "code": code,
                        "of_school": body.organisation_id is not None,
                        "kept": code in here,
                        **span(body),
                    }
                    for place, code in enumerate(CODES, start=1)
                ]
        return listed

    def here(self, body: int) -> set[str]:
        mine = [one for one in self.all(AssociationDocument) if (one.body_id, one.year) == (body, self.year)]
        found = {one.code for one in mine}
        for one in self.all(AssociationAnalysis):
            if one.body_id == body and (
                (one.year == self.year - 1 and one.submitted_on is not None)
                or (one.year == self.year and one.state in ("submitted", "accepted"))
            ):
                found.add("analysis")
        plans = {one.id for one in self.all(YearPlan) if (one.body_id, one.year) == (body, self.year)}
        if any(one.plan_id in plans for one in self.all(PlanItem)):
            found.add("plan")
        for seat in self.all(Seat):
            if seat.council_id == body and seat.office != "curator" and seat.valid.contains(self.as_of):
                found.add("data_bank")
        if any(
            one.body_id == body and date(self.year, 9, 1) <= one.noted_on <= self.as_of
            for one in self.all(TeacherNeed)
        ):
            found.add("needs")
        return found
