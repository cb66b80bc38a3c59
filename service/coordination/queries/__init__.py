"""Reads of coordination."""
