"""Use cases of associations."""
