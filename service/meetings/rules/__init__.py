"""Decisions about meetings (правила заседаний): facts in, figures out, no database."""
