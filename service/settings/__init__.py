"""Settings (настройки): the versions of rules that a tenant or a region has adopted."""
