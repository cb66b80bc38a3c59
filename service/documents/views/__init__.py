"""Pages of templates (страницы шаблонов)."""
