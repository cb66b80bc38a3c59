"""Decisions about meetings that need no database: states, deadlines, the electorate, the score."""
