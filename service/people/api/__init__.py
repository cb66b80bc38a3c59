"""The API of people: persons, employments, imports."""
