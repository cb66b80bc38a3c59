"""Reads of compliance: rows, history, waivers, dates, what is due for whom."""
