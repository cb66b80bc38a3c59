"""Works off the queue as a process of its own, so that everything it prints can be read.

Database and queue come from the environment; the jobs fail with what people typed in their mouths.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import text

from service.config import read_settings
from service.core.logs import configure_libraries, configure_logs
from service.jobs import work
from service.jobs.queue import connect
from service.jobs.runner import make_runner
from service.tenancy.scope import Scope
from service.workshop import workshop_of


def finish(scope: Scope, **_: Any) -> str:
    """Do what is asked; the answer names a person."""
    scope.record("test.finished")
    return "Канарейка-answer"


def fail(_scope: Scope, **payload: Any) -> None:
    """Fail with words of a person in the error."""
    raise ValueError(f"Канарейка-error Kanareika@example.test {payload}")


def collide(scope: Scope, **_: Any) -> None:
    """Fail in the database, whose error quotes the value."""
    statement = text(
        "INSERT INTO mms.organisation (tenant_id, code, name, type)"
        " VALUES (:tenant, 'Kanareika', 'x', 'general')"
    )
    for _each in range(2):
        scope.db.execute(statement, {"tenant": scope.tenant.id})


JOBS = {"test.finish": finish, "test.fail": fail, "test.collide": collide}


def main() -> None:
    """Work until the queue is empty."""
    configure_logs()
    configure_libraries()
    settings = read_settings()
    work.open_workshop(replace(workshop_of(settings), jobs=JOBS))
    runner = make_runner(connect(settings.redis_url), stop_within=5, beat=lambda: None)
    runner.work(burst=True, logging_level="WARNING")


if __name__ == "__main__":
    main()
