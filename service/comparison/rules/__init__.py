"""Pure rules of comparison: what differs between definitions, what is hidden, who stands where."""
