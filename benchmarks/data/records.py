"""The rows of one municipality as lines of COPY: every register that the indicators read."""

from collections.abc import Iterator
from random import Random

from benchmarks.data.tenants import District
from benchmarks.data.words import name
from service.core.alphabet import search_key, sort_key

COLUMNS = {
    "organisation": "tenant_id, id, code, name, short_name, type, sort_key, search_key",
    "person": "tenant_id, id, last_name, first_name, middle_name, sort_key, search_key, birth_date,"
    " generated",
    "employment": "tenant_id, id, person_id, organisation_id, kind, position, position_title, valid",
    "experience": "tenant_id, id, person_id, kind, years, as_of",
    "training": "tenant_id, id, person_id, kind, programme, hours, finished_on, federal_register,"
    " after_diagnostics, informal",
    "diagnostics": 'tenant_id, id, person_id, kind, "on"',
    "route": "tenant_id, id, person_id, title, developed_on, approved_on, diagnostics_id, valid",
    "mentoring_pair": "tenant_id, id, organisation_id, mentor_id, mentee_id, valid",
    "community": "tenant_id, id, name, kind",
    "community_member": "tenant_id, id, community_id, person_id, valid",
    "council": "tenant_id, id, name, kind, established_seats",
    "seat": "tenant_id, id, council_id, person_id, office, valid",
    "event": 'tenant_id, id, name, kind, "on"',
    "attendance": "tenant_id, id, event_id, person_id",
    "organisation_document": "tenant_id, id, organisation_id, kind, title, valid",
    "management_team": "tenant_id, id, organisation_id, name",
    "team_training": "tenant_id, id, team_id, kind, programme, finished_on",
    "cycle": "tenant_id, id, title, finished_on, analysed_on",
    "roadmap_item": "tenant_id, id, number, title, due_on, done_on",
}
TABLES = tuple(COLUMNS)
KINDS = ("general", "general", "general", "preschool", "preschool", "additional")
POSITIONS = ("head", "deputy_head", "staff", *("teacher",) * 12)
TITLES = {
    "head": "Директор",
    "deputy_head": "Заместитель директора",
    "staff": "Секретарь",
    "teacher": "Учитель",
}
EVER = "[2019-09-01,)"
DONE = (r"\N", "2026-06-01", "2026-06-01")
COMMUNITY_KINDS = ("association", "professional", "network")


