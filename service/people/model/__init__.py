"""Tables of people: organisations, persons with their facts, imports of staff."""
