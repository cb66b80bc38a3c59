"""The rows of a tenant as small registers: read by the mapper, joined in Python, not by the compiler."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import select

from service.diagnostics.model import Diagnostics, Route
from service.events.model import Attendance, Event
from service.meetings.model.bodies import Body, Seat
from service.mentoring.model import MentoringPair
from service.monitoring.model import Cycle
from service.people.model.organisations import Organisation, OrganisationDocument
from service.people.model.persons import Employment, Experience, Person
from service.people.rules import experience_on
from service.roadmap.model import RoadmapItem
from service.tenancy.context import TenantSession
from service.training.model import ManagementTeam, TeamTraining, Training
from tests.monitoring.small_bodies import Bodies
from tests.monitoring.small_papers import Papers
from tests.monitoring.spans import Row, span


def small_registers(db: TenantSession, as_of: date) -> dict[str, list[Row]]:
    """All registers of the session's tenant as the rule engine takes them."""
    read = _Reader(db, as_of)
    return {
        "people": read.people(),
        "organisations": read.organisations(),
        "teams": read.teams(),
        "units": read.bodies.units(),
        "associations": read.bodies.associations(),
        "meetings": read.bodies.meetings(),
        "quarters": read.bodies.quarters(),
        "services": Papers(db, as_of).services(),
        "required_documents": Papers(db, as_of).required(),
        "cycles": [read.cycle(one) for one in read.all(Cycle) if one.organisation_id is None],
        "roadmap": [
            {"id": one.id, "due_on": one.due_on, "done_on": read.past(one.done_on)}
            for one in read.all(RoadmapItem)
        ],
    }


class _Reader:
    def __init__(self, db: TenantSession, as_of: date) -> None:
        self.db, self.as_of = db, as_of
        self.bodies = Bodies(db, as_of)

    def all(self, model: Any) -> list[Any]:
        return list(self.db.execute(select(model)).scalars())

    def by_id(self, model: Any) -> dict[int, Any]:
        return {row.id: row for row in self.all(model)}

    def past(self, day: date | None) -> date | None:
        return day if day and day <= self.as_of else None

    def cycle(self, one: Cycle) -> Row:
        return {"id": one.id, "finished_on": one.finished_on, "analysed": bool(self.past(one.analysed_on))}

    def people(self) -> list[Row]:
        persons, places = self.by_id(Person), self.by_id(Organisation)
        records, years = self.records(), self.experience()
        return [
            {
                "id": job.person_id,
                "position": job.position,
                "organisation": places[job.organisation_id].code,
                "organisation_type": places[job.organisation_id].type,
                "birth_date": persons[job.person_id].birth_date,
                **span(job, places[job.organisation_id]),
                **years[job.person_id],
                **{name: list(found[job.person_id]) for name, found in records.items()},
            }
            for job in self.all(Employment)
            if job.kind == "main" and places[job.organisation_id].own
        ]

    def experience(self) -> dict[int, Row]:
        found: dict[int, Row] = defaultdict(dict)
        for one in self.all(Experience):
            found[one.person_id][f"experience_{one.kind}"] = experience_on(one.years, one.as_of, self.as_of)
        return found

    def records(self) -> dict[str, dict[int, list[Row]]]:
        found: dict[str, dict[int, list[Row]]] = {
            name: defaultdict(list)
            for name in (
                "trainings",
                "routes",
                "mentoring",
                "diagnostics",
                "communities",
                "councils",
                "support",
            )
        }
        facts = ("finished_on", "kind", "hours", "federal_register", "after_diagnostics", "informal")
        for one in self.all(Training):
            found["trainings"][one.person_id].append({name: getattr(one, name) for name in facts})
        for one in self.all(Route):
            life = span(one)
            life["from"] = max(filter(None, (life["from"], one.developed_on)))
            route = {"developed_on": one.developed_on, "approved_on": self.past(one.approved_on), **life}
            found["routes"][one.person_id].append(route)
        for one in self.all(MentoringPair):
            found["mentoring"][one.mentor_id].append({"role": "mentor", **span(one)})
            found["mentoring"][one.mentee_id].append({"role": "mentee", **span(one)})
        for one in self.all(Diagnostics):
            found["diagnostics"][one.person_id].append({"on": one.on, "kind": one.kind})
        for person, row in self.bodies.memberships():
            found["communities"][person].append(row)
        bodies = self.by_id(Body)
        for one in self.all(Seat):
            of = bodies[one.council_id]
            if of.kind not in ("council", "expert_council"):
                continue
            found["councils"][one.person_id].append({"kind": of.kind, **span(one, of)})
        events = self.by_id(Event)
        for one in self.all(Attendance):
            event = events[one.event_id]
            if event.kind == "young_support":
                found["support"][one.person_id].append({"on": event.on, "kind": event.kind})
        return found

    def team_trainings(self) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = defaultdict(list)
        for one in self.all(TeamTraining):
            found[one.team_id].append({"finished_on": one.finished_on, "kind": one.kind})
        return found

    def teams(self) -> list[Row]:
        places, trained = self.by_id(Organisation), self.team_trainings()
        return [
            {"id": one.id, "organisation": place.code, "trainings": trained[one.id], **span(one, place)}
            for one in self.all(ManagementTeam)
            if (place := places[one.organisation_id]).own
        ]

    def organisations(self) -> list[Row]:
        trained, teams = self.team_trainings(), self.all(ManagementTeam)
        listed = []
        for place in self.all(Organisation):
            if not place.own:
                continue
            mine = [one.id for one in teams if one.organisation_id == place.id]
            listed.append(
                {
                    "id": place.id,
                    "type": place.type,
                    **span(place),
                    "team_trainings": [row for team in mine for row in trained[team]],
                    "documents": [
                        {"kind": one.kind, **span(one)} for one in self.of(OrganisationDocument, place)
                    ],
                    "mentoring_pairs": [span(one) for one in self.of(MentoringPair, place)],
                    "cycles": [
                        {name: value for name, value in self.cycle(one).items() if name != "id"}
                        for one in self.of(Cycle, place)
                    ],
                }
            )
        return listed

    def of(self, model: Any, place: Any) -> list[Any]:
        return [one for one in self.all(model) if one.organisation_id == place.id]
