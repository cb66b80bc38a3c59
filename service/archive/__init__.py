"""A tenant as one archive (архив района): made, checked, put into an empty tenant, and a tenant erased."""
