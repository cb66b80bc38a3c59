"""The rules of meetings (правила заседаний): facts in, answers out."""
