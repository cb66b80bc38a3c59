"""The API of structure: units with their people, functions with their holders, the whole on a day."""
