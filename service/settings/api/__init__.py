"""The API of tenants, rules, settings, versions and verdicts."""
