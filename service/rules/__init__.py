"""Rule kinds, verdicts (заключения), conditions and indicators: pure computation on the standard library."""
