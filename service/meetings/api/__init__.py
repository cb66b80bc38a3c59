"""The API of collegial bodies and their meetings, by subject."""
