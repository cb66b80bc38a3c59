"""Reads of associations."""
