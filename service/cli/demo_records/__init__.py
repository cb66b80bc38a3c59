"""Generated records of a demonstration: invented people, marked as such, the same at every start."""
