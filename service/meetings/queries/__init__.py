"""Reads of bodies and meetings."""
