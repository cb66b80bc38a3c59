"""Expressions that sources share: the day in question, lives, facts that have come true, full years."""

DAY = "CAST(:as_of AS date)"


def lives(*aliases: str, column: str = "valid") -> str:
    """Say in SQL that rows hold on the day; a life is half-open: on the day it ends it holds no more.

    Not `valid @> day`: under row-level security the planner may not ask the statistics about an operator of
    ranges, takes one row of two hundred to hold, and loops where it should hash. Of these tests it takes a
    third to fail, which is near enough.
    """
    return " AND ".join(
        f"(lower({alias}.{column}) > {DAY}) IS NOT TRUE AND (upper({alias}.{column}) <= {DAY}) IS NOT TRUE"
        f" AND NOT isempty({alias}.{column})"
        for alias in aliases
    )


def known(column: str) -> str:
    """Return a date column as it stood on the day: what comes later had not happened yet."""
    return f"(CASE WHEN {column} <= {DAY} THEN {column} END)"


def full_years(since: str) -> str:
    """Return the full years from a date column to the day, a birthday counting on its day.

    The month and day are compared as words, exactly as `rules.dates.full_years` does; 29 February too.
    """
    years = f"EXTRACT(YEAR FROM {DAY})::int - EXTRACT(YEAR FROM {since})::int"
    return f"({years} - (to_char({DAY}, 'MMDD') < to_char({since}, 'MMDD'))::int)"
