"""Crawls as a process of its own, so that everything it prints can be read.

Database and queue come from the environment as in production; the last line says how much was visited.
"""

from service.app import create_app
from tests.isolation.crawling import Visitor, addresses
from tests.isolation.roles import number_for

LOGGED = frozenset(
    {
        "access",
        "api_events",
        "api_people",
        "links",
        "people",
        "register_events",
        "register_trainings",
        "users",
    }
)


def main() -> None:
    """Visit what deals with people and secrets, rightly and wrongly."""
    app = create_app()
    visitor = Visitor(app, "administrator")
    visited = 0
    for address in addresses(app):
        if address.endpoint.split(".")[0] in LOGGED:
            visitor.call(address, number_for(address))
            visited += 1
    client = visitor.browser.client
    wrong = {"csrf_token": visitor.csrf, "email": "a@b.test", "password": "Канарейка-password"}
    client.post("/sign-in", data=wrong)
    client.get("/account/link/Канарейка-secret")
    client.get("/api/v1/ust-koksa/events", headers={"Authorization": "Bearer no-such-token-Kanareika"})
    client.get("/ust-koksa/people/?q=Канарейка")
    print(f"visited {visited}")


if __name__ == "__main__":
    main()
