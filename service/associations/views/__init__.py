"""Pages of associations."""
