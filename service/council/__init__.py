"""Councils (методический совет, экспертный совет) and who sits in them."""
