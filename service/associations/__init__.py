"""Associations of teachers (методические объединения): РМО, УМО with sections, Г(Р)МО, ШМО, clubs."""
