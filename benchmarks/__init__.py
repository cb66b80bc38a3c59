"""Benchmarks (замеры): a deterministic country, scenarios in pairs, one JSON file and a table."""
