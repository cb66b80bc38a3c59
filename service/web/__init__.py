"""The web shell: guards, scope per request, pages, API, headers, look. Knows no domain."""
