"""Scenarios (сценарии замеров): each returns lines of the table."""
