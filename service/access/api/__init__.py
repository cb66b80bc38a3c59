"""The API of access: who works here, keys of other systems, the audit log, the caller itself."""
