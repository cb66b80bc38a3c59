"""Pages of rules and settings (правила и настройки)."""
