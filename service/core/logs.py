"""Logs: one JSON object a line, with times in UTC, without local variables or values of people."""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from types import TracebackType

import structlog

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]
SPARING = ("gunicorn.", "rq.")
"""Loggers that pass what they were given as arguments, never within the text."""
HARMLESS = re.compile(r"[A-Z0-9_.:\[\]-]*")
"""Signals, numbers, addresses: what a library may say besides its own words."""


def configure_logs() -> None:
    """Set up the log once for a process; tracebacks name places, never values."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(frames),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=True,
    )


def configure_libraries() -> None:
    """Let the libraries speak the same way, from warnings up; for programs of our own, not for tests."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(LibraryFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


class LibraryFormatter(logging.Formatter):
    """A library's record as a line like ours: its words, numbers and signals, but no text it was given."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON object."""
        said = {
            "event": "library",
            "level": record.levelname.lower(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z"),
            "logger": record.name,
            "place": f"{record.module}:{record.lineno}",
            "words": _words(record),
        }
        if record.exc_info and record.exc_info[1] is not None:
            said["exception"] = frames(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


def _words(record: logging.LogRecord) -> str:
    """The first line of the message with harmless arguments; anything else becomes an ellipsis."""
    template = str(record.msg).split("\n")[0]
    if not record.args:
        # Without arguments the text may be put together of anything; the place says what it is.
        return template if record.name.startswith(SPARING) else "…"
    if isinstance(record.args, tuple):
        try:
            return template % tuple(map(_harmless, record.args[: template.count("%")]))
        except (TypeError, ValueError):
            return template
    return template


def _harmless(value: object) -> object:
    if isinstance(value, int | float):
        return value
    return value if isinstance(value, str) and HARMLESS.fullmatch(value) else "…"


def frames(exc_info: ExcInfo) -> str:
    """Where an error came from: type and places only, since its message may hold what people typed."""
    places = []
    frame = exc_info[1].__traceback__
    while frame is not None:
        code = frame.tb_frame.f_code
        places.append(f"{code.co_filename}:{frame.tb_lineno} {code.co_name}")
        frame = frame.tb_next
    return f"{type(exc_info[1]).__name__} at " + " < ".join(reversed(places[-12:]))
