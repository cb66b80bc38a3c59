"""Tenants and their isolation: context per transaction, scope, audit, outbox, history."""
