"""Pure rules of compliance: states, scores, dates."""
