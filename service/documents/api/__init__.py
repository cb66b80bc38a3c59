"""The API of templates (API шаблонов)."""
