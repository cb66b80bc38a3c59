"""The product's own version (версия программы), as pyproject.toml names it."""

VERSION = "0.1.0"
