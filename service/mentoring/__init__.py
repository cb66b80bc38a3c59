"""Mentoring (наставничество): pairs of a mentor and a mentee."""
