"""The first day of a tenant (первый день района): what to set up, in which order, and what is done."""
