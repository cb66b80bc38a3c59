"""Comparison (сравнение): what a municipality publishes, and what its region sees of it by an agreement."""
