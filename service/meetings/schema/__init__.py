"""What may come into bodies and meetings, and what the API gives out."""
