"""Papers of meetings (документы заседаний): pure data in, an official paper out; no database, no clock."""
