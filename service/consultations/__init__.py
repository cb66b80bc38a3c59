"""Consultations (консультации) that the service gave: to whom, about what, by whom."""
