"""The service with a slow page and slow jobs, for tests that stop it meanwhile.

`gunicorn tests.production.slow_service:web()` serves; `python -m tests.production.slow_service` works.
"""

import sys
import time
from dataclasses import replace
from typing import Any

from flask import Flask, request

from service.app import create_app
from service.config import read_settings
from service.core.logs import configure_libraries, configure_logs
from service.tenancy.scope import Scope
from service.web.guard import anonymous
from service.worker import run
from service.workshop import workshop_of


def web() -> Flask:
    """The application with one page more."""
    app = create_app()

    @anonymous
    def slow() -> str:
        time.sleep(float(request.args["seconds"]))
        return "finished"

    app.add_url_rule("/slow", view_func=slow)
    return app


def sleep(scope: Scope, seconds: float = 0.0, **_: Any) -> str:
    """Take a while, and write something at the end."""
    time.sleep(seconds)
    scope.record("test.slept")
    return "finished"


def main() -> int:
    """Work off the queue."""
    configure_logs()
    configure_libraries()
    settings = read_settings()
    run(settings, replace(workshop_of(settings), jobs={"test.sleep": sleep}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
