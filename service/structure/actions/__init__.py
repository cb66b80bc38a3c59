"""Use cases of structure: units, their members, who holds which function."""
