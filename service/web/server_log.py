"""The web server's own words (журнал веб-сервера): as JSON, without the addresses and headers it quotes."""

import logging
import sys
from typing import Any

from gunicorn.glogging import Logger

from service.core.logs import LibraryFormatter


class ServerLog(Logger):  # type: ignore[misc]
    """Gunicorn's log in our form; its access log stays off, for every request writes a line of its own."""

    def setup(self, cfg: Any) -> None:
        """Take the level from the settings and nothing else."""
        self.error_log.setLevel(self.LOG_LEVELS.get(cfg.loglevel.lower(), logging.WARNING))
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(LibraryFormatter())
        self.error_log.handlers = [handler]
        self.error_log.propagate = False
        self.access_log.handlers = []
        self.access_log.propagate = False

    def access(self, *_args: Any, **_kwargs: Any) -> None:
        """Nothing: the request's own line says more, and less about people."""

    def reopen_files(self) -> None:
        """Nothing: the log is the standard output."""

    def close_on_exec(self) -> None:
        """Nothing: there is no file."""
