"""Pages and API over HTTP, with four tenants and with all of them: one web server on each database."""

from collections.abc import Iterator, Mapping

from benchmarks.context import FEW, MANY, Bench
from benchmarks.measuring import Pair, Row, row
from benchmarks.serving import Web, serving
from benchmarks.sizes import AS_OF
from benchmarks.visiting import Visitor
from service.access.names import Role
from service.access.secrets import digest, new_secret
from service.launcher import roles

TITLE = "Число районов: четыре и вся страна, по HTTP через gunicorn"
TARGET = 1.1


def run(bench: Bench) -> list[Row]:
    """Several kinds of pages and two addresses of the API, of the median municipality."""
    with serving(bench.place, FEW) as few, serving(bench.place, MANY) as many:
        alone, among = (_addresses(bench, web, name) for web, name in ((few, FEW), (many, MANY)))
        return list(_rows(bench, few, many, alone, among))


def _addresses(bench: Bench, web: Web, database: str) -> Mapping[str, str]:
    """The pages by name; the web server is given the browser's cookie."""
    visitor = Visitor(bench, database, bench.chosen["median"].slug)
    web.cookie, web.token = visitor.cookie, _token(bench, database, visitor.tenant.id)
    visitor.close()
    with bench.bare(database, roles.BACKUP) as connection:
        query = "SELECT min(id) FROM mms.person WHERE tenant_id = %s"
        found = connection.execute(query, (visitor.tenant.id,)).fetchone()
    home, api = f"/{visitor.slug}", f"/api/v1/{visitor.slug}"
    return {
        "главная": f"{home}/",
        "список людей": f"{home}/people/",
        "карточка человека": f"{home}/people/{found[0] if found else 0}",
        "показатели": f"{home}/monitoring/?as_of={AS_OF.isoformat()}",
        "правила": f"{home}/profile/",
        "API: люди": f"{api}/people",
        "API: показатели": f"{api}/indicators?as_of={AS_OF.isoformat()}",
    }


def _token(bench: Bench, database: str, tenant: int) -> str:
    """A token of the district's administrator, made anew at every run."""
    secret = f"mms_{new_secret()}"
    with bench.place.connect(None, database) as connection:
        connection.execute(
            "INSERT INTO mms.api_token (tenant_id, digest, name, role) VALUES (%s, %s, %s, %s)",
            (tenant, digest(secret), "bench", Role.ADMINISTRATOR),
        )
    return secret


def _rows(
    bench: Bench, few: Web, many: Web, alone: Mapping[str, str], among: Mapping[str, str]
) -> Iterator[Row]:
    for name, path in among.items():
        pair = Pair(
            lambda _, path=alone[name]: few.get(path),
            lambda _, path=path: many.get(path),
            [None],
            ("четыре", "вся страна"),
        )
        yield row(TITLE, name, pair.measure(bench.size.rounds, warm=4), TARGET)
