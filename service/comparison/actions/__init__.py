"""Use cases of comparison: publishing figures, agreeing to share them."""
