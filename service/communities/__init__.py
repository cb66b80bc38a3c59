"""Communities (профессиональные и сетевые сообщества) of teachers."""
