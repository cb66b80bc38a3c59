"""The API of meetings."""