class Writer:
    """Makes lines; ids run on from municipality to municipality."""

    def __init__(self) -> None:
        self.last = dict.fromkeys(TABLES, 0)

    def _take(self, table: str, count: int) -> range:
        """The next ids of a table."""
        first = self.last[table] + 1
        self.last[table] += count
        return range(first, first + count)

    def lines(self, tenant: int, one: District) -> Iterator[tuple[str, str]]:
        """Tables with all their lines of one municipality."""
        random = Random(one.slug)  # noqa: S311 - the same people at every run
        places = self._take("organisation", one.organisations)
        people = self._take("person", one.teachers)
        yield "organisation", _organisations(tenant, places)
        yield "person", _people(tenant, people, random)
        yield "employment", self._jobs(tenant, people, places)
        years = self._take("experience", len(people))
        yield (
            "experience",
            "".join(
                f"{tenant}\t{row}\t{person}\tpedagogical\t{person * 7 % 40}\t2025-09-01\n"
                for row, person in zip(years, people, strict=True)
            ),
        )
        yield "training", self._trainings(tenant, one, people, random)
        yield from self._routes(tenant, one, people, random)
        yield from self._pairs(tenant, one, people, places, random)
        yield from self._bodies(tenant, people, random)
        yield from self._events(tenant, people, random)
        yield from self._schools(tenant, places)
        yield from self._calendar(tenant)

    def _jobs(self, tenant: int, people: range, places: range) -> str:
        """Everybody's main job; every eighth works in a second school too; some have left."""
        lines = []
        ids = iter(self._take("employment", len(people) + len(people) // 8))
        for place, person in enumerate(people):
            position = POSITIONS[place % len(POSITIONS)]
            valid = "[2019-09-01,2025-06-30)" if place % 29 == 28 else EVER
            school = places[place * len(places) // len(people)]
            title = TITLES[position]
            lines.append(f"{tenant}\t{next(ids)}\t{person}\t{school}\tmain\t{position}\t{title}\t{valid}\n")
            if place % 8 == 7:
                other = places[(place + 1) % len(places)]
                lines.append(
                    f"{tenant}\t{next(ids)}\t{person}\t{other}\tinternal\tteacher\tУчитель\t{EVER}\n"
                )
        return "".join(lines)

    def _trainings(self, tenant: int, one: District, people: range, random: Random) -> str:
        lines = []
        for row in self._take("training", one.trainings):
            person = people[random.randrange(len(people))]
            kind = ("pk", "pk", "pk", "pp", "internship")[row % 5]
            day = f"{2022 + row % 5}-{row % 9 + 1:02}-{row % 27 + 1:02}"
            flags = f"{'tf'[row % 3 != 0]}\t{'tf'[row % 4 != 0]}\t{'tf'[row % 10 != 0]}"
            lines.append(f"{tenant}\t{row}\t{person}\t{kind}\tПрограмма {row % 400}\t72\t{day}\t{flags}\n")
        return "".join(lines)

    def _routes(self, tenant: int, one: District, people: range, random: Random) -> Iterator[tuple[str, str]]:
        found, routes = [], []
        tests = self._take("diagnostics", one.routes)
        for row, test in zip(self._take("route", one.routes), tests, strict=True):
            person = people[random.randrange(len(people))]
            found.append(f"{tenant}\t{test}\t{person}\tmethodical\t2026-0{row % 8 + 1}-05\n")
            approved = r"\N" if row % 4 == 0 else "2026-09-20"
            since = "[2026-09-01,)"
            routes.append(f"{tenant}\t{row}\t{person}\tМаршрут\t2026-09-01\t{approved}\t{test}\t{since}\n")
        yield "diagnostics", "".join(found)
        yield "route", "".join(routes)

    def _pairs(
        self, tenant: int, one: District, people: range, places: range, random: Random
    ) -> Iterator[tuple[str, str]]:
        lines = []
        for row in self._take("mentoring_pair", one.pairs):
            mentor = random.randrange(len(people))
            mentee = (mentor + 1 + random.randrange(len(people) - 1)) % len(people)
            valid = "[2024-09-01,2025-05-31)" if row % 5 == 0 else "[2026-09-01,)"
            school = places[row % len(places)]
            lines.append(f"{tenant}\t{row}\t{school}\t{people[mentor]}\t{people[mentee]}\t{valid}\n")
        yield "mentoring_pair", "".join(lines)

    def _bodies(self, tenant: int, people: range, random: Random) -> Iterator[tuple[str, str]]:
        groups = self._take("community", 6)
        yield (
            "community",
            "".join(
                f"{tenant}\t{row}\tОбъединение {place + 1}\t{COMMUNITY_KINDS[place % 3]}\n"
                for place, row in enumerate(groups)
            ),
        )
        members = self._take("community_member", len(people) // 5)
        yield (
            "community_member",
            "".join(
                f"{tenant}\t{row}\t{groups[row % 6]}\t{people[random.randrange(len(people))]}\t{EVER}\n"
                for row in members
            ),
        )
        council = self._take("council", 1)[0]
        yield "council", f"{tenant}\t{council}\tМетодический совет\tcouncil\t13\n"
        seated = random.sample(people, min(13, len(people)))
        yield (
            "seat",
            "".join(
                f"{tenant}\t{row}\t{council}\t{person}\t{'member' if place else 'chair'}\t{EVER}\n"
                for place, (row, person) in enumerate(
                    zip(self._take("seat", len(seated)), seated, strict=True)
                )
            ),
        )

    def _events(self, tenant: int, people: range, random: Random) -> Iterator[tuple[str, str]]:
        events = self._take("event", 4)
        kinds = ("young_support", "seminar", "young_support", "contest")
        yield (
            "event",
            "".join(
                f"{tenant}\t{row}\tМероприятие {place + 1}\t{kinds[place]}\t2026-0{place + 2}-10\n"
                for place, row in enumerate(events)
            ),
        )
        visitors = random.sample(people, max(1, len(people) // 10))
        rows = self._take("attendance", len(visitors))
        yield (
            "attendance",
            "".join(
                f"{tenant}\t{row}\t{events[place % 4]}\t{person}\n"
                for place, (row, person) in enumerate(zip(rows, visitors, strict=True))
            ),
        )

    def _schools(self, tenant: int, places: range) -> Iterator[tuple[str, str]]:
        with_plan = places[::2]
        kinds = [(one, "development_plan") for one in with_plan]
        kinds += [(one, "mentoring_order") for one in places[::3]]
        rows = self._take("organisation_document", len(kinds))
        yield (
            "organisation_document",
            "".join(
                f"{tenant}\t{row}\t{place}\t{kind}\tДокумент\t{EVER}\n"
                for row, (place, kind) in zip(rows, kinds, strict=True)
            ),
        )
        teams = self._take("management_team", len(with_plan))
        yield (
            "management_team",
            "".join(
                f"{tenant}\t{row}\t{place}\tКоманда\n" for row, place in zip(teams, with_plan, strict=True)
            ),
        )
        trained = teams[::3]
        rows = self._take("team_training", len(trained))
        yield (
            "team_training",
            "".join(
                f"{tenant}\t{row}\t{team}\tpk\tУправление\t2026-04-15\n"
                for row, team in zip(rows, trained, strict=True)
            ),
        )

    def _calendar(self, tenant: int) -> Iterator[tuple[str, str]]:
        cycles = self._take("cycle", 2)
        yield (
            "cycle",
            "".join(
                f"{tenant}\t{row}\tЦикл\t{day}\t{day}\n"
                for row, day in zip(cycles, ("2025-12-20", "2026-05-25"), strict=True)
            ),
        )
        yield (
            "roadmap_item",
            "".join(
                f"{tenant}\t{row}\t{place + 1}\tПункт\t2026-0{place + 1}-28\t{DONE[place % 3]}\n"
                for place, row in enumerate(self._take("roadmap_item", 8))
            ),
        )


def _organisations(tenant: int, places: range) -> str:
    lines = []
    for place, row in enumerate(places):
        title = f"Школа № {place + 1}"
        keys = f"{sort_key(title)}\t{search_key(title)}"
        lines.append(f"{tenant}\t{row}\t{place + 1}\t{title}\t{title}\t{KINDS[place % 6]}\t{keys}\n")
    return "".join(lines)


def _people(tenant: int, people: range, random: Random) -> str:
    lines = []
    for row in people:
        mixed = random.getrandbits(24)
        born = r"\N" if mixed % 50 == 0 else f"{1958 + mixed % 45}-{mixed % 12 + 1:02}-{mixed % 28 + 1:02}"
        lines.append(f"{tenant}\t{row}\t{name(mixed)}\t{born}\tt\n")
    return "".join(lines)
