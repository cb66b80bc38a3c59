"""The front page, a tenant's home, and whether the service is well."""
