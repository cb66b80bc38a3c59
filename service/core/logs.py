"""Logs: one JSON object a line, with times in UTC, without local variables or values of people."""

from types import TracebackType

import structlog


def configure_logs() -> None:
    """Set up the log once for a process; tracebacks name places, never values."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(_frames),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _frames(exc_info: tuple[type[BaseException], BaseException, TracebackType | None]) -> str:
    """Where an error came from: type and places only, since its message may hold what people typed."""
    places = []
    frame = exc_info[1].__traceback__
    while frame is not None:
        code = frame.tb_frame.f_code
        places.append(f"{code.co_filename}:{frame.tb_lineno} {code.co_name}")
        frame = frame.tb_next
    return f"{type(exc_info[1]).__name__} at " + " < ".join(reversed(places[-12:]))
