"""Pages of people: list, card, forms, merging, imports, the staff of an organisation."""
