"""Refusals that stay in the audit log (след отказа) although what was tried is rolled back.

An action raises a Problem with a `trace` and writes nothing itself: its transaction is lost with the refusal.
The shell that answers, web or job, rolls back first and then writes the trace in a transaction of its own.
"""

import structlog
from sqlalchemy.exc import SQLAlchemyError

from service.core.errors import Problem
from service.tenancy.scope import Scope

log = structlog.get_logger()


def keep_trace(scope: Scope | None, problem: BaseException) -> None:
    """Write the trace of a refusal, if it has one; the transaction of the act must be rolled back already.

    A database that is away must not turn a refusal into a failure: then the log alone knows.
    """
    if scope is None or not isinstance(problem, Problem) or problem.trace is None:
        return
    trace = problem.trace
    try:
        scope.record(trace.event, trace.subject, detail=trace.detail)
        scope.db.commit()
    except SQLAlchemyError as error:
        scope.db.rollback()
        log.error("trace_lost", trace=trace.event, request_id=scope.request_id, exc_info=error)
