"""Use cases of the service's plans."""
