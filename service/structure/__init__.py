"""Structure (структура службы): units by levels with acts, heads, members and functions."""
