"""Pages of bodies and their meetings."""
