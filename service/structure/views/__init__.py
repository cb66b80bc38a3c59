"""Pages of the structure: the tree, units, members, functions."""
