"""Compliance (соблюдение регламента): every rule with its state today, its evidence and date."""
