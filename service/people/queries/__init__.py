"""Reads of people, their cards, their history and imports."""
