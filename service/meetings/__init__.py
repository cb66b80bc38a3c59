"""Meetings (заседания): the one engine for every collegial body."""
