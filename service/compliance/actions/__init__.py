"""Use cases of compliance: checking, waiving, assigning, subscribing, the digest."""
