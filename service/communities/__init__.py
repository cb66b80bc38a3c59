"""Associations and communities (методические объединения, сетевые сообщества) of teachers."""
