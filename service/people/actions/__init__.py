"""Changes of people: cards, jobs, merging, imports."""
