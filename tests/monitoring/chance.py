"""A district of chance: rows with every kind of edge, from one seed."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from tests.monitoring.district import District

EDGES = (
    date(2023, 1, 1), date(2023, 12, 31), date(2025, 8, 31), date(2025, 9, 1), date(2025, 12, 31),
    date(2026, 1, 1), date(2026, 5, 31), date(2026, 6, 1), date(2026, 12, 31),
)  # fmt: skip
FIRST, DAYS = date(2022, 6, 1), 1900
TYPES = ("general", "general", "preschool", "additional", "other")
POSITIONS = ("teacher", "teacher", "teacher", "head", "deputy_head", "staff")
KINDS = ("pk", "pp", "internship")


class Chance:
    """Fills a district with rows; equal seeds give equal rows."""

    def __init__(self, made: District, seed: int) -> None:
        self.made = made
        self.random = Random(seed)  # noqa: S311 - equal seeds must give equal rows

    def day(self) -> date:
        if self.random.random() < 0.4:
            return self.random.choice(EDGES)
        return FIRST + timedelta(days=self.random.randrange(DAYS))

    def maybe(self) -> date | None:
        return self.day() if self.random.random() < 0.5 else None

    def yes(self, chance: float = 0.5) -> bool:
        return self.random.random() < chance

    def life(self) -> dict[str, date | None]:
        starts, ends = self.maybe(), self.maybe()
        if starts and ends and ends <= starts:
            starts, ends = (ends, starts) if ends < starts else (starts, None)
        return {"starts": starts, "ends": ends}

    def fill(self, people: int = 14, schools: int = 4) -> None:
        made, pick = self.made, self.random.choice
        places = [
            made.school(
                f"s{number}", pick(TYPES), own=self.yes(0.8), ends=self.maybe() if self.yes(0.3) else None
            )
            for number in range(schools)
        ]
        staff = [self.person(number, places) for number in range(people)]
        communities = [
            made.community(f"c{number}", pick(("association", "professional", "network")), ends=self.maybe())
            for number in range(3)
        ]
        councils = [made.council("council"), made.council("expert_council")]
        councils += [self.body(kind, places) for kind in ("association", "association", "active")]
        made.community("c3", "association", body=councils[2])
        events = [made.event(self.day(), pick(("young_support", "seminar"))) for _ in range(4)]
        for person in staff:
            self.records(person, communities, councils, events)
        for body in councils:
            self.meets(body)
        for body in councils[2:4]:
            self.papers(body, pick(staff))
            made.visit(body, pick(staff), self.day(), pick(("open_lesson", "mutual_visit")))
        for _ in range(4):
            mentor, mentee = self.random.sample(staff, 2)
            made.pair(mentor, mentee, pick(places), **self.life())
        for place in places:
            self.school(place)
        for _ in range(4):
            self.cycle(pick([None, *places]))
            made.roadmap(self.day(), self.maybe())

    def papers(self, body: int, person: int) -> None:
        made, pick = self.made, self.random.choice
        for code in ("regulation", "plan", "young_plan"):
            if self.yes(0.4):
                made.paper(body, code, pick((2024, 2025, 2026)))
        if self.yes(0.6):
            made.analysis(body, pick((2024, 2025, 2026)), pick(("draft", "submitted", "accepted")))
        if self.yes(0.6):
            made.plan(body, pick((2024, 2025, 2026)), items=self.yes(0.7))
        made.need(body, person, self.day())
        year = pick((None, 2025, 2026))
        made.required(pick(("regulation", "annual_plan")) + str(body), self.day(), year)

    def person(self, number: int, places: list[int]) -> int:
        made, pick = self.made, self.random.choice
        born = date(pick((1965, 1985, 1990, 1991, 1992, 1995)), pick((1, 2, 5, 12)), pick((1, 28)))
        years = (self.random.randrange(30), self.day()) if self.yes(0.7) else None
        person = made.person(f"п{number:02}", born if self.yes(0.8) else None, years)
        life = self.life()
        made.job(person, pick(places), pick(POSITIONS), **life)
        if life["ends"] and self.yes():
            made.job(person, pick(places), pick(POSITIONS), starts=life["ends"])
        if self.yes(0.3):
            made.job(person, pick(places), kind=pick(("internal", "external")))
        return person

    def records(self, person: int, communities: list[int], councils: list[int], events: list[int]) -> None:
        made, pick = self.made, self.random.choice
        for _ in range(self.random.randrange(3)):
            flags = {name: self.yes(0.6) for name in ("federal_register", "after_diagnostics", "informal")}
            made.training(person, self.day(), pick(KINDS), **flags)
        if self.yes():
            developed = self.day()
            later = developed + timedelta(days=self.random.randrange(1, 400))
            made.route(person, developed, later if self.yes() else None, later if self.yes() else None)
        if self.yes(0.4):
            made.diagnostics(person, self.day())
        if self.yes():
            made.joins(person, pick(communities), self.maybe())
        if self.yes(0.3):
            made.seat(person, pick(councils), self.maybe(), pick(("member", "member", "curator")))
        for event in events:
            if self.yes(0.3):
                made.attends(person, event)

    def body(self, kind: str, places: list[int]) -> int:
        school = self.random.choice(places) if self.yes(0.3) else None
        return self.made.council(kind, school=school, **self.life())

    def meets(self, body: int) -> None:
        """Meetings near the ends of days too: the day is the one where the district lies."""
        pick = self.random.choice
        for _ in range(self.random.randrange(7)):
            at = datetime.combine(self.day(), time(pick((0, 9, 16, 22)), 30), UTC)
            state = pick(("closed", "closed", "minutes_signed", "archived", "cancelled", "draft"))
            call = pick(("ordinary", "ordinary", "extraordinary", "repeat"))
            self.made.meeting(body, at, state, call, seminar=self.yes(0.4))

    def school(self, place: int) -> None:
        made, pick = self.made, self.random.choice
        for kind in ("development_plan", "mentoring_order"):
            if self.yes(0.7):
                made.document(place, kind, **self.life())
        if self.yes(0.8):
            team = made.team(place, ends=self.maybe() if self.yes(0.3) else None)
            for _ in range(self.random.randrange(3)):
                made.team_training(team, self.day(), pick(KINDS))

    def cycle(self, place: int | None) -> None:
        finished = self.day()
        analysed = finished + timedelta(days=self.random.randrange(60)) if self.yes(0.7) else None
        self.made.cycle(finished, analysed, place)
