"""The API of associations."""
